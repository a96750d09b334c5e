package io.signalbox.probe.grpc;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GrpcHealthTest {

    private static final String HOST = "orders.example.com";
    private static final String ORDERS = "shop.v1.Orders";

    private static Certificates certificates;
    private static Probing probing;

    private final HealthStatusManager health = new HealthStatusManager();
    private final List<Server> servers = new ArrayList<>();

    @BeforeAll
    static void open() {
        certificates = new Certificates()
                .signed("good", HOST)
                .signed("other", "payments.example.com")
                .signed("client", "prober.example.com")
                .selfSigned("stranger", "prober.example.com");
        probing = new Probing(certificates.trust(), null);
    }

    @AfterAll
    static void close() {
        probing.close();
    }

    @AfterEach
    void stop() {
        servers.forEach(Server::shutdownNow);
    }

    private int serve(BindableService... services) throws IOException {
        return serve(InsecureServerCredentials.create(), services);
    }

    private int serve(ServerCredentials credentials, BindableService... services) throws IOException {
        var builder = Grpc.newServerBuilderForPort(0, credentials);
        for (BindableService service : services) {
            builder.addService(service);
        }
        Server server = builder.build().start();
        servers.add(server);
        return server.getPort();
    }

    private static CheckResult probe(int port, boolean secure, String service, Duration timeout) {
        var check = new Check.Grpc(port, secure, HOST, HOST, service, Tls.Files.NONE);
        Optional<String> serverName = secure ? Optional.of(HOST) : Optional.empty();
        return probing.probe(
                ProbeTarget.of("127.0.0.1", port, serverName, new GrpcHealthProtocol(check, timeout), timeout));
    }

    private static CheckResult probe(int port, String service) {
        return probe(port, false, service, PATIENT);
    }

    @Test
    void passesWhileTheServerServes() throws Exception {
        CheckResult checkResult = probe(serve(health.getHealthService()), "");

        assertThat(checkResult.passed()).isTrue();
        assertThat(checkResult.result().timings().firstByte()).isPositive();
    }

    @Test
    void asksForOneOfItsServices() throws Exception {
        String longName = "a".repeat(200);
        health.setStatus(ORDERS, ServingStatus.SERVING);
        health.setStatus(longName, ServingStatus.SERVING);
        int port = serve(health.getHealthService());

        assertThat(probe(port, ORDERS).passed()).isTrue();
        assertThat(probe(port, longName).passed()).isTrue();

        health.setStatus(ORDERS, ServingStatus.NOT_SERVING);
        var failed = failed(probe(port, ORDERS));
        assertThat(failed.cause()).isEqualTo(Cause.NOT_SERVING);
        assertThat(failed.detail()).isEqualTo("status NOT_SERVING, expected SERVING");
        assertThat(probe(port, "").passed()).isTrue();
    }

    @Test
    void everyOtherStatusFails() throws Exception {
        health.setStatus("", ServingStatus.SERVICE_UNKNOWN);
        int port = serve(health.getHealthService());
        assertThat(failed(probe(port, "")).detail()).isEqualTo("status SERVICE_UNKNOWN, expected SERVING");

        health.setStatus("", ServingStatus.UNKNOWN);
        assertThat(failed(probe(port, "")).detail()).isEqualTo("status UNKNOWN, expected SERVING");
    }

    @Test
    void tellsAServiceThatTheServerDoesNotKnow() throws Exception {
        var failed = failed(probe(serve(health.getHealthService()), ORDERS));

        assertThat(failed.cause()).isEqualTo(Cause.WRONG_STATUS);
        assertThat(failed.detail()).isEqualTo("grpc-status 5 NOT_FOUND, expected OK");
    }

    @Test
    void tellsAServerWithoutHealth() throws Exception {
        assertThat(failed(probe(serve(), "")).detail()).isEqualTo("grpc-status 12 UNIMPLEMENTED, expected OK");
    }

    @Test
    void asksOverTls() throws Exception {
        CheckResult checkResult = probe(secure("good"), true, "", PATIENT);

        assertThat(checkResult.passed()).isTrue();
        assertThat(checkResult.certificateExpiry()).isEqualTo(certificates.expiry("good"));
        assertThat(cause(probe(secure("other"), true, "", PATIENT))).isEqualTo(Cause.CERTIFICATE_WRONG_HOST);
    }

    @Test
    void showsItsOwnCertificateToAServerThatAsks() throws Exception {
        var credentials = TlsServerCredentials.newBuilder()
                .keyManager(certificates.keyManagers("good").getKeyManagers())
                .trustManager(
                        new ByteArrayInputStream(certificates.pem("authority").getBytes(StandardCharsets.UTF_8)))
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                .build();
        int port = serve(credentials, health.getHealthService());

        assertThat(showing(port, "client").passed()).isTrue();
        assertThat(cause(showing(port, "stranger"))).isEqualTo(Cause.ACCESS_DENIED);
        assertThat(cause(probe(port, true, "", PATIENT))).isEqualTo(Cause.ACCESS_DENIED);
    }

    private static CheckResult showing(int port, String alias) throws Exception {
        byte[] certificate = certificates.pem(alias).getBytes(StandardCharsets.UTF_8);
        byte[] key = certificates.keyPem(alias).getBytes(StandardCharsets.UTF_8);
        var client = new TlsClient(certificates.trust(), Pem.identity(certificate, key));
        var check = new Check.Grpc(port, true, HOST, HOST, "", Tls.Files.NONE);
        return probing.probe(
                port, new TlsSettings(HOST, client, List.of()), new GrpcHealthProtocol(check, PATIENT), PATIENT);
    }

    private int secure(String certificate) throws IOException {
        var credentials = TlsServerCredentials.newBuilder()
                .keyManager(certificates.keyManagers(certificate).getKeyManagers())
                .build();
        return serve(credentials, health.getHealthService());
    }

    @Test
    void tellsAServerThatDoesNotAnswerInTime() throws Exception {
        int port = serve(new HealthGrpc.HealthImplBase() {
            @Override
            public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> response) {
                // Never answers.
            }
        });

        // The server is told the deadline, and may be the first to say that it is over.
        assertThat(cause(probe(port, false, "", IMPATIENT)))
                .isIn(Cause.TIMEOUT_FIRST_BYTE, Cause.WRONG_STATUS, Cause.RESET);
    }

    @Test
    void tellsWhatIsNoGrpc() throws Exception {
        try (var hole = new BlackHole();
                var mute = new Site(Site::hang);
                var http = Site.answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(cause(probe(hole.port(), false, "", IMPATIENT))).isEqualTo(Cause.TIMEOUT_CONNECT);
            assertThat(cause(probe(mute.port(), false, "", IMPATIENT))).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
            assertThat(cause(probe(mute.port(), true, "", IMPATIENT))).isEqualTo(Cause.TIMEOUT_TLS);
            assertThat(cause(probe(http.port(), ""))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
        assertThat(cause(probe(1, ""))).isEqualTo(Cause.REFUSED);
    }
}
