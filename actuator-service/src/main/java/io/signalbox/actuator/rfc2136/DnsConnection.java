package io.signalbox.actuator.rfc2136;

import io.signalbox.contract.FailureCause;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A TCP connection that carries messages (RFC 7766). Blocks the thread, until an end in {@link System#nanoTime}. */
final class DnsConnection implements AutoCloseable {

    private static final int LARGEST = 65_535;
    private static final long MILLI = 1_000_000;

    private final Socket socket;

    private DnsConnection(Socket socket) {
        this.socket = socket;
    }

    /** To the first address that answers. */
    static DnsConnection open(List<InetSocketAddress> addresses, long end) throws UpdateFailedException {
        @Nullable IOException last = null;
        int left = addresses.size();
        for (InetSocketAddress address : addresses) {
            var socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(address, millis((end - System.nanoTime()) / left));
                return new DnsConnection(socket);
            } catch (IOException e) {
                last = e;
                close(socket);
            }
            left--;
        }
        throw UpdateFailedException.notTaken(
                FailureCause.UNREACHABLE, "no connection to " + addresses + ": " + last, true);
    }

    /** @return at least 1: to a socket, 0 means for ever */
    private static int millis(long nanos) {
        return (int) Math.max(1, nanos / MILLI);
    }

    void send(Collection<byte[]> messages) throws IOException {
        var out = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            if (message.length > LARGEST) {
                throw new IOException("a message of " + message.length + " bytes");
            }
            out.write(message.length >> 8);
            out.write(message.length);
            out.write(message);
        }
        socket.getOutputStream().write(out.toByteArray());
    }

    byte[] receive(long end) throws IOException {
        byte[] length = read(2, end);
        return read((length[0] & 0xff) << 8 | length[1] & 0xff, end);
    }

    private byte[] read(int count, long end) throws IOException {
        byte[] bytes = new byte[count];
        for (int have = 0; have < count; ) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException("no whole answer in time");
            }
            socket.setSoTimeout(millis(left));
            int more = socket.getInputStream().read(bytes, have, count - have);
            if (more < 0) {
                throw new EOFException("the connection was closed");
            }
            have += more;
        }
        return bytes;
    }

    @Override
    public void close() {
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is given up either way.
            return;
        }
    }
}
