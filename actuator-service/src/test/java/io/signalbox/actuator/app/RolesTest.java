package io.signalbox.actuator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.Orders;
import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.aws.GlobalRegions;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.credentials.CallerIdentity;
import io.signalbox.actuator.credentials.ProcessCredentials;
import io.signalbox.actuator.credentials.RoleCredentials;
import io.signalbox.actuator.route53.Route53Provider;
import io.signalbox.actuator.route53.budget.CellShare;
import io.signalbox.actuator.route53.budget.RequestBudget;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.cloud.Cloud;
import io.signalbox.sandbox.cloud.CloudCall;
import io.signalbox.sandbox.http.HttpEndpoint;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.identity.SessionCredentials;
import io.signalbox.sandbox.sts.Sts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.route53.Route53Client;

/** One process that works in several accounts, each with a role. */
class RolesTest {

    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final AwsRole DNS = new AwsRole("arn:aws:iam::111111111111:role/dns", "shop-42");
    private static final AwsRole WORK = new AwsRole("arn:aws:iam::222222222222:role/workloads", null);

    @TempDir
    Path directory;

    private final Map<String, String> before = new HashMap<>();
    private final Identities identities = new Identities();
    private final Sts sts = Sts.start(identities);
    private final Cloud cloud = Cloud.start(identities);
    private final Route53 route53 = Route53.start(Pace.INSTANT, identities);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RoleCredentials credentials = new RoleCredentials(
            ProcessCredentials.told(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("BASE", "secret")),
                    "the access key BASE"),
            AwsTransport::sts);
    private final AwsClients clients = new AwsClients(credentials);
    private final Calls<String, EcsClient> ecs = new Calls<>("ecs", clients.byRegion(EcsClient::builder), meters);

    @BeforeEach
    void twoAccounts() {
        assumeTrue(System.getenv("AWS_REGION") == null, "this machine has a region in its environment");
        set("aws.endpointUrlSts", sts.endpoint().toString());
        set("aws.endpointUrlEcs", cloud.endpoint().toString());
        set("aws.region", "us-west-2");
        sts.trust(DNS.arn(), "shop-42");
        sts.trust(WORK.arn(), "");
        cloud.account(WORK.account()).ecs().put("us-west-2", "shop", "orders", 3);
    }

    private void set(String property, String value) {
        before.put(property, System.setProperty(property, value));
    }

    @AfterEach
    void asItWas() {
        before.forEach((property, value) -> {
            if (value == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
        clients.close();
        credentials.close();
        route53.close();
        cloud.close();
        sts.close();
    }

    private DescribeServicesResponse describe(@Nullable AwsRole role) throws ActionFailedException {
        return ecs.call(
                "DescribeServices",
                "us-west-2",
                new ActionAttempt(1, Deadline.after(LIMIT), role),
                (client, within) -> client.describeServices(
                        request -> request.cluster("shop").services("orders").overrideConfiguration(within)));
    }

    private Route53Accounts accounts(double perSecond) {
        var regions = new GlobalRegions(Optional.of(Region.US_EAST_1));
        return Route53Clients.accounts(
                Optional.of(route53.endpoint()),
                "",
                Route53Clients.client(
                        Optional.of(route53.endpoint()), Region.US_EAST_1, credentials.of(null), AwsTransport.once()),
                credentials,
                regions,
                CellShare.alone(() -> perSecond),
                Orders::topology,
                meters);
    }

    @Test
    void eachCallHasTheRoleOfItsStep() throws Exception {
        assertThat(describe(WORK).services()).singleElement().satisfies(service -> assertThat(service.desiredCount())
                .isEqualTo(3));
        assertThat(sts.role(cloud.calls().getLast().accessKey()))
                .isEqualTo("arn:aws:sts::222222222222:assumed-role/workloads/signalbox");

        assertThatThrownBy(() -> describe(null)).hasMessageContaining("Cluster not found");
        assertThat(cloud.calls().getLast().accessKey()).isEqualTo("BASE");
        assertThatThrownBy(() -> describe(DNS)).hasMessageContaining("Cluster not found");
    }

    @Test
    void aRoleIsAssumedOnceAndItsSessionIsUsedUntilItHasToBeRenewed() throws Exception {
        var _ = describe(WORK);
        var _ = describe(WORK);
        assertThat(sts.calls()).extracting(CloudCall::operation).containsExactly("AssumeRole");
    }

    /**
     * A session with less than a minute left is not used any more: it could end before the request arrives. The SDK assumes a role at
     * most once a second.
     */
    @Test
    void aSessionIsRenewedBeforeItEnds() throws Exception {
        sts.sessionsLast(Duration.ofSeconds(50));
        var _ = describe(WORK);
        String first = cloud.calls().getLast().accessKey();
        await().untilAsserted(() -> {
            var _ = describe(WORK);
            assertThat(cloud.calls().getLast().accessKey()).isNotEqualTo(first);
        });
        assertThat(cloud.calls()).allMatch(CloudCall::accepted);
    }

    @Test
    void aRoleThatMayNotBeAssumedIsNamedWithItsAccountAndTheCaller() {
        sts.distrust(WORK.arn());

        assertThatThrownBy(() -> describe(WORK)).isInstanceOfSatisfying(ActionFailedException.class, denied -> {
            assertThat(denied.cause()).isEqualTo("access-denied");
            assertThat(denied)
                    .hasMessageContaining(WORK.arn())
                    .hasMessageContaining("account 222222222222")
                    .hasMessageContaining("the access key BASE")
                    .hasMessageContaining("arn:aws:iam::123456789012:user/BASE");
        });
        assertThat(cloud.calls()).isEmpty();
    }

    /** The other account's calls are made while the refused one waits for AWS STS. */
    @Test
    void aRoleThatGetsNoAnswerHoldsUpNoOtherOne() throws Exception {
        var _ = describe(WORK);
        sts.faults().inject("AssumeRole", new Fault.Delay(Duration.ofSeconds(3)));
        var slow = Thread.ofVirtual().start(() -> assertThatThrownBy(() -> describe(DNS)));
        long begun = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            assertThat(describe(WORK).services()).hasSize(1);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(1_500));
        slow.join();
    }

    @Test
    void zonesOfTwoAccountsAreReadWithTheirRoles() throws Exception {
        route53.createZone(DNS.account(), "example.com");
        route53.createZone("example.net");
        Route53Accounts accounts = accounts(1_000_000);

        assertThat(accounts.zones(DNS).zone("example.com", LIMIT).records("orders.example.com"))
                .isNotNull();
        assertThat(accounts.zones(null).zone("example.net", LIMIT).records("orders.example.net"))
                .isNotNull();
        assertThatThrownBy(() -> accounts.zones(null).zone("example.com", LIMIT))
                .hasMessageContaining("expected one public hosted zone example.com");
        assertThat(route53.calls()).extracting(Call::account).contains(DNS.account(), Identities.HOME);
    }

    @Test
    void aRefusedRoleOfAZoneIsAccessDenied() {
        sts.distrust(DNS.arn());

        assertThatThrownBy(() -> accounts(5).zones(DNS).zone("example.com", LIMIT))
                .isInstanceOfSatisfying(ZoneUnavailableException.class, denied -> assertThat(denied.cause())
                        .isEqualTo("access-denied"))
                .hasMessageContaining(DNS.arn())
                .hasMessageContaining("external id shop-42");
        assertThat(route53.calls()).isEmpty();
    }

    /** Route 53's limit is one of the account: two roles of one account share it, two accounts do not. */
    @Test
    void eachAccountHasARequestBudgetOfItsOwn() {
        var sibling = new AwsRole("arn:aws:iam::111111111111:role/other", null);
        var budgets = new ArrayList<RequestBudget>();
        try (Route53Client client = Route53Clients.client(
                Optional.of(route53.endpoint()), Region.US_EAST_1, credentials.of(null), AwsTransport.once())) {
            var accounts = new Route53Accounts(
                    credentials,
                    (_, budget) -> {
                        budgets.add(budget);
                        return new Route53Provider(client, meters, budget, Set::of);
                    },
                    CellShare.alone(() -> 5),
                    WORK.account());
            Stream.of(DNS, sibling, WORK).forEach(accounts::of);
            var _ = accounts.of(null);
            var _ = accounts.of(DNS);
        }

        assertThat(budgets).hasSize(4);
        assertThat(budgets.get(1)).isSameAs(budgets.getFirst());
        assertThat(budgets.get(2)).isNotSameAs(budgets.getFirst()).isSameAs(budgets.get(3));
    }

    @Test
    void credentialsOfAnotherAccountThanTheExpectedOneSignNothing() {
        ProcessCredentials guarded = credentials.named(null).ofAccount("999999999999", AwsTransport::sts);

        assertThatThrownBy(() -> guarded.provider().resolveCredentials())
                .hasMessageContaining("no AWS credentials for the access key BASE")
                .hasMessageContaining("expected the account 999999999999, got 123456789012");
        assertThat(CallerIdentity.of(guarded, AwsTransport::sts))
                .isInstanceOfSatisfying(CallerIdentity.Unknown.class, unknown -> assertThat(unknown.reason())
                        .contains("expected the account 999999999999"));
        assertThat(credentials
                        .named(null)
                        .ofAccount(Identities.HOME, AwsTransport::sts)
                        .provider()
                        .resolveCredentials()
                        .accessKeyId())
                .isEqualTo("BASE");
    }

    /** https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html: the agent in the node, with the pod's token. */
    @Test
    void aPodIdentityIsTheRoleThatItsAgentGives() throws Exception {
        SessionCredentials session = identities.assume(WORK.arn(), "pod", Duration.ofHours(1));
        var shown = new ArrayList<String>();
        try (HttpEndpoint agent = HttpEndpoint.start(request -> {
            shown.add(request.header("Authorization"));
            return Optional.of(HttpReply.of(200, "application/json", """
                    {"AccessKeyId": "%s", "SecretAccessKey": "%s", "Token": "%s", "AccountId": "%s", "Expiration": "%s"}
                    """.formatted(
                    session.accessKey(), session.secretKey(), session.token(), WORK.account(), session.expires())));
        })) {
            set("aws.disableEc2Metadata", "true");
            set("aws.containerCredentialsFullUri", agent.uri() + "/v1/credentials");
            set(
                    "aws.containerAuthorizationTokenFile",
                    Files.writeString(directory.resolve("token"), "token-of-the-pod")
                            .toString());
            try (ProcessCredentials pod = ProcessCredentials.find(AwsTransport::sts)) {
                assertThat(pod.source()).contains("EKS Pod Identity");
                assertThat(CallerIdentity.of(pod, AwsTransport::sts))
                        .isEqualTo(new CallerIdentity.Known(
                                WORK.account(), "arn:aws:sts::222222222222:assumed-role/workloads/pod"));
                assertThat(pod.ofAccount(WORK.account(), AwsTransport::sts)
                                .provider()
                                .resolveCredentials()
                                .accessKeyId())
                        .isEqualTo(session.accessKey());
            }
        }
        assertThat(shown).containsOnly("token-of-the-pod").isNotEmpty();
    }

    @Test
    void aPodWithoutItsTokenIsTold() {
        set("aws.disableEc2Metadata", "true");
        set("aws.containerCredentialsFullUri", "http://127.0.0.1:1/v1/credentials");
        set("aws.containerAuthorizationTokenFile", directory.resolve("none").toString());

        try (ProcessCredentials pod = ProcessCredentials.find(AwsTransport::sts)) {
            assertThatThrownBy(() -> pod.provider().resolveCredentials())
                    .hasMessageContaining("EKS Pod Identity")
                    .hasMessageContaining("none");
        }
    }

    /** The session of a role may in turn have been assumed by another session. */
    @Test
    void theOwnRoleMayAssumeTheOthers() throws Exception {
        var own = new AwsRole("arn:aws:iam::123456789012:role/actuator", null);
        sts.trust(own.arn(), "");
        sts.trust(WORK.arn(), "", own.arn());
        ProcessCredentials actuator = credentials.named(own);
        try (var roles = new RoleCredentials(actuator, AwsTransport::sts)) {
            assertThat(CallerIdentity.of(roles.named(WORK), AwsTransport::sts))
                    .isInstanceOf(CallerIdentity.Known.class);
        }
        assertThat(List.of(CallerIdentity.of(credentials.named(WORK), AwsTransport::sts)))
                .singleElement()
                .isInstanceOf(CallerIdentity.Unknown.class);
    }
}
