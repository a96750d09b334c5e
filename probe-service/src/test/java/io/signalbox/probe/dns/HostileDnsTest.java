package io.signalbox.probe.dns;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.DnsType;
import io.signalbox.contract.topology.check.Reference;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.wire.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Section;

/** Datagrams that are not the answer, and answers that break the rules of DNS. */
class HostileDnsTest {

    private static final Probing PROBING = new Probing();
    private static final String NAME = "orders.example.com";
    private static final int HEADER = 12;

    @AfterAll
    static void close() {
        PROBING.close();
    }

    /** Sends datagrams to the one who asked. */
    private interface Reply {
        void send(byte[] bytes);
    }

    /** Answers a query with any number of datagrams. */
    private interface Server {
        void answer(Message query, Reply reply, SocketAddress asker);
    }

    private static CheckResult probe(Server server, Duration timeout) throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> receive(socket, server));
            var check = new Check.Dns(
                    new Reference("127.0.0.1", socket.getLocalPort()),
                    NAME,
                    DnsType.A,
                    List.of("192.0.2.1"),
                    true,
                    true);
            return PROBING.probe(new DnsChecker(PROBING.network(), check, timeout, Route.USUAL));
        }
    }

    private static void receive(DatagramSocket socket, Server server) {
        try {
            var packet = new DatagramPacket(new byte[1_024], 1_024);
            socket.receive(packet);
            var query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
            server.answer(query, bytes -> send(socket, bytes, packet.getSocketAddress()), packet.getSocketAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(DatagramSocket socket, byte[] bytes, SocketAddress to) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static byte[] answer(Message query, String address) {
        try {
            var answer = new Message(query.getHeader().getID());
            answer.getHeader().setFlag(Flags.QR);
            answer.addRecord(query.getQuestion(), Section.QUESTION);
            answer.addRecord(
                    new ARecord(new Name(NAME + "."), DClass.IN, 60, InetAddress.ofLiteral(address)), Section.ANSWER);
            return answer.toWire();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] otherId(byte[] message, int change) {
        byte[] other = message.clone();
        other[0] ^= (byte) (change >> 8);
        other[1] ^= (byte) change;
        return other;
    }

    /** No more than a socket's receive buffer holds by default: from a full one the kernel drops the right answer, too. */
    @Test
    void datagramsWithAnotherIdChangeNothing() throws IOException {
        CheckResult checkResult = probe(
                (query, reply, _) -> {
                    for (int i = 1; i <= 30; i++) {
                        reply.send(otherId(answer(query, "192.0.2.9"), i));
                        reply.send(new byte[] {1, 2, 3});
                        reply.send(otherId(Arrays.copyOf(answer(query, "192.0.2.9"), 30), i));
                    }
                    reply.send(answer(query, "192.0.2.1"));
                },
                PATIENT);

        assertThat(checkResult.passed()).isTrue();
    }

    @Test
    void aFloodOfThemCostsNoMoreThanTheTimeout() throws IOException {
        CheckResult checkResult = probe(
                (query, reply, _) -> {
                    byte[] forged = otherId(answer(query, "192.0.2.1"), 1);
                    long endNanos =
                            System.nanoTime() + IMPATIENT.multipliedBy(2).toNanos();
                    while (System.nanoTime() < endNanos) {
                        reply.send(forged);
                    }
                },
                IMPATIENT);

        assertThat(cause(checkResult)).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
        assertThat(checkResult.result().timings().total())
                .isBetween(IMPATIENT.toNanos() / 1_000, 3 * IMPATIENT.toNanos() / 1_000);
    }

    @Test
    void anAnswerToAnotherQuestionIsNone() throws IOException {
        CheckResult checkResult = probe(
                (query, reply, _) -> {
                    byte[] other = answer(query, "192.0.2.9");
                    other[HEADER + 1] = 'x';
                    reply.send(other);
                    byte[] query2 = query.toWire();
                    reply.send(query2);
                    reply.send(answer(query, "192.0.2.1"));
                },
                PATIENT);

        assertThat(checkResult.passed()).isTrue();
    }

    @Test
    void anAnswerFromElsewhereIsNone() throws IOException {
        try (var other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CheckResult checkResult = probe(
                    (query, reply, asker) -> {
                        send(other, answer(query, "192.0.2.9"), asker);
                        reply.send(answer(query, "192.0.2.1"));
                    },
                    PATIENT);

            assertThat(checkResult.passed()).isTrue();
        }
    }

    @Test
    void namesThatPointAtThemselvesAreAProtocolError() throws IOException {
        CheckResult checkResult = probe(
                (query, reply, _) -> {
                    byte[] looping = answer(query, "192.0.2.1");
                    int name = query.toWire().length;
                    looping[name] = (byte) 0xC0;
                    looping[name + 1] = (byte) name;
                    reply.send(looping);
                },
                PATIENT);

        assertThat(failed(checkResult).detail()).isEqualTo("the response is not a DNS message");
    }

    @Test
    void anAnswerThatBreaksOffIsAProtocolError() throws IOException {
        CheckResult checkResult = probe(
                (query, reply, _) -> {
                    byte[] whole = answer(query, "192.0.2.1");
                    reply.send(Arrays.copyOf(whole, whole.length - 2));
                },
                PATIENT);

        assertThat(cause(checkResult)).isEqualTo(Cause.PROTOCOL_ERROR);
    }
}
