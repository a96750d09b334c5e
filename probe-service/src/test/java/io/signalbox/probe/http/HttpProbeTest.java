package io.signalbox.probe.http;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static io.signalbox.probe.sites.Probing.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class HttpProbeTest {

    private static final Probing PROBING = new Probing();

    @AfterAll
    static void close() {
        PROBING.close();
    }

    @Test
    void passesAndTellsHowLongEachPhaseTook() {
        try (var site = Site.answering(Site.ok("all ok"))) {
            CheckResult checkResult = PROBING.http(get(site.port(), "ok", false), PATIENT);

            assertThat(checkResult.passed()).isTrue();
            var took = checkResult.result().timings();
            assertThat(took.connect()).isPositive();
            assertThat(took.firstByte()).isPositive();
            assertThat(took.tls()).isZero();
            assertThat(took.total())
                    .isBetween(
                            took.connect() + took.firstByte(),
                            took.resolve() + took.connect() + took.firstByte() + took.transfer() + 10);
        }
    }

    @Test
    void asksAsConfiguredAndForTheConnectionToBeClosed() {
        var heads = new SynchronousQueue<String>();
        try (var site = new Site(socket -> {
            String head = Site.readHead(socket);
            socket.getOutputStream().write(Site.ok("").getBytes(StandardCharsets.UTF_8));
            heads.put(head);
        })) {
            CheckResult checkResult = PROBING.http(site.port(), PATIENT);

            assertThat(checkResult.passed()).isTrue();
            assertThat(take(heads))
                    .startsWith("GET /healthz HTTP/1.1\r\n")
                    .contains("\r\nHost: orders.example.com:" + site.port() + "\r\n")
                    .contains("\r\nX-Probe: signalbox\r\n")
                    .contains("\r\nConnection: close\r\n")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void opensAConnectionForEachProbe() {
        try (var site = Site.answering(Site.ok("ok"))) {
            PROBING.http(site.port(), PATIENT);
            PROBING.http(site.port(), PATIENT);

            assertThat(site.accepted()).isEqualTo(2);
        }
    }

    @Test
    void tellsAWrongStatusWithoutWaitingForTheBody() {
        try (var site = new Site(socket -> {
            Site.readHead(socket);
            socket.getOutputStream().write("HTTP/1.1 503 Busy\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            Site.hang(socket);
        })) {
            var failed = failed(PROBING.http(site.port(), PATIENT));

            assertThat(failed.cause()).isEqualTo(Cause.WRONG_STATUS);
            assertThat(failed.detail()).isEqualTo("status 503, expected 200 to 299");
        }
    }

    @Test
    void doesNotFollowRedirects() {
        try (var site = Site.answering("HTTP/1.1 301 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(cause(PROBING.http(site.port(), PATIENT))).isEqualTo(Cause.WRONG_STATUS);
            assertThat(site.accepted()).isEqualTo(1);
        }
    }

    @Test
    void acceptsAnyOfTheStatusesAskedFor() {
        try (var site = Site.answering("HTTP/1.1 401 Who\r\nContent-Length: 0\r\n\r\n")) {
            var ranges = List.of(new Check.StatusRange(200, 299), new Check.StatusRange(401, 401));
            var check = new Check.Http(
                    "HEAD", "/", site.port(), false, "orders.example.com", Map.of(), ranges, "", HttpDetails.NONE);

            assertThat(PROBING.http(check, PATIENT).passed()).isTrue();
        }
    }

    @Test
    void tellsAWrongBodyWithoutQuotingIt() {
        try (var site = Site.answering(Site.ok("password=hunter2"))) {
            var failed = failed(PROBING.http(get(site.port(), "ok", false), PATIENT));

            assertThat(failed.cause()).isEqualTo(Cause.WRONG_BODY);
            assertThat(failed.detail()).doesNotContain("hunter2").contains("16 bytes");
        }
    }

    @Test
    void tellsWhatIsNoHttp() {
        try (var site = Site.answering("SSH-2.0-OpenSSH_9.2\r\n")) {
            assertThat(cause(PROBING.http(site.port(), PATIENT))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }

    @Test
    void tellsAnAnswerThatBreaksOff() {
        try (var site = Site.answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok")) {
            assertThat(cause(PROBING.http(site.port(), PATIENT))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }

    @Test
    void tellsASiteThatAcceptsAndSaysNothing() {
        try (var site = new Site(Site::hang)) {
            var failed = failed(PROBING.http(site.port(), IMPATIENT));

            assertThat(failed.cause()).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
            assertThat(failed.detail()).contains("800 ms");
            assertThat(failed.timings().total()).isGreaterThanOrEqualTo(800_000);
        }
    }

    @Test
    void tellsABodyThatDoesNotEndInTime() {
        try (var site = new Site(socket -> {
            Site.readHead(socket);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok".getBytes(StandardCharsets.UTF_8));
            Site.hang(socket);
        })) {
            assertThat(cause(PROBING.http(site.port(), IMPATIENT))).isEqualTo(Cause.TIMEOUT_TOTAL);
        }
    }

    @Test
    void tellsAResetInTheMiddle() {
        try (var site = new Site(socket -> {
            Site.readHead(socket);
            Site.reset(socket);
        })) {
            assertThat(cause(PROBING.http(site.port(), PATIENT))).isEqualTo(Cause.RESET);
        }
    }

    private static String take(SynchronousQueue<String> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
