package io.signalbox.probe.postgres;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.wire.TlsSettings;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a PostgreSQL says that is not in order, or that is none. */
class PostgresTroubleTest {

    private static final Credentials LOGIN = new Credentials("prober", "hunter2");
    private static final Probing PROBING = new Probing();

    @AfterAll
    static void close() {
        PROBING.close();
    }

    private static CheckResult probe(Site site, Credentials login) {
        var check = new Check.Postgres(site.port(), null, login, "postgres", null);
        return PROBING.probe(site.port(), new PostgresProtocol(check), PATIENT);
    }

    private static CheckResult secure(Site site, Duration timeout) {
        return secure(PROBING, site, timeout);
    }

    private static CheckResult secure(Probing probing, Site site, Duration timeout) {
        var check = new Check.Postgres(
                site.port(), new Tls("orders.example.com", Tls.Files.NONE, List.of()), LOGIN, "postgres", null);
        var security = new TlsSettings("orders.example.com", null, List.of());
        return probing.probe(site.port(), security, new PostgresProtocol(check), timeout);
    }

    /** Reads what begins a session, and says these messages. */
    private static Site saying(byte[]... messages) {
        return new Site(socket -> {
            readStart(socket);
            for (byte[] message : messages) {
                socket.getOutputStream().write(message);
            }
            Site.hang(socket);
        });
    }

    private static void readStart(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        in.skipNBytes(in.readInt() - Integer.BYTES);
    }

    private static byte[] error(String state) {
        return new ClientMessage()
                .bytes(new byte[] {'S'})
                .text("FATAL")
                .bytes(new byte[] {'C'})
                .text(state)
                .bytes(new byte[] {'M'})
                .text("the password is hunter2")
                .text("")
                .ofType('E');
    }

    private static byte[] authentication(int kind, String text) {
        return new ClientMessage()
                .number(kind)
                .bytes(text.getBytes(StandardCharsets.UTF_8))
                .ofType('R');
    }

    private static byte[] ready() {
        return new ClientMessage().bytes(new byte[] {'I'}).ofType('Z');
    }

    @ParameterizedTest
    @CsvSource({"57P03", "57P01", "57P02"})
    void aServerThatStartsOrStopsIsNotReady(String state) {
        try (var site = saying(error(state))) {
            assertThat(cause(probe(site, Credentials.NONE))).isEqualTo(Cause.NOT_READY);
            assertThat(failed(probe(site, LOGIN)).detail())
                    .startsWith("SQLSTATE " + state)
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void aServerThatIsFullIsThereAndNotReady() {
        try (var site = saying(error("53300"))) {
            assertThat(probe(site, Credentials.NONE).passed()).isTrue();
            assertThat(cause(probe(site, LOGIN))).isEqualTo(Cause.NOT_READY);
        }
    }

    @Test
    void anyOtherRefusalIsAnAnswerToOneWhoDoesNotLogIn() {
        try (var site = saying(error("28000"))) {
            assertThat(probe(site, Credentials.NONE).passed()).isTrue();
            assertThat(cause(probe(site, LOGIN))).isEqualTo(Cause.ACCESS_DENIED);
        }
    }

    @Test
    void aLoginThatIsNotKnownHereIsTold() {
        try (var kerberos = saying(authentication(7, ""));
                var other = saying(authentication(10, "OAUTHBEARER\0\0"))) {
            assertThat(failed(probe(kerberos, LOGIN)).detail()).isEqualTo("the server wants authentication type 7");
            assertThat(failed(probe(other, LOGIN)).detail()).isEqualTo("the server does not offer SCRAM-SHA-256");
            assertThat(cause(probe(other, LOGIN))).isEqualTo(Cause.ACCESS_DENIED);
        }
    }

    @Test
    void aServerMustShowThatItKnowsThePasswordToo() {
        try (var site = saying(authentication(10, "SCRAM-SHA-256\0\0"), authentication(0, ""), ready())) {
            assertThat(failed(probe(site, LOGIN)).detail())
                    .isEqualTo("the server has not shown that it knows the password");
        }
    }

    @Test
    void aSessionWithoutALoginIsNone() {
        try (var site = saying(ready())) {
            assertThat(cause(probe(site, LOGIN))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }

    @Test
    void messagesThatLieAboutTheirLengthAreToldAsSuch() {
        try (var shorter = saying(new byte[] {'R', 0, 0, 0, 6, 0, 0});
                var endless = saying(new byte[] {'R', 0x7F, 0, 0, 0});
                var negative = saying(new byte[] {'R', -1, -1, -1, -1})) {
            assertThat(failed(probe(shorter, LOGIN)).detail()).isEqualTo("a message shorter than its length field");
            assertThat(cause(probe(endless, LOGIN))).isEqualTo(Cause.PROTOCOL_ERROR);
            assertThat(cause(probe(negative, LOGIN))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }

    @Test
    void aServerWithoutTlsIsTold() {
        try (var without = saying(new byte[] {'N'});
                var strange = saying(new byte[] {'?'})) {
            assertThat(failed(secure(without, PATIENT)).detail()).isEqualTo("the server does not speak TLS");
            assertThat(cause(secure(strange, PATIENT))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }

    @Test
    void nothingThatCameBeforeTheHandshakeCountsAsSaidOverTls() {
        try (var site = saying(new byte[] {'S', 'R', 0, 0, 0, 8, 0, 0, 0, 0})) {
            assertThat(failed(secure(site, PATIENT)).detail()).isEqualTo("not an answer to a request for TLS");
        }
    }

    @Test
    void aHandshakeThatDoesNotEndIsTold() {
        try (var site = saying(new byte[] {'S'})) {
            assertThat(cause(secure(site, IMPATIENT))).isEqualTo(Cause.TIMEOUT_TLS);
        }
    }

    @Test
    void aCertificateThatHasEndedIsTold() {
        var certificates = Certificates.usual();
        try (var trusting = new Probing(certificates.trust(), null);
                var site = new Site(socket -> {
                    readStart(socket);
                    socket.getOutputStream().write('S');
                    certificates.secure("old", socket).startHandshake();
                })) {
            CheckResult checkResult = secure(trusting, site, PATIENT);

            assertThat(cause(checkResult)).isEqualTo(Cause.CERTIFICATE_EXPIRED);
            assertThat(checkResult.certificateExpiry()).isEqualTo(certificates.expiry("old"));
        }
    }

    @Test
    void anAnswerThatDoesNotEndIsTold() {
        try (var site = saying(new byte[] {'R', 0, 0})) {
            var check = new Check.Postgres(site.port(), null, LOGIN, "postgres", null);
            assertThat(cause(PROBING.probe(site.port(), new PostgresProtocol(check), IMPATIENT)))
                    .isEqualTo(Cause.TIMEOUT_TOTAL);
        }
    }
}
