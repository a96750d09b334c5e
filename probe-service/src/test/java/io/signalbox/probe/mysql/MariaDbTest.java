package io.signalbox.probe.mysql;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.access.Pem;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Access;
import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.MariaDb;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.wire.TlsSettings;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Against a real MariaDB, whose users log in each in another way. What it is killed for comes last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MariaDbTest {

    private static final String HOST = "orders.example.com";
    private static final Tls TLS = new Tls(HOST, Tls.Files.NONE, List.of());
    private static final Credentials LOGIN = new Credentials("prober", "hunter2");

    private static final String USERS = """
            CREATE USER prober IDENTIFIED BY 'hunter2';
            CREATE USER local@localhost IDENTIFIED VIA mysql_native_password USING PASSWORD('hunter2');
            CREATE USER everyone;
            CREATE USER secured IDENTIFIED BY 'hunter2' REQUIRE SSL;
            CREATE USER certified IDENTIFIED BY 'hunter2' REQUIRE X509;
            CREATE USER unixer IDENTIFIED VIA unix_socket;
            CREATE USER locked IDENTIFIED BY 'hunter2' ACCOUNT LOCK;
            """;

    @TempDir
    private static Path directory;

    private static Certificates certificates;
    private static Probing probing;
    private static MariaDb server;

    @BeforeAll
    static void begin() throws Exception {
        if (MariaDb.installed().isEmpty()) {
            System.out.println("MariaDbTest is left out: no mariadbd is installed");
        }
        assumeThat(MariaDb.installed()).isPresent();
        certificates = Certificates.usual();
        probing = new Probing(certificates.trust(), null);
        server = MariaDb.in(directory.resolve("mariadb"));
        server.start(
                USERS,
                "--ssl-cert=" + Files.writeString(directory.resolve("good.pem"), certificates.pem("good")),
                "--ssl-key=" + Files.writeString(directory.resolve("good.key"), certificates.keyPem("good")),
                "--ssl-ca=" + Files.writeString(directory.resolve("ca.pem"), certificates.pem("authority")));
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
            probing.close();
        }
    }

    private static Check.Mysql check(@Nullable Tls tls, Credentials login, @Nullable Access access) {
        return new Check.Mysql(server.port(), tls, login, access);
    }

    private static CheckResult plain(Credentials login, @Nullable Access access) {
        return probe(probing, null, check(null, login, access), PATIENT);
    }

    private static CheckResult secure(Credentials login, @Nullable Access access) {
        return probe(probing, new TlsSettings(HOST, null, List.of()), check(TLS, login, access), PATIENT);
    }

    private static CheckResult probe(
            Probing from, @Nullable TlsSettings security, Check.Mysql check, Duration timeout) {
        return from.probe(check.port(), security, new MysqlProtocol(check), timeout);
    }

    @Test
    @Order(1)
    void withoutALoginItIsEnoughThatTheServerGreets() {
        assertThat(plain(Credentials.NONE, null).passed()).isTrue();

        CheckResult checkResult = secure(Credentials.NONE, null);
        assertThat(checkResult.passed()).isTrue();
        assertThat(checkResult.certificateExpiry()).isEqualTo(certificates.expiry("good"));
    }

    @Test
    @Order(1)
    void logsInWithAPassword() {
        assertThat(plain(LOGIN, null).passed()).isTrue();
        assertThat(secure(LOGIN, null).passed()).isTrue();
        assertThat(plain(new Credentials("local", "hunter2"), null).passed()).isTrue();
        assertThat(plain(new Credentials("everyone", ""), null).passed()).isTrue();
    }

    @Test
    @Order(1)
    void tellsWhoIsNotLetIn() {
        for (Credentials wrong : List.of(
                new Credentials("prober", "hunter3"),
                new Credentials("prober", ""),
                new Credentials("everyone", "hunter2"),
                new Credentials("nobody", "hunter2"),
                new Credentials("unixer", "hunter2"),
                new Credentials("locked", "hunter2"))) {
            var failed = failed(plain(wrong, null));
            assertThat(failed.cause()).as(wrong.user()).isEqualTo(Cause.ACCESS_DENIED);
            assertThat(failed.detail()).doesNotContain("hunter");
            assertThat(cause(secure(wrong, null))).as(wrong.user()).isEqualTo(Cause.ACCESS_DENIED);
        }
    }

    @Test
    @Order(1)
    void aUserMayHaveToComeOverTlsOrShowACertificate() throws Exception {
        var secured = new Credentials("secured", "hunter2");
        assertThat(cause(plain(secured, null))).isEqualTo(Cause.ACCESS_DENIED);
        assertThat(secure(secured, null).passed()).isTrue();

        var certified = check(TLS, new Credentials("certified", "hunter2"), null);
        assertThat(cause(secure(certified.credentials(), null))).isEqualTo(Cause.ACCESS_DENIED);
        var own = Pem.identity(bytes(certificates.pem("client")), bytes(certificates.keyPem("client")));
        var security = new TlsSettings(HOST, new TlsClient(certificates.trust(), own), List.of());
        assertThat(probe(probing, security, certified, PATIENT).passed()).isTrue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @Order(1)
    void tellsWhyTheCertificateIsNotAccepted() {
        var check = check(TLS, LOGIN, null);
        var elsewhere = new TlsSettings("payments.example.com", null, List.of());
        assertThat(cause(probe(probing, elsewhere, check, PATIENT))).isEqualTo(Cause.CERTIFICATE_WRONG_HOST);
        try (var trustsNobody = new Probing()) {
            var security = new TlsSettings(HOST, null, List.of());
            assertThat(cause(probe(trustsNobody, security, check, PATIENT))).isEqualTo(Cause.CERTIFICATE_UNTRUSTED);
        }
    }

    @Test
    @Order(2)
    void knowsWhetherItMayWrite() throws Exception {
        assertThat(plain(LOGIN, Access.WRITABLE).passed()).isTrue();
        assertThat(failed(plain(LOGIN, Access.READ_ONLY)).detail()).isEqualTo("it is writable");

        server.tell("SET GLOBAL read_only = ON");
        assertThat(secure(LOGIN, Access.READ_ONLY).passed()).isTrue();
        assertThat(failed(plain(LOGIN, Access.WRITABLE)).cause()).isEqualTo(Cause.WRONG_ROLE);
        server.tell("SET GLOBAL read_only = OFF");
        assertThat(plain(LOGIN, Access.WRITABLE).passed()).isTrue();
    }

    @Test
    @Order(3)
    void aServerThatIsFullIsNotReady() throws Exception {
        server.tell("SET GLOBAL max_connections = 10");
        var others = new ArrayList<Socket>();
        try {
            await().atMost(PATIENT).until(() -> {
                others.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
                return !plain(LOGIN, null).passed();
            });
            var failed = failed(plain(LOGIN, null));
            assertThat(failed.cause()).isEqualTo(Cause.NOT_READY);
            assertThat(failed.detail()).startsWith("error 1040");
        } finally {
            for (Socket other : others) {
                other.close();
            }
        }
        await().atMost(PATIENT).until(() -> plain(LOGIN, null).passed());
        server.tell("SET GLOBAL max_connections = 150");
    }

    /** Errors are counted by address, but for that of the machine itself. */
    @Test
    @Order(4)
    void whoOnlyLooksIsShutOutAfterAWhileAndWhoLogsInIsNot() throws Exception {
        server.tell("SET GLOBAL max_connect_errors = 3");
        try (var other = new Probing(certificates.trust(), InetAddress.ofLiteral("127.0.0.2"))) {
            for (int i = 0; i < 8; i++) {
                assertThat(probe(other, null, check(null, LOGIN, null), PATIENT).passed())
                        .isTrue();
            }
            await().atMost(PATIENT).until(() -> !probe(other, null, check(null, Credentials.NONE, null), PATIENT)
                    .passed());
            var failed = failed(probe(other, null, check(null, LOGIN, null), PATIENT));
            assertThat(failed.cause()).isEqualTo(Cause.ACCESS_DENIED);
            assertThat(failed.detail()).startsWith("error 1129");
        }
    }

    @Test
    @Order(5)
    void tellsAServerThatStandsStillAndThenIsKilled() {
        server.pause();
        assertThat(cause(probe(probing, null, check(null, LOGIN, null), IMPATIENT)))
                .isEqualTo(Cause.TIMEOUT_FIRST_BYTE);

        var waiting = CompletableFuture.supplyAsync(() -> plain(LOGIN, null));
        server.kill();
        assertThat(cause(waiting.orTimeout(30, TimeUnit.SECONDS).join()))
                .isIn(Cause.RESET, Cause.REFUSED, Cause.PROTOCOL_ERROR);
        assertThat(cause(plain(LOGIN, null))).isEqualTo(Cause.REFUSED);
    }
}
