package io.signalbox.bench.probe;

import io.signalbox.sandbox.sites.PacketFilter;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All targets in one process that uses as little processor time as possible: one thread, one prepared answer, on every
 * address of 127/8. Requests to {@link #CONTROL} set the behavior of an address. Argument: the port.
 */
final class TargetServer {

    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
            .getBytes(StandardCharsets.US_ASCII);
    /**
     * Path {@code /control/<behavior>/<address>} sets a behavior; {@code /control} only returns the number of answers.
     */
    static final String CONTROL = "/control";

    private static final byte[] CONTROL_REQUEST = ("GET " + CONTROL).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR =
            "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WRONG_BODY =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INCOMPLETE =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\nok"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final long SLOW_NANOS = Duration.ofMillis(300).toNanos();
    private static final int BACKLOG = 4_096;
    private static final int LONGEST_REQUEST = 4_096;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final ByteBuffer request = ByteBuffer.allocateDirect(LONGEST_REQUEST);
    private final ByteBuffer answer;
    /** In order of time, since all have the same delay. */
    private final ArrayDeque<DelayedAnswer> delayed = new ArrayDeque<>();

    private final Map<InetAddress, TargetBehavior> behaviors = new HashMap<>();
    private long answered;

    private record DelayedAnswer(SocketChannel connection, long at) {}

    private TargetServer(int port) throws IOException {
        selector = Selector.open();
        server = ServerSocketChannel.open(StandardProtocolFamily.INET);
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(new InetSocketAddress("0.0.0.0", port), BACKLOG);
        server.configureBlocking(false);
        var _ = server.register(selector, SelectionKey.OP_ACCEPT);
        answer = ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER).flip();
    }

    public static void main(String[] arguments) throws IOException {
        new TargetServer(Integer.parseInt(arguments[0])).run();
    }

    private void run() throws IOException {
        while (true) {
            long wait = delayed.isEmpty() ? 0 : Math.max(1, (delayed.getFirst().at() - System.nanoTime()) / 1_000_000);
            int _ = selector.select(this::handle, wait);
            while (!delayed.isEmpty() && delayed.getFirst().at() - System.nanoTime() <= 0) {
                send(delayed.removeFirst().connection());
            }
        }
    }

    private void handle(SelectionKey key) {
        if (key.isAcceptable()) {
            accept();
        } else {
            read((SocketChannel) key.channel());
        }
    }

    private void accept() {
        try {
            for (SocketChannel next = server.accept(); next != null; next = server.accept()) {
                next.configureBlocking(false);
                next.setOption(StandardSocketOptions.SO_LINGER, 0);
                var _ = next.register(selector, SelectionKey.OP_READ);
            }
        } catch (IOException e) {
            throw new IllegalStateException("no connection can be accepted", e);
        }
    }

    private void read(SocketChannel connection) {
        try {
            request.clear();
            if (connection.read(request) < 0) {
                connection.close();
                return;
            }
            if (request.flip().limit() >= CONTROL_REQUEST.length && isControl()) {
                control(connection);
                return;
            }
            InetAddress address = ((InetSocketAddress) connection.getLocalAddress()).getAddress();
            switch (behaviors.getOrDefault(address, TargetBehavior.of(address))) {
                case HEALTHY -> send(connection);
                case SLOW -> delayed.addLast(new DelayedAnswer(connection, System.nanoTime() + SLOW_NANOS));
                case SILENT, DROPPING -> {
                    // Waits until the client gives up.
                }
                case RESETTING -> connection.close();
                case FAILING -> send(connection, ERROR);
                case WRONG_BODY -> send(connection, WRONG_BODY);
                case INCOMPLETE -> send(connection, INCOMPLETE);
            }
        } catch (IOException _) {
            close(connection);
        }
    }

    private boolean isControl() {
        for (int i = 0; i < CONTROL_REQUEST.length; i++) {
            if (request.get(i) != CONTROL_REQUEST[i]) {
                return false;
            }
        }
        return true;
    }

    private void control(SocketChannel connection) throws IOException {
        String[] path = StandardCharsets.US_ASCII
                .decode(request)
                .toString()
                .split(" ", 3)[1]
                .split("/", -1);
        if (path.length == 4) {
            become(InetAddress.ofLiteral(path[3]), TargetBehavior.valueOf(path[2]));
        }
        String body = String.valueOf(answered);
        String text = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        int _ = connection.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private void become(InetAddress address, TargetBehavior behavior) {
        TargetBehavior before = behaviors.put(address, behavior);
        if (behavior == TargetBehavior.DROPPING || before == TargetBehavior.DROPPING) {
            List<Inet4Address> swallowing = behaviors.entrySet().stream()
                    .filter(each -> each.getValue() == TargetBehavior.DROPPING)
                    .map(each -> (Inet4Address) each.getKey())
                    .toList();
            PacketFilter.swallowTo(swallowing, server);
        }
    }

    private static void send(SocketChannel connection, byte[] bytes) throws IOException {
        int _ = connection.write(ByteBuffer.wrap(bytes));
    }

    private void send(SocketChannel connection) {
        try {
            answered++;
            int _ = connection.write(answer.rewind());
        } catch (IOException _) {
            close(connection);
        }
    }

    private static void close(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new IllegalStateException("a connection cannot be closed", e);
        }
    }
}
