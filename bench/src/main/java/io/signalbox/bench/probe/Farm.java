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
 * All targets in one process, which is to cost as little as it can: one thread, one answer, at every address of 127/8. What it is
 * told at {@link #CONTROL} it does from then on. Argument: the port.
 */
final class Farm {

    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
            .getBytes(StandardCharsets.US_ASCII);
    /** Where it is told what to be, {@code /control/<manner>/<address>}; without that it only tells how often it has answered. */
    static final String CONTROL = "/control";

    private static final byte[] CONTROLLED = ("GET " + CONTROL).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR =
            "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEGINNING =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\nok"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final long SLOW_NANOS = Duration.ofMillis(300).toNanos();
    private static final int BACKLOG = 4_096;
    private static final int LONGEST_REQUEST = 4_096;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final ByteBuffer request = ByteBuffer.allocateDirect(LONGEST_REQUEST);
    private final ByteBuffer answer;
    /** In the order of their time, since all wait equally long. */
    private final ArrayDeque<Late> late = new ArrayDeque<>();

    private final Map<InetAddress, Manner> manners = new HashMap<>();
    private long answered;

    private record Late(SocketChannel connection, long at) {}

    private Farm(int port) throws IOException {
        selector = Selector.open();
        server = ServerSocketChannel.open(StandardProtocolFamily.INET);
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(new InetSocketAddress("0.0.0.0", port), BACKLOG);
        server.configureBlocking(false);
        var _ = server.register(selector, SelectionKey.OP_ACCEPT);
        answer = ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER).flip();
    }

    public static void main(String[] arguments) throws IOException {
        new Farm(Integer.parseInt(arguments[0])).run();
    }

    private void run() throws IOException {
        while (true) {
            long wait = late.isEmpty() ? 0 : Math.max(1, (late.getFirst().at() - System.nanoTime()) / 1_000_000);
            int _ = selector.select(this::turn, wait);
            while (!late.isEmpty() && late.getFirst().at() - System.nanoTime() <= 0) {
                say(late.removeFirst().connection());
            }
        }
    }

    private void turn(SelectionKey key) {
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
            if (request.flip().limit() >= CONTROLLED.length && isControl()) {
                obey(connection);
                return;
            }
            InetAddress address = ((InetSocketAddress) connection.getLocalAddress()).getAddress();
            switch (manners.getOrDefault(address, Manner.of(address))) {
                case WELL -> say(connection);
                case SLOW -> late.addLast(new Late(connection, System.nanoTime() + SLOW_NANOS));
                case SILENT, SWALLOWING -> {
                    // Until the other side has had enough.
                }
                case DYING -> connection.close();
                case FAILING -> say(connection, ERROR);
                case ANSWERING_OTHERWISE -> say(connection, OTHER_ANSWER);
                case UNENDING -> say(connection, BEGINNING);
            }
        } catch (IOException _) {
            close(connection);
        }
    }

    private boolean isControl() {
        for (int i = 0; i < CONTROLLED.length; i++) {
            if (request.get(i) != CONTROLLED[i]) {
                return false;
            }
        }
        return true;
    }

    private void obey(SocketChannel connection) throws IOException {
        String[] path = StandardCharsets.US_ASCII
                .decode(request)
                .toString()
                .split(" ", 3)[1]
                .split("/", -1);
        if (path.length == 4) {
            become(InetAddress.ofLiteral(path[3]), Manner.valueOf(path[2]));
        }
        String body = String.valueOf(answered);
        String text = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        int _ = connection.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private void become(InetAddress address, Manner manner) {
        Manner before = manners.put(address, manner);
        if (manner == Manner.SWALLOWING || before == Manner.SWALLOWING) {
            List<Inet4Address> swallowing = manners.entrySet().stream()
                    .filter(each -> each.getValue() == Manner.SWALLOWING)
                    .map(each -> (Inet4Address) each.getKey())
                    .toList();
            PacketFilter.swallowTo(swallowing, server);
        }
    }

    private static void say(SocketChannel connection, byte[] bytes) throws IOException {
        int _ = connection.write(ByteBuffer.wrap(bytes));
    }

    private void say(SocketChannel connection) {
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
            throw new IllegalStateException("a connection cannot even be closed", e);
        }
    }
}
