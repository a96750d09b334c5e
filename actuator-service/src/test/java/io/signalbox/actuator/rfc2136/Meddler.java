package io.signalbox.actuator.rfc2136;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;

/** A line to a server that loses and forges what it is told to, connection by connection. */
final class Meddler implements AutoCloseable {

    enum Fault {
        NONE,
        /** The server has it; whoever sent it never hears of that. */
        LOSE_ANSWER,
        LOSE_REQUEST,
        /** Nothing comes, and nothing ends. */
        SILENCE,
        /** Somebody else says that all is well; the server has seen nothing. */
        FORGE
    }

    private final ServerSocket socket;
    private final InetSocketAddress server;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private Meddler(ServerSocket socket, InetSocketAddress server) {
        this.socket = socket;
        this.server = server;
    }

    static Meddler before(InetSocketAddress server) {
        try {
            var meddler = new Meddler(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), server);
            Thread.ofVirtual().start(meddler::accept);
            return meddler;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What happens to the next connections, one each. */
    void next(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** How many of those are still to come. */
    int left() {
        return faults.size();
    }

    /** The most connections there were at once. */
    int most() {
        return most.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                // Closed: the loop's condition tells.
                continue;
            }
        }
    }

    private void serve(Socket client) {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try (client) {
            Fault fault = faults.poll();
            switch (fault == null ? Fault.NONE : fault) {
                case NONE -> pass(client);
                case LOSE_ANSWER -> loseAnswer(client);
                case LOSE_REQUEST -> receive(client);
                case FORGE -> send(client, forged(receive(client)));
                case SILENCE -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException _) {
            // One of the two has hung up.
            return;
        } finally {
            now.decrementAndGet();
        }
    }

    private void pass(Socket client) throws IOException {
        try (var upstream = upstream()) {
            var answers = Thread.ofVirtual().start(() -> copy(upstream, client));
            copy(client, upstream);
            upstream.shutdownOutput();
            answers.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            byte[] bytes = new byte[4096];
            for (int count = from.getInputStream().read(bytes);
                    count > 0;
                    count = from.getInputStream().read(bytes)) {
                to.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException _) {
            // One of the two has hung up.
            return;
        }
    }

    private void loseAnswer(Socket client) throws IOException {
        try (var upstream = upstream()) {
            send(upstream, receive(client));
            receive(upstream);
        }
    }

    private Socket upstream() throws IOException {
        var upstream = new Socket(server.getAddress(), server.getPort());
        upstream.setTcpNoDelay(true);
        return upstream;
    }

    private static byte[] receive(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        return in.readNBytes(in.readUnsignedShort());
    }

    private static void send(Socket socket, byte[] message) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        out.writeShort(message.length);
        out.write(message);
        out.flush();
    }

    private static byte[] forged(byte[] request) {
        var header = new Header((request[0] & 0xff) << 8 | request[1] & 0xff);
        header.setFlag(Flags.QR);
        return header.toWire();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
