package io.signalbox.probe.brokers;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.access.Pem;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.wire.ProbeTarget;
import io.signalbox.probe.wire.TlsSettings;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.SecureListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    private static final Tls TLS = new Tls("", Tls.Files.NONE, List.of());

    @TempDir
    static Path directory;

    private static SecureListener good;
    private static SecureListener old;
    private static SecureListener elsewhere;
    private static SecureListener mutual;
    private static Broker broker;
    private static Certificates certificates;
    private static Probing probing;

    @BeforeAll
    static void open() throws Exception {
        certificates = new Certificates()
                .signed("good", LOCALHOST)
                .signed("old", LOCALHOST, -20, -10)
                .signed("other", "payments.example.com")
                .signed("client", "prober.example.com")
                .selfSigned("stranger", "prober.example.com");
        good = listener("GOOD", LOCALHOST, "good", null);
        old = listener("OLD", LOCALHOST, "old", null);
        elsewhere = listener("ELSEWHERE", "127.0.0.1", "good", null);
        mutual = listener(
                "MUTUAL",
                LOCALHOST,
                "good",
                Files.writeString(directory.resolve("authority.pem"), certificates.pem("authority")));
        broker = Broker.start(directory.resolve("kafka"), good, old, elsewhere, mutual);
        probing = new Probing(certificates.trust(), null);
        broker.awaitReady();
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("orders", 2, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static SecureListener listener(String name, String host, String certificate, Path clients)
            throws IOException {
        Path identity = Files.writeString(
                directory.resolve(name + ".pem"), certificates.keyPem(certificate) + certificates.pem(certificate));
        return new SecureListener(name, host, identity, clients);
    }

    @AfterAll
    static void close() {
        probing.close();
        broker.close();
    }

    private static int port() {
        return Integer.parseInt(broker.bootstrap().substring(broker.bootstrap().indexOf(':') + 1));
    }

    private static CheckResult probe(Check.Kafka check, Duration timeout) {
        return probe(probing, LOCALHOST, null, check, timeout);
    }

    private static CheckResult probe(
            Probing from, String endpoint, TlsClient client, Check.Kafka check, Duration timeout) {
        var security = check.tls() == null ? null : new TlsSettings(endpoint, client, List.of());
        var target = ProbeTarget.of(endpoint, check.port(), security, new KafkaProtocol(check), timeout);
        return from.probe(target);
    }

    private static Check.Kafka check(int port, String topic, int minInSync) {
        return new Check.Kafka(port, null, topic, minInSync);
    }

    private static Check.Kafka secure(int port) {
        return new Check.Kafka(port, TLS, null, 1);
    }

    private static Check.Kafka secure(SecureListener listener) {
        return secure(broker.port(listener));
    }

    @Test
    void passesWhenTheClusterAnswers() {
        CheckResult checkResult = probe(check(port(), null, 1), PATIENT);

        assertThat(checkResult.passed()).isTrue();
        var took = checkResult.result().timings();
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
    void tellsWhatIsNoBroker() throws Exception {
        try (var hole = new BlackHole();
                var mute = new Site(Site::hang);
                var http = new Site(socket -> {
                    socket.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    Site.hang(socket);
                })) {
            assertThat(cause(probe(check(hole.port(), null, 1), IMPATIENT))).isEqualTo(Cause.TIMEOUT_CONNECT);
            assertThat(cause(probe(check(mute.port(), null, 1), IMPATIENT))).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
            assertThat(cause(probe(check(http.port(), null, 1), PATIENT))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
        assertThat(cause(probe(check(1, null, 1), PATIENT))).isEqualTo(Cause.REFUSED);
    }

    @Test
    void asksOverTls() {
        CheckResult checkResult = probe(secure(good), PATIENT);

        assertThat(checkResult.passed()).isTrue();
        assertThat(checkResult.certificateExpiry()).isEqualTo(certificates.expiry("good"));
        assertThat(checkResult.result().timings().tls()).isPositive();
        assertThat(probe(new Check.Kafka(broker.port(good), TLS, "orders", 1), PATIENT)
                        .passed())
                .isTrue();
        assertThat(cause(probe(new Check.Kafka(broker.port(good), TLS, "orders", 2), PATIENT)))
                .isEqualTo(Cause.TOO_FEW);
    }

    @Test
    void tellsWhyTheCertificateOfABrokerIsNotAccepted() {
        CheckResult expired = probe(secure(old), PATIENT);
        assertThat(cause(expired)).isEqualTo(Cause.CERTIFICATE_EXPIRED);
        assertThat(expired.certificateExpiry()).isEqualTo(certificates.expiry("old"));
        assertThat(cause(probe(probing, "127.0.0.1", null, secure(good), PATIENT)))
                .isEqualTo(Cause.CERTIFICATE_WRONG_HOST);
        try (var trustsNobody = new Probing()) {
            assertThat(cause(probe(trustsNobody, LOCALHOST, null, secure(good), PATIENT)))
                    .isEqualTo(Cause.CERTIFICATE_UNTRUSTED);
            var trusting = new TlsClient(certificates.trust());
            assertThat(probe(trustsNobody, LOCALHOST, trusting, secure(good), PATIENT)
                            .passed())
                    .isTrue();
        }
    }

    @Test
    void asksNobodyButTheBrokerItself() {
        // It advertises an address that its certificate does not contain.
        assertThat(probe(secure(elsewhere), PATIENT).passed()).isTrue();
    }

    @Test
    void showsItsOwnCertificateToABrokerThatAsks() throws Exception {
        assertThat(probe(probing, LOCALHOST, showing("client"), secure(mutual), PATIENT)
                        .passed())
                .isTrue();
        assertThat(cause(probe(probing, LOCALHOST, showing("stranger"), secure(mutual), PATIENT)))
                .isEqualTo(Cause.ACCESS_DENIED);
        assertThat(cause(probe(secure(mutual), PATIENT))).isEqualTo(Cause.ACCESS_DENIED);
    }

    private static TlsClient showing(String alias) throws Exception {
        byte[] certificate = certificates.pem(alias).getBytes(StandardCharsets.UTF_8);
        byte[] key = certificates.keyPem(alias).getBytes(StandardCharsets.UTF_8);
        return new TlsClient(certificates.trust(), Pem.identity(certificate, key));
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
            assertThat(cause(probe(secure(mute.port()), IMPATIENT))).isEqualTo(Cause.TIMEOUT_TLS);
            assertThat(cause(probe(secure(other.port()), PATIENT))).isEqualTo(Cause.CERTIFICATE_WRONG_HOST);

            CheckResult silent = probe(secure(good.port()), Duration.ofSeconds(2));
            assertThat(cause(silent)).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
            assertThat(silent.certificateExpiry()).isEqualTo(certificates.expiry("good"));
            assertThat(asked).containsOnly((int) ApiKeys.METADATA.id).isNotEmpty();
        }
    }
}
