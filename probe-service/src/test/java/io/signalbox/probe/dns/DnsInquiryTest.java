package io.signalbox.probe.dns;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.DnsType;
import io.signalbox.contract.topology.check.Reference;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.wire.NameResolver;
import io.signalbox.probe.wire.Route;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

class DnsInquiryTest {

    private static final Probing PROBING = new Probing();
    private static final String NAME = "orders.example.com";

    @AfterAll
    static void close() {
        PROBING.close();
    }

    private static Check.Dns check(int port, DnsType type, boolean exact, String... answers) {
        return new Check.Dns(new Reference("127.0.0.1", port), NAME, type, List.of(answers), exact, true);
    }

    private static CheckResult probe(Check.Dns check, Duration timeout) {
        return PROBING.probe(new DnsChecker(PROBING.network(), check, timeout, Route.USUAL));
    }

    private static Message answer(Message question, int rcode, String... records) throws IOException {
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setRcode(rcode);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        for (String record : records) {
            try (var text =
                    new Master(new ByteArrayInputStream(record.getBytes(StandardCharsets.UTF_8)), Name.root, 60)) {
                answer.addRecord(text.nextRecord(), Section.ANSWER);
            }
        }
        return answer;
    }

    private static NameServer answering(String... records) throws IOException {
        return new NameServer(
                (question, _) -> answer(question, Rcode.NOERROR, records).toWire());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A     | 192.0.2.1, 192.0.2.2 | false | 192.0.2.1            | true",
                "A     | 192.0.2.1, 192.0.2.2 | true  | 192.0.2.1            | false",
                "A     | 192.0.2.1, 192.0.2.2 | true  | 192.0.2.2, 192.0.2.1 | true",
                "A     | 192.0.2.1            | false | 192.0.2.9            | false",
                "AAAA  | 2001:db8::1          | true  | 2001:db8:0:0:0:0:0:1 | true",
                "CNAME | LB.example.net.      | true  | lb.example.net       | true",
                "TXT   | 'v=1 epoch=7'        | true  | v=1 epoch=7          | true",
                "TXT   | 'v=1 epoch=7'        | true  | v=1 epoch=8          | false"
            })
    void comparesTheRecordsOfItsType(DnsType type, String records, boolean exact, String wanted, boolean passes)
            throws Exception {
        String[] lines = List.of(records.split(", ", -1)).stream()
                .map(value -> NAME + ". 60 IN " + type + " " + (type == DnsType.TXT ? '"' + value + '"' : value))
                .toArray(String[]::new);
        try (var server = answering(lines)) {
            CheckResult checkResult = probe(check(server.port(), type, exact, wanted.split(", ", -1)), PATIENT);

            assertThat(checkResult.passed()).isEqualTo(passes);
            if (!passes) {
                assertThat(cause(checkResult)).isEqualTo(Cause.WRONG_BODY);
                assertThat(failed(checkResult).detail()).doesNotContain("epoch");
            }
            assertThat(checkResult.result().timings().firstByte()).isPositive();
            assertThat(server.connected()).isZero();
        }
    }

    @Test
    void followsTheNamesThatTheAnswerGoesThrough() throws Exception {
        try (var server = answering(NAME + ". 60 IN CNAME a.example.net.", "a.example.net. 60 IN A 192.0.2.1")) {
            assertThat(probe(check(server.port(), DnsType.A, true, "192.0.2.1"), PATIENT)
                            .passed())
                    .isTrue();
        }
    }

    @Test
    void anyRecordDoesWhereNoneIsExpected() throws Exception {
        try (var full = answering(NAME + ". 60 IN A 192.0.2.1");
                var empty = answering()) {
            assertThat(probe(check(full.port(), DnsType.A, false), PATIENT).passed())
                    .isTrue();
            assertThat(failed(probe(check(empty.port(), DnsType.A, false), PATIENT))
                            .detail())
                    .isEqualTo("expected other records of type A, got none");
        }
    }

    @Test
    void asksForRecursionOnlyWhereWanted() throws Exception {
        try (var server = new NameServer((question, _) -> answer(
                        question,
                        question.getHeader().getFlag(Flags.RD) ? Rcode.REFUSED : Rcode.NOERROR,
                        NAME + ". 60 IN A 192.0.2.1")
                .toWire())) {
            var recursive = check(server.port(), DnsType.A, false);
            var plain = new Check.Dns(recursive.resolver(), NAME, DnsType.A, List.of(), false, false);

            assertThat(probe(plain, PATIENT).passed()).isTrue();
            assertThat(cause(probe(recursive, PATIENT))).isEqualTo(Cause.WRONG_STATUS);
        }
    }

    @Test
    void tellsTheCodeOfAnAnswerThatIsNone() throws Exception {
        try (var server =
                new NameServer((question, _) -> answer(question, Rcode.NXDOMAIN).toWire())) {
            var failed = failed(probe(check(server.port(), DnsType.A, false), PATIENT));

            assertThat(failed.cause()).isEqualTo(Cause.WRONG_STATUS);
            assertThat(failed.detail()).isEqualTo("NXDOMAIN, expected NOERROR");
        }
    }

    @Test
    void asksOverAConnectionWhatDoesNotFitIntoADatagram() throws Exception {
        try (var server = new NameServer((question, longAnswer) -> {
            var answer = longAnswer
                    ? answer(question, Rcode.NOERROR, NAME + ". 60 IN A 192.0.2.1")
                    : answer(question, Rcode.NOERROR);
            if (!longAnswer) {
                answer.getHeader().setFlag(Flags.TC);
            }
            return answer.toWire();
        })) {
            CheckResult checkResult = probe(check(server.port(), DnsType.A, true, "192.0.2.1"), PATIENT);

            assertThat(checkResult.passed()).isTrue();
            assertThat(server.connected()).isEqualTo(1);
            assertThat(checkResult.result().timings().connect()).isPositive();
            assertThat(cause(probe(check(server.port(), DnsType.A, true, "192.0.2.2"), PATIENT)))
                    .isEqualTo(Cause.WRONG_BODY);
        }
    }

    @Test
    void tellsAConnectionThatDoesNotAnswer() throws Exception {
        try (var server = new NameServer((question, longAnswer) -> {
            var answer = answer(question, Rcode.NOERROR);
            answer.getHeader().setFlag(Flags.TC);
            return longAnswer ? null : answer.toWire();
        })) {
            assertThat(cause(probe(check(server.port(), DnsType.A, false), PATIENT)))
                    .isIn(Cause.PROTOCOL_ERROR, Cause.RESET);
        }
    }

    @Test
    void isNotFooledByAnswersToOtherQuestions() throws Exception {
        var asked = new AtomicInteger();
        try (var server = new NameServer((question, _) -> {
            asked.incrementAndGet();
            var other = answer(question, Rcode.NOERROR, NAME + ". 60 IN A 192.0.2.1");
            other.getHeader().setID(question.getHeader().getID() ^ 1);
            return other.toWire();
        })) {
            assertThat(cause(probe(check(server.port(), DnsType.A, false), IMPATIENT)))
                    .isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
            await().untilAsserted(() -> assertThat(asked).hasValue(1));
        }
    }

    @Test
    void tellsSilenceRefusalAndNonsense() throws Exception {
        int closed;
        try (var silent = new NameServer((_, _) -> null);
                var mad = new NameServer((question, _) -> {
                    byte[] nonsense = Arrays.copyOf(question.toWire(), 14);
                    nonsense[2] |= (byte) 0x80;
                    return nonsense;
                })) {
            closed = silent.port();
            assertThat(cause(probe(check(silent.port(), DnsType.A, false), IMPATIENT)))
                    .isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
            assertThat(cause(probe(check(mad.port(), DnsType.A, false), PATIENT)))
                    .isEqualTo(Cause.PROTOCOL_ERROR);
        }
        assertThat(cause(probe(check(closed, DnsType.A, false), PATIENT))).isEqualTo(Cause.REFUSED);
    }

    @Test
    void whateverComesThereIsAnEndThatSaysWhy() throws Exception {
        var random = new Random(20_260_101);
        try (var server = new NameServer((question, _) -> damaged(question, random))) {
            for (int i = 0; i < 200; i++) {
                CheckResult checkResult = probe(check(server.port(), DnsType.A, true, "192.0.2.1"), PATIENT);
                if (!checkResult.passed()) {
                    assertThat(cause(checkResult))
                            .as("attempt %d", i)
                            .isIn(Cause.PROTOCOL_ERROR, Cause.RESET, Cause.WRONG_STATUS, Cause.WRONG_BODY);
                }
            }
        }
    }

    /** An answer to this very question with some of its bytes changed, or with its end missing. */
    private static byte[] damaged(Message question, Random random) throws IOException {
        byte[] whole = answer(
                        question,
                        Rcode.NOERROR,
                        NAME + ". 60 IN CNAME a.example.net.",
                        "a.example.net. 60 IN A 192.0.2.1")
                .toWire();
        int questionEnds = question.toWire().length;
        for (int i = 0; i < 3; i++) {
            whole[questionEnds + random.nextInt(whole.length - questionEnds)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0
                ? Arrays.copyOf(whole, questionEnds + random.nextInt(whole.length - questionEnds))
                : whole;
    }

    @Test
    void looksUpTheNameServersOwnName() throws Exception {
        try (var server = answering(NAME + ". 60 IN A 192.0.2.1")) {
            var byName =
                    new Check.Dns(new Reference("localhost", server.port()), NAME, DnsType.A, List.of(), false, true);
            var unknown =
                    new Check.Dns(new Reference("ns.invalid", server.port()), NAME, DnsType.A, List.of(), false, true);

            assertThat(probe(byName, PATIENT).passed()).isTrue();
            assertThat(cause(probe(unknown, PATIENT))).isEqualTo(Cause.RESOLVE_FAILED);
        }
    }

    /** Asks these servers as those of the system. */
    private static CheckResult bySystem(Duration timeout, NameServer... servers) {
        var addresses = Arrays.stream(servers)
                .map(server -> new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))
                .toArray(InetSocketAddress[]::new);
        var names = new NameResolver(new SequentialDnsServerAddressStreamProvider(addresses));
        try (var probing = new Probing(null, null, names)) {
            var check = new Check.Dns(null, NAME, DnsType.A, List.of(), false, true);
            return probing.probe(new DnsChecker(probing.network(), check, timeout, Route.TRUSTED));
        }
    }

    @Test
    void ofTheSystemsServersOneThatIsSilentIsNotTheOnlyOneThatIsAsked() throws Exception {
        try (var silent = new NameServer((_, _) -> null);
                var well = answering(NAME + ". 60 IN A 192.0.2.1")) {
            assertThat(bySystem(PATIENT.dividedBy(10), silent, well).passed()).isTrue();
        }
    }

    @Test
    void ofTheSystemsServersOneInTroubleIsFollowedByTheNextAtOnce() throws Exception {
        try (var troubled = new NameServer(
                        (question, _) -> answer(question, Rcode.SERVFAIL).toWire());
                var well = answering(NAME + ". 60 IN A 192.0.2.1")) {
            assertThat(bySystem(PATIENT, troubled, well).passed()).isTrue();
            assertThat(failed(bySystem(PATIENT, troubled)).detail()).isEqualTo("SERVFAIL, expected NOERROR");
        }
    }

    @Test
    void theSystemsOnlyServerIsAskedAgainWhenADatagramIsLost() throws Exception {
        var asked = new AtomicInteger();
        try (var losing = new NameServer((question, _) -> asked.incrementAndGet() == 1
                ? null
                : answer(question, Rcode.NOERROR, NAME + ". 60 IN A 192.0.2.1").toWire())) {
            assertThat(bySystem(PATIENT.dividedBy(10), losing).passed()).isTrue();
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void aNameThatTheSystemsServersDoNotKnowIsNotAskedForAgain() throws Exception {
        var asked = new AtomicInteger();
        try (var server = new NameServer((question, _) -> {
            asked.incrementAndGet();
            return answer(question, Rcode.NXDOMAIN).toWire();
        })) {
            assertThat(failed(bySystem(PATIENT, server)).detail()).isEqualTo("NXDOMAIN, expected NOERROR");
            assertThat(asked).hasValue(1);
        }
    }
}
