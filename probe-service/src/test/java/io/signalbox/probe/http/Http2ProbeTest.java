package io.signalbox.probe.http;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.wire.Route;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class Http2ProbeTest {

    private static final byte[] SETTINGS = HexFormat.of().parseHex("000000040000000000");

    private static Vertx vertx;
    private static Certificates certificates;
    private static Probing probing;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        certificates = new Certificates()
                .signed("good", Http.HOST)
                .signed("other", "payments.example.com")
                .signed("old", Http.HOST, -20, -10);
        probing = new Probing(certificates.trust(), null);
    }

    @AfterAll
    static void close() throws Exception {
        probing.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** @param certificate null for no TLS @return the port */
    private static int serve(String certificate, Handler<HttpServerRequest> handler) throws Exception {
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        if (certificate != null) {
            var keys = (X509KeyManager) certificates.keyManagers(certificate).getKeyManagers()[0];
            options.setSsl(true).setUseAlpn(true).setKeyCertOptions(KeyCertOptions.wrap(keys));
        }
        return vertx.createHttpServer(options)
                .requestHandler(handler)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .actualPort();
    }

    private static CheckResult probe(Check.Http check) {
        return probing.http(check, PATIENT);
    }

    private static CheckResult impatient(int port) {
        return probing.http(new Http(port).version2().check(), IMPATIENT);
    }

    @Test
    void asksOverTlsWithAlpn() throws Exception {
        var seen = new CompletableFuture<String>();
        int port = serve("good", request -> {
            seen.complete(request.version() + " " + request.method() + " " + request.path() + " " + request.authority()
                    + " " + request.getHeader("x-token"));
            request.response().end("all ok");
        });
        var check = new Http(port).version2().secure().contains("ok").header("X-Token", "hunter2");

        CheckResult checkResult = probe(check.check());

        assertThat(checkResult.passed()).isTrue();
        assertThat(seen.get(10, TimeUnit.SECONDS))
                .isEqualTo(HttpVersion.HTTP_2 + " GET /healthz orders.example.com:" + port + " hunter2");
        assertThat(checkResult.certificateExpiry()).isEqualTo(certificates.expiry("good"));
        var took = checkResult.result().timings();
        assertThat(took.tls()).isPositive();
        assertThat(took.firstByte()).isPositive();
    }

    @Test
    void asksWithPriorKnowledgeWithoutTls() throws Exception {
        int port = serve(
                null,
                request -> request.bodyHandler(
                        body -> request.response().putHeader("X-Zone", "a").end("{\"got\":\"" + body + "\"}")));
        var check = new Http(port).version2().method("POST").body("hello").expects("X-Zone", "a", true);

        assertThat(probe(check.json(Map.of("/got", "hello")).check()).passed()).isTrue();
        assertThat(cause(probe(check.json(Map.of("/got", "other")).check()))).isEqualTo(Cause.WRONG_BODY);
    }

    @Test
    void readsLargeBodiesUpToTheLimit() throws Exception {
        int port = serve(null, request -> request.response().end("x".repeat(400_000) + "ok"));

        assertThat(probe(new Http(port).version2().contains("ok").limit(500_000).check())
                        .passed())
                .isTrue();
        assertThat(failed(probe(new Http(port).version2().contains("ok").check()))
                        .detail())
                .contains("65536 bytes");
    }

    @Test
    void anAnswerToHeadHasNoBody() throws Exception {
        int port = serve(null, request -> request.response().setStatusCode(204).end());

        assertThat(probe(new Http(port).version2().method("HEAD").check()).passed())
                .isTrue();
    }

    @Test
    void tellsAWrongStatusWithoutWaitingForTheBody() throws Exception {
        int port = serve(
                null,
                request ->
                        request.response().setStatusCode(503).setChunked(true).write("busy"));

        assertThat(failed(probe(new Http(port).version2().check())).detail())
                .isEqualTo("status 503, expected 200 to 299");
    }

    @Test
    void followsRedirects() throws Exception {
        int port = serve(null, request -> {
            if (request.path().equals("/healthz")) {
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/there")
                        .end();
            } else {
                request.response().end("there");
            }
        });
        var check = new Http(port).version2().follows(1).contains("there").check();

        assertThat(probing.probe(new RedirectChecker(probing.network(), "127.0.0.1", check, null, PATIENT, Route.USUAL))
                        .passed())
                .isTrue();
    }

    @Test
    void tellsAStreamThatIsReset() throws Exception {
        int port = serve(null, request -> request.response().reset(0xb));

        assertThat(failed(probe(new Http(port).version2().check())).cause()).isEqualTo(Cause.RESET);
        assertThat(failed(probe(new Http(port).version2().check())).detail()).contains("ENHANCE_YOUR_CALM");
    }

    @Test
    void tellsAServerThatAcceptsAndDoesNotAnswer() throws Exception {
        int port = serve(null, request -> {});

        assertThat(cause(impatient(port))).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
    }

    @Test
    void tellsABodyThatDoesNotEnd() throws Exception {
        int port = serve(null, request -> request.response().setChunked(true).write("a"));

        assertThat(cause(impatient(port))).isEqualTo(Cause.TIMEOUT_TOTAL);
    }

    @Test
    void tellsAServerThatOnlySpeaksHttp1() {
        try (var site = Site.answering("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")) {
            var failed = failed(probe(new Http(site.port()).version2().check()));

            assertThat(failed.cause()).isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }

    @Test
    void tellsATlsServerThatDoesNotOfferHttp2() {
        try (var site = new Site(certificates.server("good"), Site.answer(Site.ok("")))) {
            var failed = failed(probe(new Http(site.port()).version2().secure().check()));

            assertThat(failed.cause()).isEqualTo(Cause.PROTOCOL_ERROR);
            assertThat(failed.detail()).contains("not chosen");
        }
    }

    @Test
    void tellsWhatIsWrongWithTheCertificate() throws Exception {
        int other = serve("other", request -> request.response().end());
        int old = serve("old", request -> request.response().end());

        assertThat(cause(probe(new Http(other).version2().secure().check()))).isEqualTo(Cause.CERTIFICATE_WRONG_HOST);
        assertThat(cause(probe(new Http(old).version2().secure().check()))).isEqualTo(Cause.CERTIFICATE_EXPIRED);
    }

    @Test
    void tellsWhereTimeRanOut() throws Exception {
        try (var hole = new BlackHole();
                var mute = new Site(Site::hang);
                var settled = new Site(socket -> {
                    socket.getOutputStream().write(SETTINGS);
                    Site.hang(socket);
                })) {
            assertThat(cause(impatient(hole.port()))).isEqualTo(Cause.TIMEOUT_CONNECT);
            assertThat(cause(probing.http(
                            new Http(mute.port()).version2().secure().check(), IMPATIENT)))
                    .isEqualTo(Cause.TIMEOUT_TLS);
            assertThat(cause(impatient(mute.port()))).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
            assertThat(cause(impatient(settled.port()))).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
        }
    }

    @Test
    void tellsConnectionsThatEnd() {
        try (var closing = new Site(Http2ProbeTest::readPreface);
                var resetting = new Site(socket -> {
                    readPreface(socket);
                    Site.reset(socket);
                });
                var leaving = new Site(socket -> {
                    readPreface(socket);
                    socket.getOutputStream().write(SETTINGS);
                    socket.getOutputStream().write(HexFormat.of().parseHex("0000080700000000000000000000000007"));
                    Site.hang(socket);
                })) {
            // Closed with bytes unread, which the system may turn into a reset.
            assertThat(cause(probe(new Http(closing.port()).version2().check())))
                    .isIn(Cause.PROTOCOL_ERROR, Cause.RESET);
            assertThat(cause(probe(new Http(resetting.port()).version2().check())))
                    .isEqualTo(Cause.RESET);
            assertThat(failed(probe(new Http(leaving.port()).version2().check()))
                            .detail())
                    .contains("GOAWAY with REFUSED_STREAM");
        }
    }

    @Test
    void tellsBytesThatAreNoFrames() {
        try (var site = new Site(socket -> {
            readPreface(socket);
            socket.getOutputStream().write("hunter2".repeat(50).getBytes(StandardCharsets.UTF_8));
            Site.hang(socket);
        })) {
            var failed = failed(probing.http(new Http(site.port()).version2().check(), Duration.ofSeconds(10)));

            assertThat(failed.cause()).isEqualTo(Cause.PROTOCOL_ERROR);
            assertThat(failed.detail()).doesNotContain("hunter2");
        }
    }

    private static void readPreface(Socket socket) throws IOException {
        assertThat(new String(socket.getInputStream().readNBytes(24), StandardCharsets.US_ASCII))
                .isEqualTo("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }
}
