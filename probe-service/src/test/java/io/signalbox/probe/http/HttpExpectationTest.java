package io.signalbox.probe.http;

import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.MaxLatencyChecker;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.wire.ProbeTarget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpExpectationTest {

    private static final Probing PROBING = new Probing();
    private static final String JSON = "{\"status\":\"UP\",\"db\":{\"ok\":true,\"lag\":1.5},\"list\":[1,null]}";

    @AfterAll
    static void close() {
        PROBING.close();
    }

    private static CheckResult probe(Check.Http check) {
        return PROBING.http(check, PATIENT);
    }

    private static void wrongBody(CheckResult checkResult, String detail) {
        assertThat(failed(checkResult).cause()).isEqualTo(Cause.WRONG_BODY);
        assertThat(failed(checkResult).detail()).contains(detail).doesNotContain("hunter2");
    }

    @Test
    void whoAsksForNoMoreThanAStatusOrATextKeepsNothingOfAnAnswer() {
        assertThat(new HttpProtocol(new Http(80).check()).begin()).isInstanceOf(HttpDialogue.class);
        assertThat(new HttpProtocol(new Http(80).contains("ok").limit(9).check()).begin())
                .isInstanceOf(HttpDialogue.class);
        assertThat(new HttpProtocol(new Http(80).matches("ok").check()).begin())
                .isInstanceOf(FullResponseDialogue.class);
    }

    @Test
    void sendsABodyWithItsLength() throws Exception {
        var request = new CompletableFuture<String>();
        try (var site = new Site(socket -> {
            String head = Site.readHead(socket);
            byte[] body = socket.getInputStream().readNBytes(7);
            request.complete(head + new String(body, StandardCharsets.UTF_8));
            socket.getOutputStream().write(Site.ok("").getBytes(StandardCharsets.UTF_8));
        })) {
            var check = new Http(site.port()).method("PUT").body("grüße").check();

            assertThat(probe(check).passed()).isTrue();
            assertThat(request.get(10, TimeUnit.SECONDS))
                    .startsWith("PUT /healthz HTTP/1.1\r\n")
                    .contains("\r\nContent-Length: 7\r\n")
                    .doesNotContainIgnoringCase("accept-encoding")
                    .endsWith("\r\n\r\ngrüße");
            assertThat(check.toString()).doesNotContain("grüße");
        }
    }

    @Test
    void findsAPatternInTheBody() {
        try (var site = Site.answering(Site.ok("workers: 12 of 12, hunter2"))) {
            var check = new Http(site.port());

            assertThat(probe(check.matches("workers: \\d+ of 12\\b").check()).passed())
                    .isTrue();
            wrongBody(probe(check.matches("^of").check()), "pattern");
        }
    }

    @Test
    void aPatternAndALargeBodyStopNobody() {
        String body = "a".repeat(200_000);
        try (var site = Site.answering(Site.ok(body))) {
            var check = new Http(site.port()).limit(1_000_000).matches("(a|aa)+b");

            wrongBody(probe(check.check()), "200000 bytes");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/status  | UP   | ",
                "/db/ok   | true | ",
                "/db/lag  | 1.5  | ",
                "/list/1  | null | ",
                "/status  | DOWN | a different value at /status",
                "/db      | {}   | a different value at /db",
                "/missing | x    | no value at /missing",
                "/list/7  | x    | no value at /list/7"
            })
    void looksIntoJson(String pointer, String value, String problem) {
        try (var site = Site.answering(Site.ok(JSON))) {
            CheckResult checkResult =
                    probe(new Http(site.port()).json(Map.of(pointer, value)).check());

            if (problem == null) {
                assertThat(checkResult.passed()).isTrue();
            } else {
                wrongBody(checkResult, problem);
            }
        }
    }

    @Test
    void everyPlaceInTheJsonMustBeAsExpected() {
        try (var site = Site.answering(Site.ok(JSON))) {
            var check = new Http(site.port());

            assertThat(probe(check.json(Map.of("/status", "UP", "/db/ok", "true"))
                                    .check())
                            .passed())
                    .isTrue();
            wrongBody(
                    probe(check.json(Map.of("/status", "UP", "/db/ok", "false")).check()), "/db/ok");
        }
    }

    @ParameterizedTest
    @CsvSource({"'{\"a\": hunter2}'", "''", "'{\"a\":1} hunter2'", "'{\"a\":'"})
    void tellsWhatIsNoJson(String body) {
        try (var site = Site.answering(Site.ok(body))) {
            wrongBody(probe(new Http(site.port()).json(Map.of("/a", "1")).check()), "no JSON");
        }
    }

    @Test
    void looksAtHeadersOfTheFinalAnswerOnly() {
        String answer =
                "HTTP/1.1 103 Early\r\nX-Zone: b\r\n\r\nHTTP/1.1 200 OK\r\nx-zone: a1\r\nX-Zone: a2\r\nContent-Length: 0\r\n\r\n";
        try (var site = Site.answering(answer)) {
            var check = new Http(site.port());

            assertThat(probe(check.expects("X-Zone", "a2", true).check()).passed())
                    .isTrue();
            assertThat(probe(check.expects("X-Zone", "a", false).check()).passed())
                    .isTrue();
            wrongBody(probe(check.expects("X-Zone", "a", true).check()), "no header x-zone as expected");
            wrongBody(probe(check.expects("X-Zone", "b", false).check()), "no header x-zone as expected");
        }
    }

    @Test
    void readsAsMuchOfTheBodyAsAskedFor() {
        String body = "x".repeat(100_000) + "ok";
        try (var site = Site.answering(Site.ok(body))) {
            assertThat(probe(new Http(site.port()).contains("ok").limit(200_000).check())
                            .passed())
                    .isTrue();
            wrongBody(probe(new Http(site.port()).contains("ok").check()), "65536 bytes");
            wrongBody(probe(new Http(site.port()).matches("ok").limit(100_001).check()), "100001 bytes");
        }
    }

    @Test
    void aWrongStatusIsToldBeforeAnythingElse() {
        try (var site = Site.answering("HTTP/1.1 500 Oops\r\nContent-Length: 9\r\n\r\nhunter2")) {
            assertThat(failed(probe(new Http(site.port()).matches("x").check())).detail())
                    .isEqualTo("status 500, expected 200 to 299");
        }
    }

    @Test
    void anAnswerThatComesTooLateIsAFailureOfItsOwn() {
        try (var site = new Site(socket -> {
            Site.readHead(socket);
            Thread.sleep(60);
            socket.getOutputStream().write(Site.ok("").getBytes(StandardCharsets.UTF_8));
        })) {
            var target = ProbeTarget.of(
                    "127.0.0.1",
                    site.port(),
                    Optional.empty(),
                    new HttpProtocol(new Http(site.port()).check()),
                    PATIENT);
            var checker = PROBING.network().checker(target);

            assertThat(PROBING.probe(new MaxLatencyChecker(checker, PATIENT)).passed())
                    .isTrue();
            var failed = failed(PROBING.probe(new MaxLatencyChecker(checker, Duration.ofMillis(50))));
            assertThat(failed.cause()).isEqualTo(Cause.TOO_SLOW);
            assertThat(failed.detail()).contains("expected at most 50 ms");
            assertThat(failed.timings().total()).isGreaterThan(50_000);
        }
    }
}
