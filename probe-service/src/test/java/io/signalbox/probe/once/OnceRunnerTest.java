package io.signalbox.probe.once;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.http.HttpProtocol;
import io.signalbox.probe.http.RedirectChecker;
import io.signalbox.probe.once.CheckReport.Ending;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.wire.AttemptListener;
import io.signalbox.probe.wire.ConnectOnlyProtocol;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.ProbeAttempt;
import io.signalbox.probe.wire.ProbeDialogue;
import io.signalbox.probe.wire.ProbeTarget;
import io.signalbox.probe.wire.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks made once, before real sockets. */
class OnceRunnerTest {

    private static final Redaction NONE = new Redaction(List.of());

    private static Certificates certificates;
    private static Probing probing;
    private static OnceRunner once;

    @BeforeAll
    static void open() {
        certificates = Certificates.usual();
        probing = new Probing(certificates.trust(), null);
        once = new OnceRunner(probing.network(), InstantSource.system());
    }

    @AfterAll
    static void close() {
        once.close();
        probing.close();
    }

    private static CheckReport run(Duration timeout, Redaction secrets, Function<Network, Checker> how) {
        return once.run("orders/us-east-1/health", "http", timeout, secrets, how)
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static CheckReport http(String host, Check.Http check, Duration timeout, Redaction secrets) {
        Optional<String> server = check.secure() ? Optional.of(check.serverName()) : Optional.empty();
        return run(
                timeout,
                secrets,
                network ->
                        network.checker(ProbeTarget.of(host, check.port(), server, new HttpProtocol(check), timeout)));
    }

    private static Check.Http check(int port, String path, String header, HttpDetails details) {
        return new Check.Http(
                "GET",
                path,
                port,
                false,
                "orders.example.com",
                Map.of("X-Whatever", header),
                List.of(new Check.StatusRange(200, 299)),
                "ok",
                details);
    }

    private static String answer(String headers, String body) {
        return "HTTP/1.1 200 Fine\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void tellsAllOfAnExchangeOverTls() {
        try (var site = new Site(certificates.server("good"), Site.answer(answer("X-Zone: a\r\n", "all ok")))) {
            var found = http("localhost", Probing.get(site.port(), "ok", true), PATIENT, NONE);

            assertThat(found.result()).isEqualTo(Ending.PASSED);
            assertThat(found.certificateExpiry()).isEqualTo(certificates.expiry("good"));
            assertThat(found.connections()).singleElement().satisfies(connection -> {
                assertThat(connection.target()).isEqualTo("localhost:" + site.port());
                assertThat(connection.addresses()).contains("127.0.0.1");
                assertThat(connection.remote()).isEqualTo("127.0.0.1:" + site.port());
                assertThat(connection.local()).startsWith("127.0.0.1:");
                assertThat(connection.cause()).isNull();
                assertThat(connection.http().request())
                        .startsWith("GET /healthz HTTP/1.1", "Host: orders.example.com:" + site.port());
                assertThat(connection.http().status()).isEqualTo("HTTP/1.1 200 Fine");
                assertThat(connection.http().headers()).containsExactly("x-zone: a", "content-length: 6");
                assertThat(connection.http().bodyBytes()).isEqualTo(6);
                assertThat(connection.http().body()).isEqualTo("is as expected");
                assertThat(connection.millis().tls()).isPositive();
            });
            var tls = found.connections().getFirst().tls();
            assertThat(tls.accepted()).isTrue();
            assertThat(tls.protocol()).isEqualTo("TLSv1.3");
            assertThat(tls.cipher()).startsWith("TLS_");
            assertThat(tls.certificates()).hasSize(2);
            assertThat(tls.certificates().getFirst()).satisfies(shown -> {
                assertThat(shown.subject()).isEqualTo("CN=good");
                assertThat(shown.issuer()).isEqualTo("CN=authority");
                assertThat(shown.names()).containsExactly("orders.example.com");
                assertThat(shown.notAfter()).isEqualTo(certificates.expiry("good"));
                assertThat(shown.daysLeft()).isBetween(28L, 30L);
            });
        }
    }

    @Test
    void tellsWhyACertificateIsNotAcceptedAndShowsItAllTheSame() {
        try (var site = new Site(certificates.server("old"), Site::hang)) {
            var found = http("127.0.0.1", Probing.get(site.port(), "", true), PATIENT, NONE);

            assertThat(found.cause()).isEqualTo(Cause.CERTIFICATE_EXPIRED);
            var tls = found.connections().getFirst().tls();
            assertThat(tls.accepted()).isFalse();
            assertThat(tls.why()).isNotBlank();
            assertThat(tls.certificates().getFirst().subject()).isEqualTo("CN=old");
            assertThat(tls.certificates().getFirst().daysLeft()).isBetween(-11L, -9L);
            assertThat(found.connections().getFirst().http()).isNull();
        }
    }

    @Test
    void hidesWhatMayBeASecretWhereverItComesFrom() {
        String echo = "Set-Cookie: session=abc\r\nX-Api-Key: 42\r\nX-Echo: you said hunter2\r\n"
                + "Link: </next?token=t0k3n&page=2>\r\n";
        try (var site = Site.answering(answer(echo, "no hunter2"))) {
            var check = check(site.port(), "/hunter2/x?page=1&apikey=p4ss", "also hunter2 here", HttpDetails.NONE);

            var found = http("127.0.0.1", check, PATIENT, new Redaction(List.of("hunter2", "ab")));

            var http = found.connections().getFirst().http();
            assertThat(http.request())
                    .contains("GET /(hidden)/x?page=1&apikey=(hidden) HTTP/1.1", "X-Whatever: (hidden)");
            assertThat(http.headers())
                    .contains(
                            "set-cookie: (hidden)",
                            "x-api-key: (hidden)",
                            "x-echo: you said (hidden)",
                            "link: </next?token=(hidden)&page=2>");
            assertThat(http.body()).isEqualTo("is not as expected");
            assertThat(found.cause()).isEqualTo(Cause.WRONG_BODY);
            assertThat(String.join("\n", ReportTable.of(found, true)) + found)
                    .doesNotContain("hunter2", "t0k3n", "p4ss", "abc");
        }
    }

    @Test
    void tellsEveryRedirect() {
        try (var site = new Site(socket -> {
            String answer = Site.readHead(socket).contains(" /a ")
                    ? "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
                    : Site.ok("all ok");
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        })) {
            var details = new HttpDetails(
                    1, null, "", "o[k]", Map.of(), List.of(), new HttpDetails.Redirects(2, List.of()), 1_000, null);
            var check = check(site.port(), "/a", "", details);

            var found = run(
                    PATIENT,
                    NONE,
                    network -> new RedirectChecker(network, "127.0.0.1", check, null, PATIENT, Route.USUAL));

            assertThat(found.result()).isEqualTo(Ending.PASSED);
            assertThat(found.connections())
                    .extracting(
                            connection -> connection.http().request().getFirst(),
                            connection -> connection.http().status())
                    .containsExactly(
                            tuple("GET /a HTTP/1.1", "HTTP/1.1 302 Found"),
                            tuple("GET /b HTTP/1.1", "HTTP/1.1 200 OK"));
            assertThat(found.connections().getFirst().http().headers()).contains("location: /b");
            assertThat(found.connections().getLast().http().body()).isEqualTo("is as expected");
            assertThat(found.millis().connect())
                    .isCloseTo(
                            found.connections().stream()
                                    .mapToDouble(
                                            connection -> connection.millis().connect())
                                    .sum(),
                            within(0.01));
        }
    }

    @Test
    void tellsHowFarItCame() throws Exception {
        int nobody = Probing.nobodysPort();
        var refused = http("127.0.0.1", Probing.get(nobody, "", false), PATIENT, NONE);
        assertThat(refused.cause()).isEqualTo(Cause.REFUSED);
        assertThat(refused.connections().getFirst().remote()).isEqualTo("127.0.0.1:" + nobody);
        assertThat(refused.connections().getFirst().local()).isNull();

        var nowhere = http("nowhere.invalid", Probing.get(80, "", false), PATIENT, NONE);
        assertThat(nowhere.cause()).isEqualTo(Cause.RESOLVE_FAILED);
        assertThat(nowhere.connections().getFirst().remote()).isNull();
        assertThat(nowhere.connections().getFirst().addresses()).isEmpty();

        try (var mute = new Site(Site::hang);
                var hole = new BlackHole()) {
            var silent = http("127.0.0.1", Probing.get(mute.port(), "", false), IMPATIENT, NONE);
            assertThat(silent.cause()).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
            assertThat(silent.connections().getFirst().http().status()).isNull();
            assertThat(silent.connections().getFirst().http().bodyBytes()).isNull();
            assertThat(silent.millis().firstByte()).isGreaterThan(100);

            var swallowed = http("127.0.0.1", Probing.get(hole.port(), "", false), IMPATIENT, NONE);
            assertThat(swallowed.cause()).isEqualTo(Cause.TIMEOUT_CONNECT);
        }
    }

    @Test
    void aWrongStatusIsShownWithTheHeadersThatCameWithIt() {
        try (var site = Site.answering("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 2\r\n\r\nno")) {
            var found = http("127.0.0.1", Probing.get(site.port(), "ok", false), PATIENT, NONE);

            assertThat(found.cause()).isEqualTo(Cause.WRONG_STATUS);
            assertThat(found.connections().getFirst().http().status()).isEqualTo("HTTP/1.1 503 Busy");
            assertThat(found.connections().getFirst().http().headers()).contains("retry-after: 7");
            assertThat(found.connections().getFirst().http().body()).isEqualTo("was not judged");
        }
    }

    @Test
    void anAnswerInAnotherLanguageIsNotQuoted() {
        try (var site = new Site(socket -> {
            socket.getOutputStream().write("hunter2 is no TLS at all\n".getBytes(StandardCharsets.UTF_8));
            Site.hang(socket);
        })) {
            var found = http("127.0.0.1", Probing.get(site.port(), "", true), PATIENT, NONE);

            assertThat(found.cause()).isEqualTo(Cause.PROTOCOL_ERROR);
            assertThat(found.detail()).isEqualTo("the response is not TLS");
        }
    }

    @Test
    void whatNeverEndsIsToldAsNotEndedAndClosed() {
        var closed = new CompletableFuture<Boolean>();
        var found = run(IMPATIENT, NONE, _ -> new Checker() {
            @Override
            public void begin(EventLoop loop, CheckResult.Listener listener) {
                // Says nothing.
            }

            @Override
            public void close() {
                closed.complete(true);
            }
        });

        assertThat(found.result()).isEqualTo(Ending.UNDECIDED);
        assertThat(found.detail()).isEqualTo("no result within 800 ms");
        assertThat(closed).isCompletedWithValue(true);
    }

    @Test
    void inEverydayProbingNobodyIsTold() {
        var notes = new CompletableFuture<AttemptListener>();
        try (var site = new Site(Site::hang)) {
            probing.probe(site.port(), () -> new Asked(notes), PATIENT);
        }
        assertThat(notes.join()).isSameAs(AttemptListener.NONE);
        assertThat(notes.join().enabled()).isFalse();
    }

    private record Asked(CompletableFuture<AttemptListener> notes) implements ProbeDialogue {

        @Override
        public void opened(ProbeAttempt attempt) {
            notes.complete(attempt.listener());
            attempt.passed();
        }

        @Override
        public void received(ProbeAttempt attempt, ByteBuf bytes) {
            // Over since opened.
        }

        @Override
        public void closed(ProbeAttempt attempt) {
            // Over since opened.
        }
    }

    @Test
    void aTableShowsItAllAndMovesNoCursor() {
        try (var site = Site.answering(answer("X-Evil: a\u001b[2Jb\r\n", "all ok"))) {
            var found = http("localhost", Probing.get(site.port(), "ok", false), PATIENT, NONE);

            assertThat(ReportTable.of(found, false))
                    .anyMatch(line -> line.startsWith("orders/us-east-1/health  http  PASSED in "))
                    .contains("  to           localhost:" + site.port(), "  < HTTP/1.1 200 Fine", "  < x-evil: a?[2Jb")
                    .contains("  body         6 bytes read; it is as expected")
                    .anyMatch(line -> line.matches("  first byte +[0-9.]+ ms +#+"))
                    .anyMatch(line -> line.matches("  total +[0-9.]+ ms"))
                    .allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c < 127));
            assertThat(ReportTable.of(found, true)).anyMatch(line -> line.contains("█"));
        }
    }

    @Test
    void aPlainConnectionTellsItsEnds() {
        try (var site = new Site(Site::hang)) {
            var found = run(
                    PATIENT,
                    NONE,
                    network -> network.checker(ProbeTarget.of(
                            "127.0.0.1", site.port(), Optional.empty(), ConnectOnlyProtocol.INSTANCE, PATIENT)));

            assertThat(found.result()).isEqualTo(Ending.PASSED);
            assertThat(found.connections().getFirst().local()).startsWith("127.0.0.1:");
            assertThat(found.connections().getFirst().tls()).isNull();
            assertThat(found.connections().getFirst().http()).isNull();
        }
    }
}
