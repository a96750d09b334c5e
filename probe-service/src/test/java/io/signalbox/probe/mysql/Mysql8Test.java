package io.signalbox.probe.mysql;

import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Access;
import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Mysql8;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.wire.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Against a real MySQL 8.0, whose own way to log in no MariaDB has. What it starts again for comes last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Mysql8Test {

    private static final String HOST = "orders.example.com";
    private static final Tls TLS = new Tls(HOST, Tls.Files.NONE, List.of());

    private static final String USERS = """
            CREATE USER cached IDENTIFIED BY 'hunter2';
            CREATE USER wrong IDENTIFIED BY 'hunter2';
            CREATE USER native IDENTIFIED WITH mysql_native_password BY 'hunter2';
            CREATE USER strange IDENTIFIED WITH sha256_password BY 'hunter2';
            CREATE USER everyone;
            CREATE USER secured IDENTIFIED WITH mysql_native_password BY 'hunter2' REQUIRE SSL;
            CREATE USER locked IDENTIFIED WITH mysql_native_password BY 'hunter2' ACCOUNT LOCK;
            CREATE USER expired IDENTIFIED WITH mysql_native_password BY 'hunter2' PASSWORD EXPIRE;
            """;

    @TempDir
    private static Path directory;

    private static Probing probing;
    private static Mysql8 server;

    @BeforeAll
    static void begin() throws Exception {
        var installed = Mysql8.in(directory.resolve("mysql"));
        if (installed.isEmpty()) {
            System.out.println("Mysql8Test is left out: its mysqld does not run here (on Linux it needs libaio.so.1)");
        }
        assumeThat(installed).isPresent();
        server = installed.orElseThrow();
        // This one knows no elliptic curves.
        var certificates = new Certificates().rsa("good", HOST);
        probing = new Probing(certificates.trust(), null);
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

    private static CheckResult plain(Credentials login, @Nullable Access access) {
        var check = new Check.Mysql(server.port(), null, login, access);
        return probing.probe(server.port(), new MysqlProtocol(check), PATIENT);
    }

    private static CheckResult secure(Credentials login, @Nullable Access access) {
        var check = new Check.Mysql(server.port(), TLS, login, access);
        return probing.probe(server.port(), new TlsSettings(HOST, null, List.of()), new MysqlProtocol(check), PATIENT);
    }

    private static Credentials login(String user) {
        return new Credentials(user, "hunter2");
    }

    @Test
    @Order(1)
    void withoutALoginItIsEnoughThatTheServerGreets() {
        assertThat(plain(Credentials.NONE, null).passed()).isTrue();
        assertThat(secure(Credentials.NONE, null).passed()).isTrue();
    }

    @Test
    @Order(1)
    void aPasswordThatTheServerHasNotCachedIsSaidOverTlsOnly() {
        var failed = failed(plain(login("cached"), null));
        assertThat(failed.cause()).isEqualTo(Cause.ACCESS_DENIED);
        assertThat(failed.detail()).isEqualTo("the server wants the cleartext password, which is sent over TLS only");

        assertThat(secure(login("cached"), null).passed()).isTrue();
        assertThat(plain(login("cached"), null).passed()).isTrue();
        assertThat(cause(plain(new Credentials("cached", "hunter3"), null))).isEqualTo(Cause.ACCESS_DENIED);
    }

    @Test
    @Order(1)
    void logsInAsTheUserMust() {
        assertThat(plain(login("native"), Access.WRITABLE).passed()).isTrue();
        assertThat(secure(login("native"), Access.WRITABLE).passed()).isTrue();
        assertThat(plain(new Credentials("everyone", ""), null).passed()).isTrue();
        assertThat(secure(login("secured"), null).passed()).isTrue();
        assertThat(failed(plain(login("strange"), null)).detail())
                .isEqualTo("the server wants an unsupported authentication plugin");
    }

    @Test
    @Order(1)
    void tellsWhoIsNotLetIn() {
        for (Credentials refused : List.of(
                new Credentials("wrong", "hunter3"),
                new Credentials("wrong", ""),
                new Credentials("native", "hunter3"),
                new Credentials("native", ""),
                login("nobody"),
                login("locked"),
                login("expired"))) {
            var failed = failed(secure(refused, null));
            assertThat(failed.cause()).as(refused.user()).isEqualTo(Cause.ACCESS_DENIED);
            assertThat(failed.detail()).doesNotContain("hunter");
        }
        assertThat(cause(plain(login("secured"), null))).isEqualTo(Cause.ACCESS_DENIED);
    }

    @Test
    @Order(2)
    void knowsWhetherItMayWrite() throws Exception {
        assertThat(failed(plain(login("native"), Access.READ_ONLY)).detail()).isEqualTo("it is writable");
        server.stop();
        assertThat(cause(plain(login("native"), null))).isEqualTo(Cause.REFUSED);

        server.start("", "--read-only");
        assertThat(plain(login("native"), Access.READ_ONLY).passed()).isTrue();
        assertThat(failed(plain(login("native"), Access.WRITABLE)).cause()).isEqualTo(Cause.WRONG_ROLE);
    }
}
