package io.signalbox.probe.mysql;

import static io.signalbox.probe.mysql.MysqlServer.CACHING_SHA2;
import static io.signalbox.probe.mysql.MysqlServer.NATIVE;
import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Access;
import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.wire.TlsSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MysqlProbeTest {

    private static final String HOST = "orders.example.com";
    private static final Tls TLS = new Tls(HOST, Tls.Files.NONE, List.of());
    private static final Credentials LOGIN = new Credentials("prober", "hunter2");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Certificates certificates;
    private static Probing probing;

    @BeforeAll
    static void make() {
        certificates = Certificates.usual();
        probing = new Probing(certificates.trust(), null);
    }

    @AfterAll
    static void close() {
        probing.close();
    }

    private static CheckResult plain(Site site, Credentials login, @Nullable Access access) {
        return probe(new Check.Mysql(site.port(), null, login, access), HOST, PATIENT);
    }

    private static CheckResult secure(Site site, Credentials login, @Nullable Access access) {
        return probe(new Check.Mysql(site.port(), TLS, login, access), HOST, PATIENT);
    }

    private static CheckResult probe(Check.Mysql check, String serverName, Duration timeout) {
        var security = check.tls() == null ? null : new TlsSettings(serverName, null, List.of());
        return probing.probe(check.port(), security, new MysqlProtocol(check), timeout);
    }

    /** Greets with these bytes, and says nothing more. */
    private static Site greeting(byte[] bytes) {
        return new Site(socket -> {
            socket.getOutputStream().write(bytes);
            Site.hang(socket);
        });
    }

    private static Site erring(int number) {
        return greeting(MysqlServer.packet(0, MysqlServer.error(number)));
    }

    @Test
    void withoutALoginItIsEnoughThatTheServerGreets() {
        try (var site = new Site(MysqlServer.of(CACHING_SHA2, CACHING_SHA2, "hunter2"))) {
            CheckResult checkResult = plain(site, Credentials.NONE, null);

            assertThat(checkResult.passed()).isTrue();
            assertThat(checkResult.result().timings().firstByte()).isPositive();
        }
    }

    @Test
    void withoutALoginTlsIsCheckedAllTheSame() {
        try (var site = new Site(MysqlServer.of(NATIVE, NATIVE, "").secured(certificates, "good"))) {
            CheckResult checkResult = secure(site, Credentials.NONE, null);

            assertThat(checkResult.passed()).isTrue();
            assertThat(checkResult.certificateExpiry()).isEqualTo(certificates.expiry("good"));
            assertThat(checkResult.result().timings().tls()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({
        NATIVE + "," + NATIVE,
        CACHING_SHA2 + "," + NATIVE,
        CACHING_SHA2 + "," + CACHING_SHA2,
        NATIVE + "," + CACHING_SHA2,
        "auth_gssapi_client," + NATIVE
    })
    void logsInWithWhatTheServerKnowsAndSaysGoodbye(String greeted, String plugin) {
        var server = MysqlServer.of(greeted, plugin, "hunter2").knowing();
        try (var site = new Site(server)) {
            assertThat(plain(site, LOGIN, null).passed()).isTrue();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.said()).containsExactly("quit"));
            assertThat(site.badEnds()).isEmpty();

            var wrong = failed(plain(site, new Credentials("prober", "hunter3"), null));
            assertThat(wrong.cause()).isEqualTo(Cause.ACCESS_DENIED);
            assertThat(wrong.detail()).doesNotContain("hunter");
        }
    }

    @Test
    void saysThePasswordItselfOverTlsOnly() {
        var server = MysqlServer.of(CACHING_SHA2, CACHING_SHA2, "hunter2").secured(certificates, "good");
        try (var site = new Site(server)) {
            assertThat(secure(site, LOGIN, null).passed()).isTrue();
            assertThat(failed(secure(site, new Credentials("prober", "hunter3"), null))
                            .detail())
                    .isEqualTo("error 1045: access denied for this user");

            var failed = failed(plain(site, LOGIN, null));
            assertThat(failed.cause()).isEqualTo(Cause.ACCESS_DENIED);
            assertThat(failed.detail())
                    .isEqualTo("the server wants the cleartext password, which is sent over TLS only");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0,WRITABLE", "1,0,READ_ONLY", "0,1,READ_ONLY", "OFF,OFF,WRITABLE", "ON,OFF,READ_ONLY"})
    void knowsWhetherItMayWrite(String readOnly, String innodbReadOnly, Access found) {
        var server = MysqlServer.of(NATIVE, NATIVE, "hunter2").readOnly(readOnly, innodbReadOnly);
        Access other = found == Access.WRITABLE ? Access.READ_ONLY : Access.WRITABLE;
        try (var site = new Site(server)) {
            assertThat(plain(site, LOGIN, found).passed()).isTrue();
            assertThat(cause(plain(site, LOGIN, other))).isEqualTo(Cause.WRONG_ROLE);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(server.said())
                    .contains("SELECT @@global.read_only, @@global.innodb_read_only", "quit"));
        }
    }

    @ParameterizedTest
    @CsvSource({"1040, NOT_READY", "1053, NOT_READY", "1129, ACCESS_DENIED", "1130, ACCESS_DENIED", "1193, WRONG_ANSWER"
    })
    void tellsAServerThatRefuses(int number, Cause expected) {
        try (var site = erring(number)) {
            var failed = failed(plain(site, Credentials.NONE, null));

            assertThat(failed.cause()).isEqualTo(expected);
            assertThat(failed.detail()).startsWith("error " + number).doesNotContain("hunter2");
        }
    }

    @Test
    void tellsAWayToLogInThatIsNotKnownHere() {
        try (var site = new Site(MysqlServer.of(NATIVE, "mysql_clear_password", "hunter2"))) {
            assertThat(failed(plain(site, LOGIN, null)).detail())
                    .isEqualTo("the server wants an unsupported authentication plugin");
        }
    }

    @Test
    void tellsAServerWithoutTls() {
        try (var site = new Site(MysqlServer.of(NATIVE, NATIVE, "hunter2"))) {
            assertThat(failed(secure(site, LOGIN, null)).detail()).isEqualTo("the server does not speak TLS");
        }
    }

    @Test
    void nothingThatCameBeforeTheHandshakeCountsAsSaidOverTls() {
        byte[] greeting = MysqlServer.packet(
                0,
                MysqlServer.of(NATIVE, NATIVE, "x")
                        .secured(certificates, "good")
                        .greeting());
        byte[] ok = MysqlServer.packet(2, new byte[] {0, 0, 0, 2, 0, 0, 0});
        byte[] both = Arrays.copyOf(greeting, greeting.length + ok.length);
        System.arraycopy(ok, 0, both, greeting.length, ok.length);
        try (var site = greeting(both)) {
            assertThat(failed(secure(site, LOGIN, null)).detail()).isEqualTo("a packet before the TLS handshake");
        }
    }

    @Test
    void tellsWhyACertificateIsNotAccepted() {
        var server = MysqlServer.of(NATIVE, NATIVE, "hunter2");
        try (var good = new Site(server.secured(certificates, "good"));
                var old = new Site(server.secured(certificates, "old"));
                var stranger = new Site(server.secured(certificates, "stranger"))) {
            assertThat(cause(secure(old, LOGIN, null))).isEqualTo(Cause.CERTIFICATE_EXPIRED);
            assertThat(cause(secure(stranger, LOGIN, null))).isEqualTo(Cause.CERTIFICATE_UNTRUSTED);
            assertThat(cause(probe(new Check.Mysql(good.port(), TLS, LOGIN, null), "payments.example.com", PATIENT)))
                    .isEqualTo(Cause.CERTIFICATE_WRONG_HOST);
        }
    }

    @Test
    void tellsWhereItWasWhenTimeRanOut() {
        var server = MysqlServer.of(NATIVE, NATIVE, "hunter2").secured(certificates, "good");
        try (var hangs = greeting(MysqlServer.packet(0, server.greeting()));
                var half = greeting(new byte[] {40, 0})) {
            assertThat(cause(probe(new Check.Mysql(hangs.port(), TLS, LOGIN, null), HOST, IMPATIENT)))
                    .isEqualTo(Cause.TIMEOUT_TLS);
            assertThat(cause(probe(new Check.Mysql(hangs.port(), null, LOGIN, null), HOST, IMPATIENT)))
                    .isEqualTo(Cause.TIMEOUT_TOTAL);
            assertThat(cause(probe(new Check.Mysql(half.port(), null, LOGIN, null), HOST, IMPATIENT)))
                    .isEqualTo(Cause.TIMEOUT_TOTAL);
        }
    }

    @Test
    void tellsPacketsThatLieAboutThemselves() {
        try (var shorter = greeting(MysqlServer.packet(0, new byte[] {10, 'x'}));
                var older = greeting(MysqlServer.packet(0, new byte[] {9, 'x', 0}));
                var endless = greeting(new byte[] {-1, -1, -1, 0})) {
            assertThat(failed(plain(shorter, LOGIN, null)).detail())
                    .isEqualTo("a message shorter than its length field");
            assertThat(failed(plain(older, LOGIN, null)).detail()).isEqualTo("handshake version 9, expected 10");
            assertThat(cause(plain(endless, LOGIN, null))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }
}
