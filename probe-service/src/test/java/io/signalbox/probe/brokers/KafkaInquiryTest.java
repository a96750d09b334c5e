package io.signalbox.probe.brokers;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.Cause;
import io.signalbox.contract.topology.Check;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.tcp.TcpProtocol;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Target;
import io.signalbox.sandbox.kafka.Broker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaInquiryTest {

    private static final String LOCALHOST = "localhost";

    @TempDir
    static Path directory;

    private static Broker broker;
    private static Certificates certificates;
    private static Probing probing;

    @BeforeAll
    static void open() throws Exception {
        broker = Broker.start(directory.resolve("kafka"));
        certificates = new Certificates(directory).signed("good", LOCALHOST).signed("other", "payments.example.com");
        probing = new Probing(certificates.trust(), null);
        broker.awaitReady();
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("orders", 2, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void close() {
        probing.close();
        broker.close();
    }

    private static int port() {
        return Integer.parseInt(broker.bootstrap().substring(broker.bootstrap().indexOf(':') + 1));
    }

    private static Finding probe(Check.Kafka check, Duration timeout) {
        Optional<String> serverName = check.secure() ? Optional.of(LOCALHOST) : Optional.empty();
        var target = Target.of(LOCALHOST, check.port(), serverName, TcpProtocol.INSTANCE, timeout);
        return probing.probe(new KafkaInquiry(probing.network(), target, check, timeout));
    }

    private static Check.Kafka check(int port, String topic, int minInSync) {
        return new Check.Kafka(port, false, topic, minInSync);
    }

    @Test
    void passesWhenTheClusterAnswers() {
        Finding finding = probe(check(port(), null, 1), PATIENT);

        assertThat(finding.passed()).isTrue();
        var took = finding.result().timings();
        assertThat(took.connect()).isPositive();
        assertThat(took.firstByte()).isPositive();
        assertThat(took.total()).isGreaterThanOrEqualTo(took.connect() + took.firstByte());
    }

    @Test
    void looksAtTheReplicasOfATopic() {
        assertThat(probe(check(port(), "orders", 1), PATIENT).passed()).isTrue();

        var failed = failed(probe(check(port(), "orders", 2), PATIENT));
        assertThat(failed.cause()).isEqualTo(Cause.TOO_FEW);
        assertThat(failed.detail()).isEqualTo("partition 0 has 1 replicas in sync, expected 2");
    }

    @Test
    void tellsATopicThatIsNotThereAndMakesNone() {
        for (int i = 0; i < 2; i++) {
            assertThat(failed(probe(check(port(), "missing", 1), PATIENT)).detail())
                    .isEqualTo("there is no such topic");
        }
    }

    @Test
    void leavesNothingBehind() {
        probe(check(port(), null, 1), PATIENT);

        await().atMost(Duration.ofSeconds(20)).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("signalbox-probe")));
    }

    @Test
    void tellsWhatIsNoBroker() throws Exception {
        try (var hole = new BlackHole();
                var mute = new Site(Site::hang);
                var http = new Site(socket -> {
                    socket.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    Site.hang(socket);
                })) {
            assertThat(cause(probe(check(hole.port(), null, 1), IMPATIENT))).isEqualTo(Cause.TIMEOUT_CONNECT);
            assertThat(cause(probe(check(mute.port(), null, 1), IMPATIENT))).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
            assertThat(cause(probe(check(http.port(), null, 1), Duration.ofSeconds(2))))
                    .isIn(Cause.TIMEOUT_FIRST_BYTE, Cause.PROTOCOL_ERROR);
        }
        assertThat(cause(probe(check(1, null, 1), PATIENT))).isEqualTo(Cause.REFUSED);
    }

    @Test
    void tellsWhatIsWrongWithTls() {
        var asked = new ConcurrentLinkedQueue<Integer>();
        try (var mute = new Site(Site::hang);
                var good = new Site(certificates.server("good"), socket -> {
                    byte[] request = socket.getInputStream().readNBytes(6);
                    if (request.length == 6) {
                        asked.add((int) request[5]);
                    }
                    Site.hang(socket);
                });
                var other = new Site(certificates.server("other"), Site::hang)) {
            assertThat(cause(probe(new Check.Kafka(mute.port(), true, null, 1), IMPATIENT)))
                    .isEqualTo(Cause.TIMEOUT_TLS);
            assertThat(cause(probe(new Check.Kafka(other.port(), true, null, 1), PATIENT)))
                    .isEqualTo(Cause.CERTIFICATE_WRONG_HOST);

            Finding silent = probe(new Check.Kafka(good.port(), true, null, 1), Duration.ofSeconds(2));
            assertThat(cause(silent)).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
            assertThat(silent.certificateExpiry()).isEqualTo(certificates.expiry("good"));
            // Kafka's own client shook hands with the same trust, and asked for the versions that the broker speaks.
            assertThat(asked).containsOnly((int) ApiKeys.API_VERSIONS.id).isNotEmpty();
        }
    }
}
