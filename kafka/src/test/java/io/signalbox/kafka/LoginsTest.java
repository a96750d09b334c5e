package io.signalbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.Topics;
import io.signalbox.contract.acl.AccessTable;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.KafkaSecurity;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.CellTopics;
import io.signalbox.sandbox.kafka.LoginListener;
import io.signalbox.sandbox.kafka.Security;
import io.signalbox.sandbox.oauth.Claims;
import io.signalbox.sandbox.oauth.TokenIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins with passwords and tokens at a broker that has an authorizer and checks tokens with Kafka's own validator. */
class LoginsTest {

    private static final VantageName VANTAGE = new VantageName("eu-west-1");
    private static final String AUDIENCE = "kafka";
    private static final int ITERATIONS = 4_096;
    private static final Map<String, Object> SHORT =
            Map.of("default.api.timeout.ms", "10000", "request.timeout.ms", "5000");

    @TempDir
    private static Path directory;

    private static TokenIssuer issuer;
    private static Security security;
    private static LoginListener listener;
    private static Broker broker;

    @BeforeAll
    static void start() {
        issuer = new TokenIssuer(AUDIENCE);
        security = new Security(directory.resolve("certificates"), List.of(VANTAGE));
        listener = new LoginListener(
                "LOGIN",
                "127.0.0.1",
                security.authority().identity("broker"),
                issuer.keys(),
                issuer.issuer(),
                AUDIENCE);
        broker = Broker.start(directory.resolve("broker"), security, listener);
        broker.awaitReady();
        CellTopics.create(broker, VANTAGE);
    }

    @AfterAll
    static void stop() {
        broker.close();
        issuer.close();
    }

    private static void password(String user, ScramMechanism mechanism, String password) throws Exception {
        var credential = new ScramCredentialInfo(mechanism, ITERATIONS);
        try (var admin = Admin.create(broker.administrator())) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user, credential, password)))
                    .all()
                    .get();
        }
    }

    /** A cell of its own for each test, because clients of one cell share their login. */
    private static CellAccess access(String cell, KafkaSecurity kind, Map<String, String> files) throws Exception {
        var access =
                new CellAccess(new CellName(cell), kind, Files.createDirectories(directory.resolve(cell + "-" + kind)));
        Files.copy(security.authority().certificate(), access.credentials().file("ca.crt"));
        for (var file : files.entrySet()) {
            write(access, file.getKey(), file.getValue());
        }
        return access;
    }

    private static void write(CellAccess access, String file, String content) throws Exception {
        Files.writeString(access.credentials().file(file), content + "\n");
    }

    private static Admin client(CellAccess access) {
        return new KafkaClients(access, "127.0.0.1:" + broker.port(listener)).admin(SHORT);
    }

    /** The broker tells which operations on commands it allows this client. */
    private static Set<AclOperation> rights(Admin admin) throws ExecutionException, InterruptedException {
        var described = admin.describeTopics(
                        List.of(Topics.COMMANDS), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .allTopicNames()
                .get();
        return Objects.requireNonNull(described.get(Topics.COMMANDS)).authorizedOperations();
    }

    /** A connection that was on its way with the credentials of before may still fail one request. */
    private static Set<AclOperation> rightsAfterRenewal(Admin admin) throws ExecutionException, InterruptedException {
        try {
            return rights(admin);
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(SaslAuthenticationException.class);
            return rights(admin);
        }
    }

    /** The explanation of what a new client with these credentials meets; empty if it is let in. */
    private static Optional<String> met(CellAccess access) throws InterruptedException {
        try (var admin = client(access)) {
            admin.describeCluster().nodes().get();
            return Optional.empty();
        } catch (KafkaException | ExecutionException e) {
            return Optional.of(AccessProblem.of(e, access, Instant.now())
                    .orElseThrow(() -> new AssertionError("not explained", e)));
        }
    }

    @ParameterizedTest
    @CsvSource({"SCRAM_SHA_256, SCRAM_SHA_256", "SCRAM_SHA_512, SCRAM_SHA_512"})
    void aPasswordGivesTheRightsOfItsUser(KafkaSecurity kind, ScramMechanism mechanism) throws Exception {
        password(AccessTable.DECISION, mechanism, "right");
        password(AccessTable.ACTUATOR, mechanism, "right as well");
        var access = access("rights", kind, Map.of("username", AccessTable.DECISION, "password", "right"));
        try (var admin = client(access)) {
            assertThat(rights(admin)).contains(AclOperation.WRITE).doesNotContain(AclOperation.READ);
        }
        write(access, "username", AccessTable.ACTUATOR);
        write(access, "password", "right as well");
        try (var admin = client(access)) {
            assertThat(rights(admin)).contains(AclOperation.READ).doesNotContain(AclOperation.WRITE);
        }
    }

    @ParameterizedTest
    @CsvSource({"SCRAM_SHA_256, SCRAM_SHA_256", "SCRAM_SHA_512, SCRAM_SHA_512"})
    void aWrongPasswordIsToldAndTheSameClientTakesTheRightOne(KafkaSecurity kind, ScramMechanism mechanism)
            throws Exception {
        password(AccessTable.VIEWER, mechanism, "first");
        var access = access("renewed", kind, Map.of("username", AccessTable.VIEWER, "password", "wrong"));
        try (var admin = client(access)) {
            assertThatThrownBy(() -> rights(admin)).satisfies(refused -> assertThat(
                            AccessProblem.of(refused, access, Instant.now()).orElseThrow())
                    .startsWith("cell renewed: principal viewer: the broker refuses the user name or password for "
                            + kind + " (")
                    .contains("invalid credentials")
                    .endsWith("; replace it in " + access.folder() + ", or create the user"));
            write(access, "password", "first");
            assertThat(rightsAfterRenewal(admin)).contains(AclOperation.READ);
        }

        password(AccessTable.VIEWER, mechanism, "second");
        assertThat(met(access).orElseThrow()).contains("the broker refuses the user name or password");
        write(access, "password", "second");
        assertThat(met(access)).isEmpty();
    }

    @Test
    void anUnknownUserAndAMissingPasswordAreTold() throws Exception {
        var access = access("unknown", KafkaSecurity.SCRAM_SHA_512, Map.of("username", "nobody", "password", "any"));
        assertThat(met(access).orElseThrow())
                .contains("principal nobody: the broker refuses the user name or password");

        password(AccessTable.name(VANTAGE), ScramMechanism.SCRAM_SHA_512, "right");
        write(access, "username", AccessTable.name(VANTAGE));
        Files.delete(access.credentials().file("password"));
        assertThat(met(access).orElseThrow())
                .contains(access.credentials().file("password") + ": expected the password of this process");
    }

    private static Map<String, String> token(Claims claims) {
        return Map.of("token", issuer.sign(claims));
    }

    @Test
    void aTokenGivesTheRightsOfItsSubject() throws Exception {
        var access = access("token", KafkaSecurity.OAUTHBEARER, token(issuer.claims(AccessTable.ACTUATOR)));
        try (var admin = client(access)) {
            assertThat(rights(admin)).contains(AclOperation.READ).doesNotContain(AclOperation.WRITE);
        }
    }

    /** Longer ago than brokers tolerate. */
    @Test
    void anExpiredTokenIsToldAndARenewedOneIsTakenWithoutARestart() throws Exception {
        Claims claims = issuer.claims(AccessTable.VIEWER);
        Claims late = claims.earlier(Duration.ofHours(2));
        var access = access("expired", KafkaSecurity.OAUTHBEARER, token(late));
        // All clients of the cell share the login of this one while it lives, as in a service.
        try (var first = client(access)) {
            assertThat(met(access))
                    .contains("cell expired: principal viewer: the token of viewer in " + access.folder()
                            + "/token expired on " + late.expires().truncatedTo(ChronoUnit.SECONDS) + ": renew it");
            write(access, "token", issuer.sign(claims));
            assertThat(met(access)).isEmpty();
            assertThat(rightsAfterRenewal(first)).contains(AclOperation.READ);
        }
    }

    @Test
    void aTokenThatTheBrokerDoesNotAcceptIsToldWithItsIssuerAndAudience() throws Exception {
        Claims claims = issuer.claims(AccessTable.VIEWER);
        var access =
                access("strange", KafkaSecurity.OAUTHBEARER, token(claims.withIssuer("https://other.example.com")));
        try (var first = client(access)) {
            assertThat(met(access).orElseThrow())
                    .startsWith("cell strange: principal viewer: the broker refuses the token of viewer in "
                            + access.folder() + "/token, issued by https://other.example.com for kafka (")
                    .endsWith("): the broker must expect this issuer and audience, and know the issuer's keys");

            write(access, "token", issuer.sign(claims.withAudience("payments")));
            assertThat(met(access).orElseThrow()).contains("issued by " + issuer.issuer() + " for payments (");

            try (var impostor = new TokenIssuer(AUDIENCE)) {
                write(access, "token", impostor.sign(claims));
                assertThat(met(access).orElseThrow()).contains("the broker refuses the token of viewer in ");
            }
            write(access, "token", issuer.sign(claims));
            assertThat(met(access)).isEmpty();
            assertThat(rightsAfterRenewal(first)).contains(AclOperation.READ);
        }
    }

    @Test
    void whatIsNoTokenIsTold() throws Exception {
        var access = access("broken", KafkaSecurity.OAUTHBEARER, Map.of("token", "half a tok"));
        assertThat(met(access).orElseThrow())
                .contains(access.folder() + "/token: expected a JSON web token with the claim exp, got something else");
    }

    @Test
    void aTokenEndpointIsAskedWithTheSecretOfThatMoment() throws Exception {
        issuer.register(AccessTable.DECISION, "right");
        var access = access(
                "endpoint",
                KafkaSecurity.OAUTHBEARER,
                Map.of(
                        "token-endpoint",
                        issuer.endpoint().toString(),
                        "client-id",
                        AccessTable.DECISION,
                        "client-secret",
                        "wrong"));
        assertThat(met(access).orElseThrow())
                .startsWith("cell endpoint: principal decision: the token endpoint " + issuer.endpoint()
                        + " gives no token to the client decision: ")
                .contains("401");
        write(access, "client-secret", "right");
        try (var admin = client(access)) {
            assertThat(rights(admin)).contains(AclOperation.WRITE).doesNotContain(AclOperation.READ);
        }
    }
}
