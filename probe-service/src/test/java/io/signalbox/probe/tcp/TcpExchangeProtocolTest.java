package io.signalbox.probe.tcp;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TcpExchangeProtocolTest {

    private static final Probing PROBING = new Probing();

    @AfterAll
    static void close() {
        PROBING.close();
    }

    private static CheckResult probe(int port, String send, String expect, Duration timeout) {
        return PROBING.probe(port, new TcpExchangeProtocol(new Check.Tcp(port, null, send, expect)), timeout);
    }

    private static Site greeting(String greeting) {
        return new Site(socket -> {
            write(socket, greeting);
            Site.hang(socket);
        });
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void passesOnAGreetingWithoutSayingAnything() {
        try (var site = greeting("220 mail.example.com ready\r\n")) {
            CheckResult checkResult = probe(site.port(), "", "220 ", PATIENT);

            assertThat(checkResult.passed()).isTrue();
            assertThat(checkResult.result().timings().firstByte()).isPositive();
        }
    }

    @Test
    void saysExactlyTheBytesAndFindsBytesThatComeInPieces() {
        try (var site = new Site(socket -> {
            byte[] said = socket.getInputStream().readNBytes(4);
            write(socket, said[0] == 'A' && said[1] == 0 && said[2] == -1 && said[3] == '\n' ? "\u00fe" : "x");
            Thread.sleep(50);
            write(socket, "\u00fd!");
            Site.hang(socket);
        })) {
            assertThat(probe(site.port(), "A\0\u00ff\n", "\u00fe\u00fd", PATIENT)
                            .passed())
                    .isTrue();
        }
    }

    @Test
    void tellsAnAnswerThatEndsWithoutWhatIsExpectedAndDoesNotQuoteIt() {
        try (var site = new Site(socket -> write(socket, "password=hunter2"))) {
            var failed = failed(probe(site.port(), "", "220", PATIENT));

            assertThat(failed.cause()).isEqualTo(Cause.WRONG_ANSWER);
            assertThat(failed.detail()).isEqualTo("expected text not in the 16 bytes received");
        }
    }

    @Test
    void tellsAnAnswerThatDoesNotEndAsSoonAsItIsTooLong() {
        try (var site = greeting("x".repeat(Check.Tcp.ANSWER_LIMIT) + "220")) {
            assertThat(cause(probe(site.port(), "", "220", PATIENT))).isEqualTo(Cause.WRONG_ANSWER);
        }
    }

    @Test
    void tellsOneThatIsClosedWithoutAnAnswer() {
        try (var site = new Site(socket -> {})) {
            assertThat(failed(probe(site.port(), "", "220", PATIENT)).detail())
                    .isEqualTo("expected text not in the 0 bytes received");
        }
    }

    @Test
    void tellsWhereItWasWhenTimeRanOut() throws IOException {
        try (var silent = new Site(Site::hang);
                var slow = greeting("22");
                var hole = new BlackHole()) {
            assertThat(cause(probe(silent.port(), "", "220", IMPATIENT))).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
            assertThat(cause(probe(slow.port(), "", "220", IMPATIENT))).isEqualTo(Cause.TIMEOUT_TOTAL);
            assertThat(cause(probe(hole.port(), "", "220", IMPATIENT))).isEqualTo(Cause.TIMEOUT_CONNECT);
        }
    }

    @Test
    void tellsAResetAndARefusal() {
        try (var site = new Site(socket -> {
            assertThat(socket.getInputStream().read()).isEqualTo('x');
            Site.reset(socket);
        })) {
            assertThat(cause(probe(site.port(), "x", "220", PATIENT))).isEqualTo(Cause.RESET);
        }
        assertThat(cause(probe(Probing.nobodysPort(), "x", "220", PATIENT))).isEqualTo(Cause.REFUSED);
    }
}
