package io.signalbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.Topics;
import io.signalbox.contract.acl.AccessTable;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.KafkaSecurity;
import io.signalbox.sandbox.certificates.Authority;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.Security;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access to a broker that demands certificates and has an authorizer. */
class SecuredAccessTest {

    private static final CellName CELL = new CellName("us-west-2");
    private static final VantageName VANTAGE = new VantageName("eu-west-1");
    private static final List<VantageName> VANTAGES = List.of(VANTAGE, new VantageName("us-east-1"));
    private static final Map<String, Object> SHORT =
            Map.of("default.api.timeout.ms", "10000", "request.timeout.ms", "5000");

    @TempDir
    private static Path directory;

    private static Security security;
    private static Broker broker;

    @BeforeAll
    static void start() throws Exception {
        security = new Security(directory.resolve("certificates"), VANTAGES);
        broker = Broker.start(directory.resolve("broker"), security);
        broker.awaitReady();
        try (var admin = clients(AccessTable.DECISION).admin(SHORT)) {
            admin.createTopics(Topics.of(VANTAGES, 1).stream()
                            .map(topic -> new NewTopic(topic.name(), 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static CellAccess access(Path folder) {
        return new CellAccess(CELL, KafkaSecurity.MTLS, folder);
    }

    private static KafkaClients clients(String principal) {
        return new KafkaClients(access(security.credentials(principal)), broker.serviceBootstrap());
    }

    /** The explanation of what a connection with these credentials meets; empty if it is let in. */
    private static Optional<String> met(CellAccess access) throws InterruptedException {
        try (var admin = new KafkaClients(access, broker.serviceBootstrap()).admin(SHORT)) {
            admin.describeCluster().nodes().get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return AccessProblem.of(e, access, Instant.now());
        }
    }

    private static Path copy(String principal, String name) throws Exception {
        Path folder = Files.createDirectory(directory.resolve(name));
        for (String file : List.of("ca.crt", "tls.crt", "tls.key")) {
            Files.copy(security.credentials(principal).resolve(file), folder.resolve(file));
        }
        return folder;
    }

    @Test
    void letsInWhoShowsACertificate() throws Exception {
        assertThat(met(access(security.credentials(AccessTable.DECISION)))).isEmpty();
    }

    @Test
    void tellsAnExpiredClientCertificate() throws Exception {
        var authority = security.authority();
        authority.issue("late", "127.0.0.1", Authority.EXPIRED);

        assertThat(met(access(authority.folder("late"))).orElseThrow())
                .startsWith("cell us-west-2: principal CN=late: the client certificate CN=late in ")
                .contains("tls.crt expired on ")
                .contains("Z: renew it");
    }

    @Test
    void tellsAClientCertificateOfAnAuthorityThatTheBrokerDoesNotTrust() throws Exception {
        var strange = new Authority("strange", directory.resolve("strange"));
        strange.issue("probe-x", "127.0.0.1", Authority.VALID);
        Path folder = strange.folder("probe-x");
        Files.copy(
                security.credentials(AccessTable.DECISION).resolve("ca.crt"),
                folder.resolve("ca.crt"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(met(access(folder)).orElseThrow())
                .contains("the broker refuses the client certificate CN=probe-x")
                .contains("issued by CN=strange: the broker must trust that authority");
    }

    @Test
    void tellsABrokerWhoseAuthorityIsUnknownAndTrustsItOnceItsFileIsReplaced() throws Exception {
        Path folder = copy(AccessTable.ACTUATOR, "other-authority");
        var other = new Authority("other", directory.resolve("other"));
        other.issue("nobody", "127.0.0.1", Authority.VALID);
        Files.writeString(folder.resolve("ca.crt"), Files.readString(other.certificate()));
        var access = access(folder);

        assertThat(met(access).orElseThrow())
                .contains("the broker at 127.0.0.1:")
                .contains("shows the certificate CN=broker, issued by CN=authority")
                .contains("it leads to none of the authorities in " + folder.resolve("ca.crt") + " (CN=other)");

        Files.writeString(
                folder.resolve("ca.crt"), Files.readString(security.authority().certificate()));
        assertThat(met(access)).isEmpty();
    }

    @Test
    void tellsAMissingFileAndAKeyOfAnotherCertificate() throws Exception {
        Path folder = copy(AccessTable.ACTUATOR, "incomplete");
        Files.delete(folder.resolve("tls.crt"));
        assertThat(met(access(folder)).orElseThrow())
                .contains(
                        folder.resolve("tls.crt") + ": expected the client certificate in PEM, there is no such file");

        Files.copy(security.credentials(AccessTable.DECISION).resolve("tls.crt"), folder.resolve("tls.crt"));
        assertThat(met(access(folder)).orElseThrow()).contains("the key does not belong to the first certificate");
    }

    @Test
    void aClientUsesTheNextConnectionForANewCertificateWithoutARestart() throws Exception {
        Path folder = copy(AccessTable.ACTUATOR, "renewed");
        var tls = new CellTls(access(folder));
        var first = tls.engine("127.0.0.1", 1);
        assertThat(first.getSSLParameters().getEndpointIdentificationAlgorithm())
                .isEqualTo("HTTPS");

        Files.writeString(folder.resolve("tls.crt"), "half a fi");
        assertThat(tls.engine("127.0.0.1", 1))
                .as("the last usable files serve meanwhile")
                .isNotNull();
        try (var admin = new KafkaClients(access(folder), broker.serviceBootstrap()).admin(SHORT)) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                    .hasMessageContaining("SSL handshake failed");
            for (String file : List.of("tls.key", "tls.crt")) {
                Files.writeString(
                        folder.resolve(file),
                        Files.readString(
                                security.credentials(AccessTable.DECISION).resolve(file)));
            }
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }

    @Test
    void tellsADeniedTopic() {
        var access = access(security.credentials(AccessTable.ACTUATOR));
        try (var consumer = clients(AccessTable.ACTUATOR).consumer(Map.of())) {
            assertThatThrownBy(() -> consumer.partitionsFor(Topics.DIRECTIVES))
                    .isInstanceOf(KafkaException.class)
                    .satisfies(denied -> assertThat(AccessProblem.of(denied, access, Instant.now())
                                    .orElseThrow())
                            .isEqualTo("cell us-west-2: principal CN=actuator: may not use the topics "
                                    + "signalbox.directives; grant what make acls writes for this principal"));
        }
    }

    @Test
    void theWatchNamesTheRightsThatAreMissing() throws Exception {
        var whole = new AccessWatch(
                access(security.credentials(AccessTable.ACTUATOR)), broker.serviceBootstrap(), AccessTable.actuator());
        whole.look();
        assertThat(whole.problem()).isEmpty();

        var lacking = new AccessWatch(
                access(security.credentials(AccessTable.name(VANTAGE))),
                broker.serviceBootstrap(),
                AccessTable.actuator());
        lacking.look();
        assertThat(lacking.problem())
                .contains("cell us-west-2: principal CN=probe-eu-west-1: expected the rights of actuator, it may not "
                        + "Read on topic signalbox.commands; Write on topic signalbox.outcomes; "
                        + "Write on topic signalbox.rejected; grant what make acls writes for this principal");
    }
}
