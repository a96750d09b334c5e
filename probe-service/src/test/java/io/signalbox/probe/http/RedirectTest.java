package io.signalbox.probe.http;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.sites.Zone;
import io.signalbox.probe.wire.Route;
import io.signalbox.probe.wire.StageTimeouts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

    private static Certificates certificates;
    private static Probing probing;

    private final List<String> heads = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() {
        certificates = new Certificates().signed("good", Http.HOST);
        probing = new Probing(certificates.trust(), null);
    }

    @AfterAll
    static void close() {
        probing.close();
    }

    private static CheckResult probe(Check.Http check, Duration timeout) {
        return probing.probe(new RedirectChecker(probing.network(), "127.0.0.1", check, null, timeout, Route.USUAL));
    }

    private static void refused(CheckResult checkResult, String detail) {
        assertThat(failed(checkResult).cause()).isEqualTo(Cause.REDIRECT_REFUSED);
        assertThat(failed(checkResult).detail()).isEqualTo(detail);
    }

    /** Sends /healthz to {@code location}, and answers everything else. */
    private Site.Conversation sending(int status, String location) {
        return socket -> {
            String head = Site.readHead(socket);
            heads.add(head);
            String answer = head.contains(" /healthz ")
                    ? "HTTP/1.1 " + status + " Go\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n"
                    : Site.ok("there");
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"/elsewhere?a=b", "elsewhere?a=b", "http://orders.example.com:PORT/elsewhere?a=b#c"})
    void goesWhereItIsSentOnANewConnection(String location) {
        try (var site = new Site(socket -> {})) {
            site.now(sending(302, location.replace("PORT", "" + site.port())));
            var check = new Http(site.port()).follows(1).contains("there").header("X-Token", "hunter2");

            CheckResult checkResult = probe(check.check(), PATIENT);

            assertThat(checkResult.passed()).isTrue();
            assertThat(site.accepted()).isEqualTo(2);
            assertThat(heads.getLast())
                    .startsWith("GET /elsewhere?a=b HTTP/1.1\r\nHost: orders.example.com:" + site.port() + "\r\n")
                    .contains("X-Token: hunter2");
            assertThat(checkResult.result().timings().connect()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"302,GET,''", "303,GET,''", "307,POST,hello", "308,POST,hello"})
    void asksAgainAsClientsDo(int status, String method, String body) {
        try (var site = new Site(socket -> {
            String head = Site.readHead(socket);
            int length = head.contains("Content-Length: 5") ? 5 : 0;
            heads.add(head + new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8));
            String answer = heads.size() == 1
                    ? "HTTP/1.1 " + status + " Go\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
                    : Site.ok("");
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        })) {
            var check = new Http(site.port())
                    .method("POST")
                    .body("hello")
                    .follows(3)
                    .check();

            assertThat(probe(check, PATIENT).passed()).isTrue();
            assertThat(heads.getLast()).startsWith(method + " /b ").endsWith("\r\n\r\n" + body);
        }
    }

    @Test
    void anotherHostThatMayBeAskedIsToldNoSecrets() {
        try (var site = new Site(socket -> {});
                var other = Site.answering(Site.ok(""))) {
            site.now(sending(307, "http://localhost:" + other.port() + "/"));
            other.now(sending(200, ""));
            var check = new Http(site.port()).follows(1, "localhost").header("X-Token", "hunter2");

            assertThat(probe(check.check(), PATIENT).passed()).isTrue();
            assertThat(heads.getLast())
                    .contains("Host: localhost:" + other.port())
                    .doesNotContain("hunter2");
            refused(
                    probe(check.method("POST").body("hunter2").check(), PATIENT),
                    "status 307 with the request's body to another host");
            assertThat(other.accepted()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://payments.example.com/         | to the host payments.example.com, which allowHosts does not name",
                "http://169.254.169.254/latest/       | to the host 169.254.169.254, which allowHosts does not name",
                "http://[fd00:ec2::254]/latest/       | to the host fd00:ec2::254, which allowHosts does not name",
                "//payments.example.com/              | to the host payments.example.com, which allowHosts does not name",
                "http://orders.example.com@evil/      | to the host evil, which allowHosts does not name",
                "ftp://orders.example.com/            | to another protocol than http and https",
                "http://orders.example.com:99999/     | with an invalid Location header",
                "http:// orders/                      | with an invalid Location header",
                "http:///                             | with an invalid Location header"
            })
    void goesNowhereElse(String location, String why) {
        try (var site = new Site(sending(302, location))) {
            refused(probe(new Http(site.port()).follows(5).check(), PATIENT), "status 302 " + why);
            assertThat(site.accepted()).isEqualTo(1);
        }
    }

    @Test
    void goesToNoAddressOfTheMachineItselfUnderWhateverName() throws Exception {
        try (var zone = new Zone("metadata.example.com A 169.254.169.254");
                var sceptic = new Probing(null, null, zone.names());
                var site = new Site(sending(302, "http://metadata.example.com/latest/"))) {
            var check = new Http(site.port()).follows(1, "metadata.example.com").check();
            var following = new RedirectChecker(sceptic.network(), "127.0.0.1", check, null, PATIENT, Route.USUAL);
            refused(sceptic.probe(following), "redirected to an address that is refused");

            var astray =
                    new RedirectChecker(sceptic.network(), "metadata.example.com", check, null, PATIENT, Route.USUAL);
            assertThat(failed(sceptic.probe(astray)).cause()).isEqualTo(Cause.ADDRESS_REFUSED);
        }
    }

    @Test
    void goesNowhereWithoutALocation() {
        try (var site = Site.answering("HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n")) {
            refused(probe(new Http(site.port()).follows(5).check(), PATIENT), "status 301 without a Location header");
        }
    }

    @Test
    void goesNoFurtherThanAllowed() {
        try (var site = Site.answering("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")) {
            refused(
                    probe(new Http(site.port()).follows(3).check(), PATIENT),
                    "status 302 after 3 redirects, the most allowed");
            assertThat(site.accepted()).isEqualTo(4);
        }
    }

    @Test
    void leavesTlsForNothing() {
        try (var site = new Site(certificates.server("good"), sending(302, "http://orders.example.com/"))) {
            refused(probe(new Http(site.port()).secure().follows(1).check(), PATIENT), "status 302 from https to http");
        }
    }

    @Test
    void goesFromHttpToHttpsAndTellsWhenTheCertificateEnds() {
        try (var secure = new Site(certificates.server("good"), Site.answer(Site.ok("")));
                var site = new Site(sending(301, "https://orders.example.com:" + secure.port() + "/"))) {
            CheckResult checkResult = probe(new Http(site.port()).follows(1).check(), PATIENT);

            assertThat(checkResult.passed()).isTrue();
            assertThat(checkResult.certificateExpiry()).isEqualTo(certificates.expiry("good"));
        }
    }

    @Test
    void oneTimeoutBoundsTheWholeWay() {
        try (var site = new Site(socket -> {
            Site.readHead(socket);
            Thread.sleep(300);
            String answer = "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        })) {
            var failed = failed(probe(new Http(site.port()).follows(10).check(), IMPATIENT));

            assertThat(failed.cause()).isIn(Cause.TIMEOUT_FIRST_BYTE, Cause.TIMEOUT_CONNECT, Cause.TIMEOUT_TOTAL);
            assertThat(failed.detail()).startsWith("redirect ");
            assertThat(failed.timings().total()).isBetween(790_000L, 5_000_000L);
            assertThat(site.accepted()).isLessThan(5);
        }
    }

    @Test
    void theTimeoutOfAPhaseBoundsEachPartOfTheWay() {
        try (var mute = new Site(Site::hang);
                var site = new Site(sending(302, "http://orders.example.com:" + mute.port() + "/"))) {
            var route = new Route(new StageTimeouts(0, 0, 2_000_000_000), null);
            var check = new Http(site.port()).follows(1).check();
            var checker = new RedirectChecker(probing.network(), "127.0.0.1", check, null, PATIENT, route);

            var failed = failed(probing.probe(checker));

            assertThat(failed.cause()).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
            assertThat(failed.detail()).isEqualTo("redirect 1: no end of FIRST_BYTE within 2000 ms");
        }
    }

    @Test
    void tellsWhatIsWrongWhereItWasSent() {
        try (var site = new Site(sending(302, "http://orders.example.com:1/"))) {
            var failed = failed(probe(new Http(site.port()).follows(1).check(), PATIENT));

            assertThat(failed.cause()).isEqualTo(Cause.REFUSED);
            assertThat(failed.detail()).startsWith("redirect 1: ");
        }
    }

    @Test
    void aRedirectThatIsExpectedIsTheEnd() {
        try (var site = Site.answering("HTTP/1.1 301 Moved\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n")) {
            var check = new Http(site.port()).follows(1).check();
            var expecting = new Check.Http(
                    "GET",
                    "/",
                    site.port(),
                    false,
                    Http.HOST,
                    check.headers(),
                    List.of(new Check.StatusRange(301, 301)),
                    "",
                    check.details());

            assertThat(probe(expecting, PATIENT).passed()).isTrue();
            assertThat(site.accepted()).isEqualTo(1);
        }
    }

    @Test
    void theServerNameMayDifferFromTheHost() {
        try (var site = new Site(certificates.server("good"), sending(200, ""))) {
            var check = new Http(site.port()).secure();

            assertThat(probing.http(check.serverName("payments.example.com").check(), PATIENT)
                            .passed())
                    .isFalse();
            var other = new Check.Http(
                    "GET",
                    "/x",
                    site.port(),
                    true,
                    "payments.example.com",
                    check.check().headers(),
                    check.check().statuses(),
                    "",
                    check.serverName(Http.HOST).check().details());
            assertThat(probing.http(other, PATIENT).passed()).isTrue();
            assertThat(heads.getLast()).contains("Host: payments.example.com:");
        }
    }
}
