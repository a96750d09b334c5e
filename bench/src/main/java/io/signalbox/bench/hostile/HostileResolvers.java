package io.signalbox.bench.hostile;

import io.signalbox.sandbox.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Name servers that answer badly, each asked by the check of a service of its own: each check must fail. */
final class HostileResolvers implements Door, AutoCloseable {

    private static final int LARGEST = 512;
    private static final int HEADER = 12;
    private static final int FLAGS = 2;
    private static final int RESPONSE = 0x80;

    private final World world;
    private final Map<String, DatagramSocket> sockets = new LinkedHashMap<>();

    private HostileResolvers(World world) {
        this.world = world;
    }

    static HostileResolvers start(World world) {
        var resolvers = new HostileResolvers(world);
        resolvers.add("silent", _ -> new byte[0]);
        resolvers.add("random", query -> fill(200, 0x5a));
        resolvers.add("zeros", _ -> fill(500, 0));
        resolvers.add("one-byte", _ -> fill(1, 0));
        resolvers.add("other-id", query -> with(response(query, 0), 0, (byte) (query[0] + 1)));
        resolvers.add("query-back", query -> query);
        resolvers.add("server-failure", query -> response(query, 2));
        resolvers.add("no-such-name", query -> response(query, 3));
        resolvers.add("truncated", query -> with(response(query, 0), FLAGS, (byte) (RESPONSE | 2)));
        resolvers.add("many-answers", query -> with(with(response(query, 0), 6, (byte) 0xff), 7, (byte) 0xff));
        resolvers.add("pointer-loop", query -> pointerLoop(response(query, 0)));
        resolvers.add("short-header", query -> Arrays.copyOf(response(query, 0), HEADER - 1));
        resolvers.add("other-question", query -> with(response(query, 0), HEADER + 1, (byte) 'x'));
        resolvers.add("large", query -> Arrays.copyOf(response(query, 0), 60_000));
        return resolvers;
    }

    private static byte[] fill(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] with(byte[] message, int index, byte value) {
        byte[] copy = message.clone();
        copy[index] = value;
        return copy;
    }

    private static byte[] response(byte[] query, int code) {
        return with(with(query, FLAGS, (byte) (query[FLAGS] | RESPONSE)), FLAGS + 1, (byte) code);
    }

    /** One answer whose name is a pointer to itself. */
    private static byte[] pointerLoop(byte[] response) {
        byte[] message = with(Arrays.copyOf(response, response.length + 16), 7, (byte) 1);
        message[response.length] = (byte) (0xc0 | response.length >> 8);
        message[response.length + 1] = (byte) response.length;
        return message;
    }

    private void add(String name, UnaryOperator<byte[]> answer) {
        try {
            var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            sockets.put(name, socket);
            Thread.ofVirtual().name("resolver " + name).start(() -> serve(socket, answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(DatagramSocket socket, UnaryOperator<byte[]> answer) {
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                byte[] reply = answer.apply(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (reply.length > 0) {
                    socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    /** The services of the topology. Each asks another of the servers. */
    String services() {
        var text = new StringBuilder();
        sockets.forEach((name, socket) -> text.append("""
                  resolver-%s:
                    hostname: resolver-%s.example.com
                    dns: {zone: example.com}
                    policy: {mode: off}
                    sites: [{name: only, priority: 1, address: {ipv4: [127.0.61.1]}}]
                    probes:
                      - {name: check, interval: 5s, timeout: 1s, dns: {resolver: "127.0.0.1:%d"}}
                """.formatted(name, name, socket.getLocalPort())));
        return text.toString();
    }

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public List<Trial> trials() {
        var trials = new ArrayList<Trial>();
        sockets.keySet()
                .forEach(name ->
                        trials.add(new Trial(name, () -> HostileTargets.judged(world, "resolver-" + name, "only"))));
        return trials;
    }

    @Override
    public void close() {
        sockets.values().forEach(DatagramSocket::close);
    }
}
