package io.signalbox.probe.sites;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server on loopback that does with each connection what a test wants of it. */
public final class Site implements AutoCloseable {

    private final ServerSocket server;
    private final Thread accepting;
    private final AtomicInteger accepted = new AtomicInteger();
    private final Queue<String> ends = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Conversation conversation;

    /** What is done with one connection; it is closed afterwards. */
    @FunctionalInterface
    public interface Conversation {
        void with(Socket socket) throws Exception;
    }

    public Site(Conversation conversation) {
        this(ServerSocketFactory.getDefault(), conversation);
    }

    public Site(ServerSocketFactory sockets, Conversation conversation) {
        this(sockets, InetAddress.getLoopbackAddress(), 0, conversation);
    }

    private Site(ServerSocketFactory sockets, InetAddress address, int port, Conversation conversation) {
        this.conversation = conversation;
        try {
            server = sockets.createServerSocket(port, 100, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = Thread.ofVirtual().start(this::accept);
    }

    /** On another address than loopback's usual one. @param port 0 for one that is free */
    public static Site at(String address, int port, Conversation conversation) {
        return new Site(ServerSocketFactory.getDefault(), InetAddress.ofLiteral(address), port, conversation);
    }

    /** Answers every request with these bytes and closes. */
    public static Site answering(String response) {
        return new Site(answer(response));
    }

    public static Conversation answer(String response) {
        return socket -> {
            readHead(socket);
            socket.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
        };
    }

    public static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Reads a request to the end of its head. */
    public static String readHead(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Keeps the connection and says nothing until the other side closes. */
    public static void hang(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // Whatever it says.
        }
    }

    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
    }

    public int port() {
        return server.getLocalPort();
    }

    public int accepted() {
        return accepted.get();
    }

    /** How connections ended that did not end well, such as a TLS handshake that the prober gave up. */
    public List<String> badEnds() {
        return List.copyOf(ends);
    }

    /** Does something else from now on. */
    public void now(Conversation next) {
        conversation = next;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            conversation.with(socket);
        } catch (Exception e) {
            // The prober may hang up at any time; what it found is what a test looks at.
            ends.add(e.toString());
        } finally {
            open.remove(socket);
        }
    }

    /** Refuses connections from now on. */
    @Override
    public void close() {
        try {
            server.close();
            // Until nobody waits for the next connection any more, the system goes on accepting.
            accepting.join();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a site closes", e);
        }
    }
}
