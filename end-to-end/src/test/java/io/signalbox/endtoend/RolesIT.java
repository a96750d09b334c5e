package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.aws.AwsRole;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.cloud.CloudCall;
import io.signalbox.sandbox.cloud.Ecs;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.world.Roles;
import io.signalbox.sandbox.world.WorldPlan;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One actuator works in two accounts, with a role in each: the zone is in one, the workload in the other. Its own role, which it gets
 * by a web identity, may do nothing in either.
 */
@Tag("long")
class RolesIT {

    private static final String REGION = "us-west-2";
    private static final AwsRole WORK = new AwsRole("arn:aws:iam::222222222222:role/workloads", null);
    private static final String PLANS = """
            role: "%s"
            plans:
              failover:
                - {name: tasks, to: [us-west-2], ecs-scale: {region: us-west-2, cluster: shop, service: orders, desired: 6}, retries: 0, onFailure: continue}
                - {dns-switch: {}}
              failback:
                - {dns-switch: {}}
                - {name: fewer-tasks, restore: {step: tasks}}
            """.formatted(WORK.arn());

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.start(WorldPlan.DEMO.withRouting(WorldPlan.ROLES).withStableFor(Duration.ofSeconds(3)));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    /** The same names exist in the account that has the zone, and must not be found there. */
    @BeforeEach
    void workloads() {
        for (String account : List.of(WORK.account(), Roles.DNS.account(), Identities.HOME)) {
            stage.world().cloud().account(account).ecs().put(REGION, "shop", "orders", 1);
        }
        stage.settle();
        stage.follow(PLANS);
    }

    private static int desired(String account) {
        Ecs ecs = stage.world().cloud().account(account).ecs();
        return ecs.service(REGION, "shop", "orders").desired();
    }

    @Test
    void aPlanActsInTwoAccountsAndPutsBackWhatItChanged() {
        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());

        assertThat(desired(WORK.account())).isEqualTo(6);
        assertThat(List.of(desired(Roles.DNS.account()), desired(Identities.HOME)))
                .containsOnly(1);
        assertThat(stage.world().route53().calls().stream().filter(Call::accepted))
                .isNotEmpty()
                .extracting(Call::account)
                .containsOnly(Roles.DNS.account());
        assertThat(stage.world().cloud().calls().stream()
                        .filter(call -> call.service().equals("ecs")))
                .isNotEmpty()
                .extracting(call -> stage.world().sts().role(call.accessKey()))
                .containsOnly("arn:aws:sts::222222222222:assumed-role/workloads/signalbox");

        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());
        Stage.eventually()
                .untilAsserted(() -> assertThat(desired(WORK.account())).isEqualTo(1));
        stage.assertNeverWithoutAnAnswer();
    }

    @Test
    void aRoleThatMayNotBeAssumedIsNamedAndHoldsUpNoOtherAccount() {
        var refused = new AwsRole("arn:aws:iam::444444444444:role/nobody", "unknown");
        stage.follow(PLANS.replace("\"" + WORK.arn() + "\"", "{arn: \"" + refused.arn() + "\", externalId: unknown}"));
        stage.world().sts().distrust(refused.arn());
        stage.world().preferred().become(SiteMode.REFUSE);

        stage.awaitSettledAt(stage.away());
        assertThat(stage.world().api().journal(100))
                .anySatisfy(entry -> assertThat(entry.reason().text())
                        .contains(refused.arn())
                        .contains("account 444444444444")
                        .contains("arn:aws:sts::333333333333:assumed-role/actuator/signalbox"));
        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());
    }

    @Test
    void whoItIsIsLoggedAndShown() throws Exception {
        assertThat(stage.actuator().output())
                .contains("AWS identity account=333333333333")
                .contains("AWS identity account=111111111111 arn=arn:aws:sts::111111111111:assumed-role/dns/signalbox");
        try (InputStream readiness =
                stage.actuator().uri().resolve("/q/health/ready").toURL().openStream()) {
            assertThat(new String(readiness.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"own\": \"arn:aws:sts::333333333333:assumed-role/actuator/signalbox")
                    .contains(Roles.DNS.arn());
        }
        assertThat(stage.world().sts().calls())
                .filteredOn(CloudCall::accepted)
                .extracting(CloudCall::operation)
                .contains("AssumeRoleWithWebIdentity", "AssumeRole", "GetCallerIdentity");
    }
}
