package io.signalbox.bench.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts connections on a loopback address and treats each of them badly. */
final class HostileServer implements AutoCloseable {

    private static final int READ_MILLIS = 20_000;
    private static final int BACKLOG = 256;

    private final ServerSocket listener;
    private final Behaviour behaviour;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    private HostileServer(ServerSocket listener, Behaviour behaviour) {
        this.listener = listener;
        this.behaviour = behaviour;
    }

    /** @param port 0 for any */
    static HostileServer start(String address, int port, Behaviour behaviour) {
        try {
            var listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(address, port), BACKLOG);
            var server = new HostileServer(listener, behaviour);
            Thread.ofVirtual().name("hostile " + behaviour.name()).start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(address + ":" + port + " cannot be bound", e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    String address() {
        return listener.getInetAddress().getHostAddress();
    }

    Behaviour behaviour() {
        return behaviour;
    }

    /** The number of accepted connections. */
    int accepted() {
        return accepted.get();
    }

    /** The number of connections that the other side has not ended. */
    int open() {
        return open.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                accepted.incrementAndGet();
                open.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(READ_MILLIS);
            socket.setTcpNoDelay(true);
            if (behaviour.resets()) {
                socket.setSoLinger(true, 0);
                return;
            }
            behaviour.writer().write(socket.getInputStream(), socket.getOutputStream());
            if (!behaviour.closes()) {
                awaitEnd(socket);
            }
        } catch (IOException _) {
            // The other side has ended the connection, which is its right.
        } finally {
            open.decrementAndGet();
        }
    }

    private static void awaitEnd(Socket socket) throws IOException {
        byte[] rest = new byte[4_096];
        while (socket.getInputStream().read(rest) >= 0) {
            // Whatever it says is not answered.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
