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
import io.signalbox.sandbox.kafka.MskListener;
import io.signalbox.sandbox.kafka.Security;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins with AWS credentials at a broker that calculates the signature of each token anew. */
class MskLoginsTest {

    private static final VantageName VANTAGE = new VantageName("eu-west-1");
    private static final String REGION = "eu-west-1";
    private static final String KEY = "aws.accessKeyId";
    private static final String SECRET = "aws.secretAccessKey";
    private static final String SESSION = "aws.sessionToken";
    private static final Map<String, Object> SHORT =
            Map.of("default.api.timeout.ms", "10000", "request.timeout.ms", "5000");

    @TempDir
    private static Path directory;

    private static Security security;
    private static MskListener listener;
    private static Broker broker;

    @BeforeAll
    static void start() {
        security = new Security(directory.resolve("certificates"), List.of(VANTAGE));
        listener = new MskListener(
                "MSK",
                "127.0.0.1",
                security.authority().identity("broker"),
                REGION,
                Map.of(AccessTable.DECISION, "right/1+", AccessTable.ACTUATOR, "right/2+"));
        broker = Broker.start(directory.resolve("broker"), security, listener);
        broker.awaitReady();
        CellTopics.create(broker, VANTAGE);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** System properties stand for the environment variables, which a test cannot set. */
    @BeforeEach
    void environment() {
        System.setProperty("aws.region", REGION);
        System.setProperty("aws.disableEc2Metadata", "true");
        credentials(AccessTable.ACTUATOR, "right/2+");
    }

    @AfterEach
    void restore() {
        List.of("aws.region", "aws.disableEc2Metadata", KEY, SECRET, SESSION).forEach(System::clearProperty);
    }

    private static void credentials(String key, String secret) {
        System.setProperty(KEY, key);
        System.setProperty(SECRET, secret);
    }

    /** A cell of its own for each test, because clients of one cell share their login. */
    private static CellAccess access(String cell) throws Exception {
        var access = new CellAccess(
                new CellName(cell), KafkaSecurity.MSK_IAM, Files.createDirectories(directory.resolve(cell)));
        Files.copy(security.authority().certificate(), access.credentials().file("ca.crt"));
        return access;
    }

    private static KafkaClients clients(CellAccess access) {
        return new KafkaClients(access, "127.0.0.1:" + broker.port(listener));
    }

    /** The broker tells which operations on commands it allows this client. */
    private static Set<AclOperation> rights(Admin admin) throws ExecutionException, InterruptedException {
        var described = admin.describeTopics(
                        List.of(Topics.COMMANDS), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .allTopicNames()
                .get();
        return Objects.requireNonNull(described.get(Topics.COMMANDS)).authorizedOperations();
    }

    /** The explanation of what a new client meets; empty if it is let in. */
    private static Optional<String> met(CellAccess access) throws InterruptedException {
        try (var admin = clients(access).admin(SHORT)) {
            admin.describeCluster().nodes().get();
            return Optional.empty();
        } catch (KafkaException | ExecutionException e) {
            return Optional.of(AccessProblem.of(e, access, Instant.now())
                    .orElseThrow(() -> new AssertionError("not explained", e)));
        }
    }

    @Test
    void credentialsGiveTheRightsOfTheirPrincipal() throws Exception {
        try (var admin = clients(access("actuator")).admin(SHORT)) {
            assertThat(rights(admin)).contains(AclOperation.READ).doesNotContain(AclOperation.WRITE);
        }
        credentials(AccessTable.DECISION, "right/1+");
        System.setProperty(SESSION, "a/session+token=");
        try (var admin = clients(access("decision")).admin(SHORT)) {
            assertThat(rights(admin)).contains(AclOperation.WRITE).doesNotContain(AclOperation.READ);
        }
    }

    @Test
    void producersAndConsumersLogInAsWell() throws Exception {
        CellAccess access = access("clients");
        credentials(AccessTable.DECISION, "right/1+");
        try (var producer = clients(access).producer(Map.of())) {
            producer.send(new ProducerRecord<>(Topics.COMMANDS, new byte[] {1}, new byte[] {2}))
                    .get();
        }
        credentials(AccessTable.ACTUATOR, "right/2+");
        try (var consumer = clients(access).keyedConsumer(Map.of("auto.offset.reset", "earliest"))) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.COMMANDS).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            assertThat(consumer.endOffsets(partitions).values()).contains(1L);
        }
    }

    @Test
    void wrongCredentialsAreToldAndTheSameClientTakesTheRightOnes() throws Exception {
        CellAccess access = access("renewed");
        credentials(AccessTable.ACTUATOR, "wrong");
        try (var admin = clients(access).admin(SHORT)) {
            assertThatThrownBy(() -> rights(admin))
                    .hasCauseInstanceOf(SaslAuthenticationException.class)
                    .satisfies(refused -> assertThat(AccessProblem.of(refused, access, Instant.now()))
                            .contains(
                                    "cell renewed: principal access key actuator: the broker refuses the AWS credentials"
                                            + " ({\"status\":\"invalid_token\"}): its user or role must be allowed"
                                            + " kafka-cluster:Connect on the cluster, the credentials must be valid at AWS, and the"
                                            + " clock right"));
            credentials(AccessTable.ACTUATOR, "right/2+");
            assertThat(rightsAfterRenewal(admin)).contains(AclOperation.READ);
        }
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

    @Test
    void anotherRegionThanTheClustersIsRefused() throws Exception {
        System.setProperty("aws.region", "us-east-1");
        assertThat(met(access("far")).orElseThrow()).contains("the broker refuses the AWS credentials");
    }

    @Test
    void missingCredentialsAndRegionsAreTold() throws Exception {
        CellAccess access = access("missing");
        assertThat(met(access)).as("so that the source is known").isEmpty();
        System.clearProperty(SECRET);
        String without = "no AWS credentials for msk-iam by AWS_ACCESS_KEY_ID: found none; set AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the machine or container a role";
        assertThat(met(access)).contains("cell missing: principal of the AWS credentials: " + without);
        assertThatThrownBy(() -> CredentialsCheck.requireUsable(access)).hasMessage(without);

        credentials(AccessTable.ACTUATOR, "right/2+");
        System.clearProperty("aws.region");
        assertThat(met(access).orElseThrow())
                .startsWith(
                        "cell missing: principal access key actuator: bootstrap.servers: expected a broker of Amazon"
                                + " MSK whose name has its region");
    }

    @Test
    void whileALoginLivesConnectionsTellWhatIsMissing() throws Exception {
        CellAccess access = access("later");
        try (var first = clients(access).admin(SHORT)) {
            assertThat(rights(first)).contains(AclOperation.READ);
            System.clearProperty(SECRET);
            assertThat(met(access).orElseThrow())
                    .contains("no AWS credentials for msk-iam by AWS_ACCESS_KEY_ID: found none");
            credentials(AccessTable.ACTUATOR, "right/2+");
            assertThat(met(access)).isEmpty();
        }
    }

    @Test
    void theWatchLooksWithTheSameCredentials() throws Exception {
        var watch = new AccessWatch(access("watched"), "127.0.0.1:" + broker.port(listener), AccessTable.decision());
        watch.look();
        assertThat(watch.problem().orElseThrow())
                .startsWith("cell watched: principal access key actuator: expected the rights of decision, it may not ")
                .endsWith("; allow it in the IAM policy of this principal");
        credentials(AccessTable.DECISION, "right/1+");
        watch.look();
        assertThat(watch.problem()).isEmpty();
    }
}
