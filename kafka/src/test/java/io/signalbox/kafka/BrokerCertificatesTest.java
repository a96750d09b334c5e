package io.signalbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.KafkaSecurity;
import io.signalbox.sandbox.certificates.Authority;
import io.signalbox.sandbox.certificates.Issuer.Days;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.SecureListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker whose certificate has expired, is for another host, or changes, is told by name. */
class BrokerCertificatesTest {

    private static final String HOST = "127.0.0.1";
    private static final Map<String, Object> SHORT =
            Map.of("default.api.timeout.ms", "10000", "request.timeout.ms", "5000");

    @TempDir
    private static Path directory;

    private static Authority authority;
    private static CellAccess access;
    private static SecureListener expired;
    private static SecureListener elsewhere;
    private static SecureListener changing;
    private static Broker broker;

    @BeforeAll
    static void start() throws Exception {
        authority = new Authority("authority", directory.resolve("certificates"));
        expired = listener("EXPIRED", HOST, Authority.EXPIRED);
        elsewhere = listener("ELSEWHERE", "kafka.example.com", Authority.VALID);
        changing = listener("CHANGING", HOST, Authority.VALID);
        Path folder = Files.createDirectory(directory.resolve("credentials"));
        Files.copy(authority.certificate(), folder.resolve("ca.crt"));
        access = new CellAccess(new CellName("us-west-2"), KafkaSecurity.TLS, folder);
        broker = Broker.start(directory.resolve("broker"), expired, elsewhere, changing);
        broker.awaitReady();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static SecureListener listener(String name, String host, Days valid) {
        authority.issue(name, host, valid);
        return new SecureListener(name, HOST, authority.identity(name), null);
    }

    private static Admin client(SecureListener listener) {
        return new KafkaClients(access, HOST + ":" + broker.port(listener)).admin(SHORT);
    }

    private static void assertTold(Admin admin, String... parts) {
        assertThatThrownBy(() -> admin.describeCluster().nodes().get()).satisfies(refused -> assertThat(
                        AccessProblem.of(refused, access, Instant.now()).orElseThrow())
                .contains(parts));
    }

    @Test
    void anExpiredOneIsToldWithItsDates() {
        try (var admin = client(expired)) {
            assertTold(
                    admin,
                    "the broker at 127.0.0.1:" + broker.port(expired) + " shows the certificate CN=EXPIRED, issued by"
                            + " CN=authority, valid from ",
                    "; it is not valid now: renew the broker's certificate");
        }
    }

    @Test
    void oneForAnotherHostIsToldWithItsNames() {
        try (var admin = client(elsewhere)) {
            assertTold(
                    admin,
                    "shows the certificate CN=ELSEWHERE",
                    "its names are kafka.example.com: connect by one of them, or issue it for this host");
        }
    }

    @Test
    void oneThatIsChangedForThatOfAnotherAuthorityIsToldUntilItsAuthorityIsTrusted() throws Exception {
        try (var admin = client(changing)) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);

            var other = new Authority("other", directory.resolve("other"));
            other.issue("replaced", HOST, Authority.VALID);
            Files.copy(other.identity("replaced"), changing.identity(), StandardCopyOption.REPLACE_EXISTING);
            broker.kill();
            broker.start();
            broker.awaitReady();
            assertTold(
                    admin,
                    "shows the certificate CN=replaced, issued by CN=other, valid from ",
                    "it leads to none of the authorities in " + access.folder().resolve("ca.crt") + " (CN=authority)");

            Files.writeString(
                    access.folder().resolve("ca.crt"),
                    Files.readString(other.certificate()),
                    StandardOpenOption.APPEND);
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }
}
