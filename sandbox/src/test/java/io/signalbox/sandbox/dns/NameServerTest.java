package io.signalbox.sandbox.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.aws.Route53;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class NameServerTest {

    private static final String BALANCER = "x.us-west-2.elb.amazonaws.com.";

    private Route53 route53;
    private HostedZone zone;
    private NameServer server;

    @BeforeEach
    void start() {
        route53 = Route53.start(Pace.INSTANT);
        zone = route53.createZone("example.com");
        server = NameServer.start(route53::zones, Map.of(BALANCER, List.of("192.0.2.9", "2001:db8::9")));
    }

    @AfterEach
    void stop() {
        server.close();
        route53.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersWithAuthorityAndTheStoredTtl(boolean overTcp) throws IOException {
        zone.seed(List.of(simple("orders.example.com", "A", "192.0.2.1", "192.0.2.2")));
        var answer = ask("Orders.Example.com.", Type.A, overTcp);
        assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(values(answer)).containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2");
        assertThat(answer.getSection(Section.ANSWER))
                .allSatisfy(record -> assertThat(record.getTTL()).isEqualTo(60));
    }

    @Test
    void knowsTheAddressesOfNamesOutsideItsZonesThatItWasGiven() throws IOException {
        assertThat(values(ask(BALANCER, Type.A, false))).containsExactly("192.0.2.9");
        assertThat(values(ask(BALANCER, Type.AAAA, false)))
                .extracting(InetAddress::ofLiteral)
                .containsExactly(InetAddress.ofLiteral("2001:db8::9"));
        assertThat(values(ask(BALANCER, Type.TXT, false))).isEmpty();
    }

    @Test
    void tellsNoSuchNameFromNoSuchType() throws IOException {
        zone.seed(List.of(simple("a.b.example.com", "A", "192.0.2.1")));
        assertThat(ask("none.example.com.", Type.A, false).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(ask("a.b.example.com.", Type.AAAA, false).getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(ask("b.example.com.", Type.A, false).getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(ask("example.net.", Type.A, false).getRcode()).isEqualTo(Rcode.REFUSED);
        var empty = ask("none.example.com.", Type.A, false);
        assertThat(empty.getSection(Section.AUTHORITY)).singleElement().satisfies(record -> assertThat(record.getType())
                .isEqualTo(Type.SOA));
    }

    @Test
    void servesAWeightOfZeroOnlyWhereAllHaveIt() throws IOException {
        zone.seed(List.of(weighted("one", 100, "192.0.2.1"), weighted("two", 0, "192.0.2.2")));
        for (int i = 0; i < 50; i++) {
            assertThat(values(ask("orders.example.com.", Type.A, false))).containsExactly("192.0.2.1");
        }
    }

    @Test
    void choosesByWeight() throws IOException {
        zone.seed(List.of(
                weighted("one", 0, "192.0.2.1"), weighted("two", 0, "192.0.2.2"), weighted("three", 0, "192.0.2.3")));
        assertThat(IntStream.range(0, 200).mapToObj(_ -> values("orders.example.com.", Type.A)))
                .allSatisfy(values -> assertThat(values).hasSize(1))
                .contains(List.of("192.0.2.1"), List.of("192.0.2.2"), List.of("192.0.2.3"));
    }

    @Test
    void answersAnAliasUnderItsOwnNameAndACanonicalNameWithItsTarget() throws IOException {
        zone.seed(List.of(
                new ResourceRecordSet(
                        "orders.example.com",
                        "A",
                        null,
                        null,
                        null,
                        List.of(),
                        new ResourceRecordSet.Alias("Z1", BALANCER, false),
                        null,
                        null),
                simple("www.example.com", "CNAME", "orders.example.com")));
        var alias = ask("orders.example.com.", Type.A, false);
        assertThat(values(alias)).containsExactly("192.0.2.9");
        assertThat(alias.getSection(Section.ANSWER).getFirst().getName()).hasToString("orders.example.com.");
        assertThat(values(ask("www.example.com.", Type.A, false))).containsExactly("orders.example.com.", "192.0.2.9");
    }

    @Test
    void answersTextAndTheZonesOwnRecords() throws IOException {
        zone.seed(List.of(simple("_signalbox.orders.example.com", "TXT", "\"v=1 epoch=1 hold=-\"")));
        assertThat(values(ask("_signalbox.orders.example.com.", Type.TXT, false)))
                .containsExactly("\"v=1 epoch=1 hold=-\"");
        assertThat(values(ask("example.com.", Type.NS, false))).containsExactly("ns-1.sandbox.");
        assertThat(values(ask("example.com.", Type.SOA, false))).hasSize(1);
    }

    @Test
    void goesOnAfterPacketsThatAreNoQuestions() throws IOException {
        zone.seed(List.of(simple("orders.example.com", "A", "192.0.2.1")));
        try (var socket = new DatagramSocket()) {
            var garbage = new byte[][] {
                {},
                {1, 2, 3},
                "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                new byte[600]
            };
            for (byte[] bytes : garbage) {
                socket.send(new DatagramPacket(bytes, bytes.length, server.address()));
            }
        }
        assertThat(values(ask("orders.example.com.", Type.A, false))).containsExactly("192.0.2.1");
    }

    @Test
    void truncatesOverUdpWhatDoesNotFit() throws IOException {
        var addresses = IntStream.range(1, 101).mapToObj(i -> "192.0.2." + i).toArray(String[]::new);
        zone.seed(List.of(simple("many.example.com", "A", addresses)));
        assertThat(values(ask("many.example.com.", Type.A, true))).hasSize(100);
        var query = Message.newQuery(Record.newRecord(Name.fromString("many.example.com."), Type.A, DClass.IN));
        try (var socket = new DatagramSocket()) {
            byte[] wire = query.toWire();
            socket.send(new DatagramPacket(wire, wire.length, server.address()));
            var packet = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(packet);
            var answer = new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
            assertThat(packet.getLength()).isLessThanOrEqualTo(512);
            assertThat(answer.getHeader().getFlag(Flags.TC)).isTrue();
        }
    }

    @Test
    void refersToTheServersOfAZoneBelow() throws IOException {
        zone.seed(List.of(simple("shop.example.com", "NS", "ns-1.elsewhere.example.")));

        var answer = ask("www.shop.example.com.", Type.A, false);

        assertThat(answer.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(answer.getSection(Section.ANSWER)).isEmpty();
        assertThat(answer.getSection(Section.AUTHORITY))
                .extracting(Record::rdataToString)
                .containsExactly("ns-1.elsewhere.example.");
    }

    private List<String> values(String name, int type) {
        try {
            return values(ask(name, type, false));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> values(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .toList();
    }

    private Message ask(String name, int type, boolean overTcp) throws IOException {
        var resolver = new SimpleResolver(server.address());
        resolver.setTCP(overTcp);
        resolver.setTimeout(Duration.ofSeconds(10));
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)));
    }

    private static ResourceRecordSet simple(String name, String type, String... values) {
        return new ResourceRecordSet(name, type, null, null, 60L, List.of(values), null, null, null);
    }

    private static ResourceRecordSet weighted(String identifier, long weight, String value) {
        return new ResourceRecordSet(
                "orders.example.com", "A", identifier, weight, 60L, List.of(value), null, null, null);
    }
}
