package io.signalbox.sandbox.dns;

import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Route53;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.WireParseException;

/** An authoritative name server on one port for UDP and TCP, on loopback unless an address is given. It survives any input. Thread-safe. */
public final class NameServer implements AutoCloseable {

    private static final int LARGEST_MESSAGE = 65_535;
    private static final int LARGEST_ANSWER = 1_232;
    private static final int PLAIN_UDP = 512;
    private static final int HEADER_BYTES = 12;
    private static final int IDLE_MILLIS = 10_000;
    private static final int ATTEMPTS = 50;

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final UnaryOperator<Message> answers;

    private NameServer(DatagramSocket udp, ServerSocket tcp, UnaryOperator<Message> answers) {
        this.udp = udp;
        this.tcp = tcp;
        this.answers = answers;
    }

    /**
     * Starts on a free port. All record sets count as healthy.
     *
     * @param zones read for each query
     * @param aliasTargets the addresses of alias targets outside the zones; names canonical
     */
    public static NameServer start(
            Supplier<? extends Collection<HostedZone>> zones, Map<String, List<String>> aliasTargets) {
        return start(new DnsResponder(zones, _ -> true, aliasTargets)::answer);
    }

    /** Serves all public zones of a Route 53, with its health checks. Private zones are answered by no such server. */
    public static NameServer start(Route53 route53, Map<String, List<String>> aliasTargets) {
        return start(answers(route53, aliasTargets));
    }

    /** The same at an address with a fixed port. */
    public static NameServer start(Route53 route53, InetSocketAddress address) {
        try {
            var server = bind(answers(route53, Map.of()), address).orElseThrow(() -> inUse(address));
            server.serve();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a name server at " + address, e);
        }
    }

    private static BindException inUse(InetSocketAddress address) {
        return new BindException("the UDP port of " + address + " is in use");
    }

    private static UnaryOperator<Message> answers(Route53 route53, Map<String, List<String>> aliasTargets) {
        return new DnsResponder(
                () -> zones(route53, zone -> !zone.isPrivate()), route53.healthChecks()::healthy, aliasTargets)::answer;
    }

    /** Starts the resolver of a network: it knows the public zones, and the private ones that are associated with it. */
    public static NameServer resolver(Route53 route53, HostedZone.Vpc vpc) {
        var visible = new DnsResponder(
                () -> zones(route53, zone -> !zone.isPrivate() || zone.vpcs().contains(vpc)),
                route53.healthChecks()::healthy,
                Map.of());
        return start(new VpcResolver(visible)::answer);
    }

    private static List<HostedZone> zones(Route53 route53, Predicate<HostedZone> visible) {
        return route53.zones().stream().filter(visible).toList();
    }

    private static NameServer start(UnaryOperator<Message> answers) {
        try {
            for (int i = 0; i < ATTEMPTS; i++) {
                Optional<NameServer> server = bind(answers, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                if (server.isPresent()) {
                    server.get().serve();
                    return server.get();
                }
            }
            throw new BindException("no port is free for both UDP and TCP");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a name server on loopback", e);
        }
    }

    @SuppressWarnings("AddressSelection")
    private static Optional<NameServer> bind(UnaryOperator<Message> answers, InetSocketAddress address)
            throws IOException {
        var tcp = new ServerSocket(address.getPort(), 0, address.getAddress());
        try {
            var udp = new DatagramSocket(tcp.getLocalPort(), address.getAddress());
            return Optional.of(new NameServer(udp, tcp, answers));
        } catch (BindException e) {
            tcp.close();
            return Optional.empty();
        }
    }

    /** For clients on this host. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort());
    }

    private void serve() {
        Thread.ofPlatform().daemon().name("name-server-udp").start(this::serveUdp);
        Thread.ofVirtual().name("name-server-tcp").start(this::serveTcp);
    }

    private void serveUdp() {
        var packet = new DatagramPacket(new byte[LARGEST_MESSAGE], LARGEST_MESSAGE);
        while (!udp.isClosed()) {
            try {
                packet.setLength(LARGEST_MESSAGE);
                udp.receive(packet);
                byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
                var answer = answer(query, true);
                if (answer.isPresent()) {
                    byte[] bytes = answer.get();
                    udp.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (IOException _) {
                // The socket was closed, or the client has gone. The loop's condition tells which.
                continue;
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                var connection = tcp.accept();
                Thread.ofVirtual().name("name-server-connection").start(() -> serve(connection));
            } catch (IOException _) {
                // See {@link #serveUdp}.
                continue;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(IDLE_MILLIS);
            connection.setTcpNoDelay(true);
            var in = new DataInputStream(connection.getInputStream());
            var out = new DataOutputStream(connection.getOutputStream());
            while (true) {
                byte[] query = in.readNBytes(in.readUnsignedShort());
                var answer = answer(query, false);
                if (answer.isEmpty()) {
                    return;
                }
                byte[] framed = new byte[answer.get().length + 2];
                framed[0] = (byte) (answer.get().length >> 8);
                framed[1] = (byte) answer.get().length;
                System.arraycopy(answer.get(), 0, framed, 2, answer.get().length);
                out.write(framed);
            }
        } catch (IOException _) {
            // The client closed the connection or was idle for too long.
            return;
        }
    }

    /** Empty when the query gets no answer: it is shorter than a header, or is itself a response. */
    private Optional<byte[]> answer(byte[] bytes, boolean overUdp) {
        if (bytes.length < HEADER_BYTES || (bytes[2] & 0x80) != 0) {
            return Optional.empty();
        }
        try {
            var query = new Message(bytes);
            var answer = answers.apply(query);
            OPTRecord extension = query.getOPT();
            if (extension != null) {
                answer.addRecord(new OPTRecord(LARGEST_ANSWER, 0, 0), Section.ADDITIONAL);
            }
            int room =
                    extension == null ? PLAIN_UDP : Math.clamp(extension.getPayloadSize(), PLAIN_UDP, LARGEST_ANSWER);
            return Optional.of(answer.toWire(overUdp ? room : LARGEST_MESSAGE));
        } catch (WireParseException e) {
            return Optional.of(failure(bytes, Rcode.FORMERR));
        } catch (IOException | RuntimeException e) {
            return Optional.of(failure(bytes, Rcode.SERVFAIL));
        }
    }

    private static byte[] failure(byte[] query, int code) {
        var header = new Header(((query[0] & 0xff) << 8) | (query[1] & 0xff));
        header.setFlag(Flags.QR);
        header.setRcode(code);
        return header.toWire();
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the name server's socket cannot be closed", e);
        }
    }
}
