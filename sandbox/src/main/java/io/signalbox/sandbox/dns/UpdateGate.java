package io.signalbox.sandbox.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.xbill.DNS.Opcode;

/**
 * A TCP relay in front of a primary. It can hold a dynamic update before the primary gets it; everything else passes at
 * once. An update that changes nothing, as a reader sends to check prerequisites, is not held.
 */
public final class UpdateGate implements AutoCloseable {

    private static final int BACKLOG = 200;
    private static final int UPDATE_COUNT = 8;

    private final ServerSocket socket;
    private final InetSocketAddress primary;
    private final Queue<Runnable> hooks = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private UpdateGate(ServerSocket socket, InetSocketAddress primary) {
        this.socket = socket;
        this.primary = primary;
    }

    public static UpdateGate before(InetSocketAddress primary) {
        try {
            var gate = new UpdateGate(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), primary);
            Thread.ofVirtual().name("update-gate").start(gate::accept);
            return gate;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on loopback", e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Replaces the hooks: each of the next updates runs one, and passes when it returns. */
    public void holdNext(Runnable hook, int times) {
        hooks.clear();
        for (int i = 0; i < times; i++) {
            hooks.add(hook);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                Thread.ofVirtual().name("update-gate").start(() -> serve(client));
            } catch (IOException _) {
                // The gate was closed, or the connection was reset before it was accepted; the loop's condition tells.
                continue;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var upstream = new Socket(primary.getAddress(), primary.getPort())) {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            Thread answers = Thread.ofVirtual().name("update-gate").start(() -> answer(upstream, client));
            forward(client, upstream);
            upstream.shutdownOutput();
            answers.join();
        } catch (IOException _) {
            // One side has closed the connection; closing both tells the other.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private static void answer(Socket upstream, Socket client) {
        try {
            var _ = upstream.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException _) {
            // One side has closed the connection.
            return;
        }
    }

    private void forward(Socket client, Socket upstream) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        var out = new DataOutputStream(upstream.getOutputStream());
        for (int high = in.read(); high >= 0; high = in.read()) {
            byte[] message = in.readNBytes(high << 8 | in.readUnsignedByte());
            if (changes(message)) {
                hold();
            }
            byte[] framed = new byte[message.length + 2];
            framed[0] = (byte) (message.length >> 8);
            framed[1] = (byte) message.length;
            System.arraycopy(message, 0, framed, 2, message.length);
            out.write(framed);
        }
    }

    /** RFC 2136, section 2: an update has the opcode UPDATE, and the number of its changes is in the third counter. */
    private static boolean changes(byte[] message) {
        return message.length > UPDATE_COUNT + 1
                && (message[2] >> 3 & 0xf) == Opcode.UPDATE
                && (message[UPDATE_COUNT] | message[UPDATE_COUNT + 1]) != 0;
    }

    private void hold() {
        Runnable hook = hooks.poll();
        if (hook != null) {
            hook.run();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the gate cannot be closed", e);
        }
    }
}
