package io.signalbox.probe.mqtt;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.signalbox.contract.access.Pem;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.wire.TlsSettings;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real server of MQTT, and one that asks for a certificate and an application protocol as AWS IoT Core does. */
class MqttProbeTest {

    private static final String HOST = "orders.example.com";
    private static final String ALPN = "x-amzn-mqtt-ca";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Credentials LOGIN = new Credentials("prober", "hunter2");

    private static final Vertx VERTX = Vertx.vertx();
    private static final Queue<MqttEndpoint> ENDPOINTS = new ConcurrentLinkedQueue<>();
    private static final Queue<String> GOODBYES = new ConcurrentLinkedQueue<>();
    private static Certificates certificates;
    private static Probing probing;
    private static int port;

    private static volatile MqttConnectReturnCode answer = MqttConnectReturnCode.CONNECTION_ACCEPTED;

    @BeforeAll
    static void begin() throws Exception {
        certificates = Certificates.usual();
        probing = new Probing(certificates.trust(), null);
        port = MqttServer.create(VERTX)
                .endpointHandler(MqttProbeTest::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .actualPort();
    }

    private static void serve(MqttEndpoint endpoint) {
        ENDPOINTS.add(endpoint);
        endpoint.disconnectHandler(_ -> GOODBYES.add(endpoint.clientIdentifier()));
        if (answer == MqttConnectReturnCode.CONNECTION_ACCEPTED) {
            endpoint.accept(false);
        } else {
            endpoint.reject(answer);
        }
    }

    @AfterAll
    static void end() {
        probing.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void letIn() {
        answer = MqttConnectReturnCode.CONNECTION_ACCEPTED;
        ENDPOINTS.clear();
        GOODBYES.clear();
    }

    private static MqttProtocol protocol(Credentials login) {
        return new MqttProtocol(new Check.Mqtt(port, null, login, "probe-"));
    }

    private static CheckResult probe(Credentials login) {
        return probing.probe(port, protocol(login), PATIENT);
    }

    @Test
    void passesWhenTheBrokerLetsItInAndSaysGoodbye() {
        assertThat(probe(LOGIN).passed()).isTrue();

        var endpoint = ENDPOINTS.remove();
        assertThat(endpoint.auth().getUsername()).isEqualTo("prober");
        assertThat(endpoint.auth().getPassword()).isEqualTo("hunter2");
        assertThat(endpoint.isCleanSession()).isTrue();
        assertThat(endpoint.protocolVersion()).isEqualTo(4);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(GOODBYES).containsExactly(endpoint.clientIdentifier()));
    }

    @Test
    void noTwoProbesHaveTheSameId() {
        assertThat(probe(Credentials.NONE).passed()).isTrue();
        assertThat(probe(Credentials.NONE).passed()).isTrue();

        assertThat(ENDPOINTS)
                .extracting(MqttEndpoint::clientIdentifier)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("probe-[0-9a-f]{8}"));
        assertThat(ENDPOINTS).extracting(MqttEndpoint::auth).containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTION_REFUSED_SERVER_UNAVAILABLE, NOT_READY",
        "CONNECTION_REFUSED_NOT_AUTHORIZED, ACCESS_DENIED",
        "CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD, ACCESS_DENIED",
        "CONNECTION_REFUSED_IDENTIFIER_REJECTED, ACCESS_DENIED",
        "CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION, WRONG_ANSWER"
    })
    void tellsWhyTheBrokerRefuses(MqttConnectReturnCode code, Cause expected) {
        answer = code;

        var failed = failed(probe(LOGIN));
        assertThat(failed.cause()).isEqualTo(expected);
        assertThat(failed.detail()).doesNotContain("hunter2");
    }

    /** Takes a connection only with a certificate of the authority and under its own name for the protocol. */
    private static Site likeAwsIotCore() {
        return new Site(certificates.server("good"), socket -> {
            var tls = (SSLSocket) socket;
            tls.setNeedClientAuth(true);
            var parameters = tls.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {ALPN});
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            if (tls.getApplicationProtocol().equals(ALPN)) {
                connected(tls);
            }
        });
    }

    private static void connected(SSLSocket socket) throws IOException {
        byte[] head = socket.getInputStream().readNBytes(9);
        assertThat(new String(head, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("MQTT");
        socket.getOutputStream().write(new byte[] {0x20, 2, 0, 0});
        Site.hang(socket);
    }

    private static CheckResult secure(int port, String shown, List<String> alpn) throws Exception {
        byte[] certificate = certificates.pem(shown).getBytes(StandardCharsets.UTF_8);
        byte[] key = certificates.keyPem(shown).getBytes(StandardCharsets.UTF_8);
        var client = new TlsClient(certificates.trust(), Pem.identity(certificate, key));
        return probing.probe(port, new TlsSettings(HOST, client, alpn), protocol(Credentials.NONE), PATIENT);
    }

    @Test
    void connectsOverTlsWithACertificateAndAnApplicationProtocol() throws Exception {
        try (var site = likeAwsIotCore()) {
            CheckResult checkResult = secure(site.port(), "client", List.of(ALPN));

            assertThat(checkResult.passed()).isTrue();
            assertThat(checkResult.certificateExpiry()).isNotNull();
            assertThat(checkResult.result().timings().tls()).isPositive();
        }
    }

    @Test
    void tellsAServerThatRefusesTheCertificateOrTheApplicationProtocol() throws Exception {
        try (var site = likeAwsIotCore()) {
            assertThat(cause(secure(site.port(), "stranger", List.of(ALPN)))).isEqualTo(Cause.ACCESS_DENIED);
            assertThat(cause(secure(site.port(), "client", List.of("mqtt")))).isEqualTo(Cause.PROTOCOL_ERROR);
            assertThat(cause(secure(site.port(), "client", List.of()))).isIn(Cause.PROTOCOL_ERROR, Cause.RESET);
        }
    }

    @Test
    void tellsAnAnswerThatIsNoneOrDoesNotEnd() {
        try (var other = Site.answering("HTTP/1.1 400 Bad Request\r\n\r\n");
                var half = answering(new byte[] {0x20, 2, 0});
                var strange = answering(new byte[] {0x20, 2, 0, 9})) {
            assertThat(cause(probing.probe(other.port(), protocol(LOGIN), IMPATIENT)))
                    .isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
            assertThat(cause(probing.probe(half.port(), protocol(LOGIN), IMPATIENT)))
                    .isEqualTo(Cause.TIMEOUT_TOTAL);
            assertThat(cause(probing.probe(strange.port(), protocol(LOGIN), PATIENT)))
                    .isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }

    private static Site answering(byte[] bytes) {
        return new Site(socket -> {
            socket.getOutputStream().write(bytes);
            Site.hang(socket);
        });
    }
}
