package io.signalbox.probe.websocket;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.wire.TlsSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server of WebSockets, and against some that break the rules. */
class WebSocketProbeTest {

    private static final String HOST = "orders.example.com";
    private static final Pattern KEY = Pattern.compile("Sec-WebSocket-Key: (\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path directory;

    private static final Vertx VERTX = Vertx.vertx();
    private static final Queue<String> CLOSED = new ConcurrentLinkedQueue<>();
    private static Probing probing;
    private static int plainPort;
    private static int securePort;

    @BeforeAll
    static void begin() throws Exception {
        var certificates = Certificates.usual();
        Path certificate = Files.writeString(directory.resolve("good.pem"), certificates.pem("good"));
        Path key = Files.writeString(directory.resolve("good.key"), certificates.keyPem("good"));
        probing = new Probing(certificates.trust(), null);
        plainPort = listen(new HttpServerOptions());
        securePort = listen(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(certificate.toString())
                        .setKeyPath(key.toString())));
    }

    private static int listen(HttpServerOptions options) throws Exception {
        return VERTX.createHttpServer(options)
                .webSocketHandler(WebSocketProbeTest::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .actualPort();
    }

    private static void serve(ServerWebSocket socket) {
        if (socket.path().equals("/chatty")) {
            var _ = socket.writeTextMessage("x".repeat(100_000));
        }
        socket.closeHandler(_ -> CLOSED.add(socket.path() + " " + socket.closeStatusCode()));
    }

    @AfterAll
    static void end() {
        probing.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static CheckResult probe(int port, String path, boolean ping, Duration timeout) {
        return probe(port, path, ping, null, timeout);
    }

    private static CheckResult probe(int port, String path, boolean ping, @Nullable Tls tls, Duration timeout) {
        var check = new Check.WebSocket(port, tls, HOST, path, Map.of("Origin", "https://x.example.com"), ping);
        var security = tls == null ? null : new TlsSettings(tls.serverName(), null, tls.alpn());
        return probing.probe(port, security, new WebSocketProtocol(check), timeout);
    }

    @Test
    void passesWhenTheSocketOpensAndSaysGoodbye() {
        CheckResult checkResult = probe(plainPort, "/plain", false, PATIENT);

        assertThat(checkResult.passed()).isTrue();
        assertThat(checkResult.result().timings().firstByte()).isPositive();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(CLOSED).anyMatch(it -> it.startsWith("/plain ")));
    }

    @Test
    void passesWhenThePingIsAnswered() {
        assertThat(probe(plainPort, "/pinged", true, PATIENT).passed()).isTrue();
    }

    @Test
    void findsThePongBehindMoreThanItKeeps() {
        assertThat(probe(plainPort, "/chatty", true, PATIENT).passed()).isTrue();
    }

    @Test
    void speaksOverTls() {
        var tls = new Tls(HOST, Tls.Files.NONE, List.of());
        CheckResult checkResult = probe(securePort, "/secure", true, tls, PATIENT);

        assertThat(checkResult.passed()).isTrue();
        assertThat(checkResult.certificateExpiry()).isNotNull();
    }

    @Test
    void tellsAServerThatDoesNotUpgrade() {
        try (var site = Site.answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")) {
            var failed = failed(probe(site.port(), "/", false, PATIENT));

            assertThat(failed.cause()).isEqualTo(Cause.WRONG_STATUS);
            assertThat(failed.detail()).isEqualTo("status 403, expected 101");
        }
    }

    private static Site upgrading(String accept, byte... frames) {
        return new Site(socket -> {
            var key = KEY.matcher(Site.readHead(socket));
            assertThat(key.find()).isTrue();
            String proof = accept.isEmpty() ? WebSocketProtocol.accept(key.group(1)) : accept;
            answer(
                    socket,
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + proof + "\r\n\r\n");
            socket.getOutputStream().write(frames);
            Site.hang(socket);
        });
    }

    private static void answer(Socket socket, String head) throws IOException {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tellsAnUpgradeThatAnswersAnotherKey() {
        try (var site = upgrading("c2lnbmFsYm94IG9mIG5vYm9keQ==")) {
            assertThat(cause(probe(site.port(), "/", false, PATIENT))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }

    @Test
    void tellsAnUpgradeToSomethingElse() {
        try (var site =
                Site.answering("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n")) {
            assertThat(cause(probe(site.port(), "/", false, PATIENT))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }

    @Test
    void tellsAPingThatIsNotAnswered() {
        try (var site = upgrading("")) {
            assertThat(probe(site.port(), "/", false, PATIENT).passed()).isTrue();
            assertThat(cause(probe(site.port(), "/", true, IMPATIENT))).isEqualTo(Cause.TIMEOUT_TOTAL);
        }
    }

    @Test
    void tellsAServerThatClosesInsteadAndOneThatMasks() {
        try (var closing = upgrading("", (byte) 0x88, (byte) 0);
                var masking = upgrading("", (byte) 0x8A, (byte) 0x80)) {
            assertThat(cause(probe(closing.port(), "/", true, PATIENT))).isEqualTo(Cause.WRONG_ANSWER);
            assertThat(cause(probe(masking.port(), "/", true, PATIENT))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }

    @Test
    void aPongOfAnotherPingIsPassedOver() {
        try (var site = upgrading("", (byte) 0x8A, (byte) 1, (byte) 'x', (byte) 0x8A, (byte) 0)) {
            assertThat(cause(probe(site.port(), "/", true, IMPATIENT))).isEqualTo(Cause.TIMEOUT_TOTAL);
        }
    }
}
