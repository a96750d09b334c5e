package io.signalbox.probe.postgres;

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
import io.signalbox.probe.wire.TlsSettings;
import io.signalbox.sandbox.process.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real PostgreSQL that wants each of its users to log in in another way. */
class PostgresProbeTest {

    private static final String HOST = "orders.example.com";
    private static final Tls TLS = new Tls(HOST, Tls.Files.NONE, List.of());

    /** The first line that fits a connection counts. */
    private static final String WHO_MAY = """
            host    all postgres  127.0.0.1/32 trust
            host    all with-md5  127.0.0.1/32 md5
            hostssl all in-clear  127.0.0.1/32 password
            host    all in-clear  127.0.0.1/32 password
            host    all everyone  127.0.0.1/32 trust
            host    all with-scram,reader 127.0.0.1/32 scram-sha-256
            """;

    @TempDir
    private static Path directory;

    private static Probing probing;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void begin() throws IOException, SQLException {
        var certificates = Certificates.usual();
        Path certificate = Files.writeString(directory.resolve("good.pem"), certificates.pem("good"));
        Path key = Files.writeString(directory.resolve("good.key"), certificates.keyPem("good"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Path data = directory.resolve("data");
        probing = new Probing(certificates.trust(), null);
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setPort(Ports.free())
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.toString())
                .setServerConfig("ssl_key_file", key.toString())
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET password_encryption = 'md5'");
            statement.execute("CREATE ROLE \"with-md5\" LOGIN PASSWORD 'hunter2'");
            statement.execute("SET password_encryption = 'scram-sha-256'");
            statement.execute("CREATE ROLE \"with-scram\" LOGIN PASSWORD 'hunter2'");
            statement.execute("CREATE ROLE \"in-clear\" LOGIN PASSWORD 'hunter2'");
            statement.execute("CREATE ROLE everyone LOGIN");
            statement.execute("CREATE ROLE reader LOGIN PASSWORD 'hunter2'");
            statement.execute("ALTER ROLE reader SET default_transaction_read_only = on");
            Files.writeString(data.resolve("pg_hba.conf"), WHO_MAY);
            statement.execute("SELECT pg_reload_conf()");
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !probe("with-scram", "", null).passed());
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
        probing.close();
    }

    private static CheckResult probe(String user, String password, @Nullable Access access) {
        return probe(
                new Check.Postgres(server.getPort(), null, new Credentials(user, password), "postgres", access), HOST);
    }

    private static CheckResult secure(String user, String password, @Nullable Access access) {
        return probe(
                new Check.Postgres(server.getPort(), TLS, new Credentials(user, password), "postgres", access), HOST);
    }

    private static CheckResult probe(Check.Postgres check, String serverName) {
        var security = check.tls() == null ? null : new TlsSettings(serverName, null, List.of());
        return probing.probe(check.port(), security, new PostgresProtocol(check), PATIENT);
    }

    @Test
    void withoutALoginItIsEnoughThatTheServerAnswers() {
        CheckResult checkResult = probe("", "", null);

        assertThat(checkResult.passed()).isTrue();
        assertThat(checkResult.result().timings().firstByte()).isPositive();
        assertThat(checkResult.result().timings().tls()).isZero();
    }

    @Test
    void withoutALoginTlsIsCheckedAllTheSame() {
        CheckResult checkResult = secure("", "", null);

        assertThat(checkResult.passed()).isTrue();
        assertThat(checkResult.certificateExpiry()).isNotNull();
        assertThat(checkResult.result().timings().tls()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with-md5", "with-scram", "everyone"})
    void logsInAsTheServerWants(String user) {
        assertThat(probe(user, "hunter2", null).passed()).isTrue();
        assertThat(secure(user, "hunter2", null).passed()).isTrue();
    }

    @Test
    void saysThePasswordItselfOverTlsOnly() {
        assertThat(secure("in-clear", "hunter2", null).passed()).isTrue();

        var failed = failed(probe("in-clear", "hunter2", null));
        assertThat(failed.cause()).isEqualTo(Cause.ACCESS_DENIED);
        assertThat(failed.detail()).isEqualTo("the server wants the cleartext password, which is sent over TLS only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with-md5", "with-scram"})
    void tellsAWrongPasswordAndAMissingOne(String user) {
        var wrong = failed(probe(user, "hunter3", null));
        assertThat(wrong.cause()).isEqualTo(Cause.ACCESS_DENIED);
        assertThat(wrong.detail()).isEqualTo("SQLSTATE 28P01: access denied for this user");
        assertThat(failed(probe(user, "", null)).detail())
                .isEqualTo("the server wants a password, and none is configured");
    }

    @Test
    void tellsAUserAndADatabaseThatAreNotThere() {
        assertThat(cause(probe("nobody", "hunter2", null))).isEqualTo(Cause.ACCESS_DENIED);
        var elsewhere =
                new Check.Postgres(server.getPort(), null, new Credentials("with-scram", "hunter2"), "elsewhere", null);
        var failed = failed(probe(elsewhere, HOST));
        assertThat(failed.cause()).isEqualTo(Cause.WRONG_ANSWER);
        assertThat(failed.detail()).isEqualTo("SQLSTATE 3D000");
    }

    @Test
    void knowsWhetherItMayWrite() {
        assertThat(probe("with-scram", "hunter2", Access.WRITABLE).passed()).isTrue();
        assertThat(probe("reader", "hunter2", Access.READ_ONLY).passed()).isTrue();
        assertThat(secure("reader", "hunter2", Access.READ_ONLY).passed()).isTrue();

        var failed = failed(probe("reader", "hunter2", Access.WRITABLE));
        assertThat(failed.cause()).isEqualTo(Cause.WRONG_ROLE);
        assertThat(failed.detail()).isEqualTo("it is read-only");
        assertThat(failed(probe("with-scram", "hunter2", Access.READ_ONLY)).detail())
                .isEqualTo("it is writable");
    }

    @Test
    void logsInAgainAndAgainWithWhatWasSaltedOnce() {
        var check =
                new Check.Postgres(server.getPort(), null, new Credentials("with-scram", "hunter2"), "postgres", null);
        var protocol = new PostgresProtocol(check);

        for (int i = 0; i < 3; i++) {
            assertThat(probing.probe(check.port(), protocol, PATIENT).passed()).isTrue();
        }
    }

    @Test
    void tellsTheCertificateOfAnotherHost() {
        var check = new Check.Postgres(server.getPort(), TLS, Credentials.NONE, "postgres", null);

        assertThat(cause(probe(check, "payments.example.com"))).isEqualTo(Cause.CERTIFICATE_WRONG_HOST);
    }

    @Test
    void tellsACertificateThatNobodyTrustedSigned() {
        try (var trustsNobody = new Probing()) {
            var check = new Check.Postgres(server.getPort(), TLS, Credentials.NONE, "postgres", null);
            var security = new TlsSettings(HOST, null, List.of());

            assertThat(cause(trustsNobody.probe(check.port(), security, new PostgresProtocol(check), PATIENT)))
                    .isEqualTo(Cause.CERTIFICATE_UNTRUSTED);
        }
    }
}
