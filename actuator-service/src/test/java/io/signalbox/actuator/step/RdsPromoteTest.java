package io.signalbox.actuator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.step.RdsPromote;
import io.signalbox.sandbox.aws.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RdsPromoteTest extends OutsideTest {

    private static final String REGION = "us-west-2";
    private static final String REPLICA = "orders-replica";
    private static final RdsPromote GATED = new RdsPromote(REGION, REPLICA, 10);
    private static final RdsPromote AT_ANY_LAG = new RdsPromote(REGION, REPLICA, null);

    @BeforeEach
    void replica() {
        world.outside.cloud.rds().putReplica(REGION, REPLICA, "arn:aws:rds:us-east-1:123456789012:db:orders");
    }

    private void lag(double seconds, Instant at) {
        world.outside
                .cloud
                .cloudWatch()
                .putDatum(REGION, "AWS/RDS", "ReplicaLag", Map.of("DBInstanceIdentifier", REPLICA), seconds, at);
    }

    private static Instant minutesAgo(int minutes) {
        return Instant.now().minus(Duration.ofMinutes(minutes));
    }

    @Test
    void promotesWhatIsNotFarBehind() {
        lag(100, minutesAgo(3));
        lag(10, minutesAgo(1));

        assertWaiting(attempt(GATED, Map.of()), "leaves arn:aws:rds:us-east-1");
        assertDone(attempt(GATED, Map.of()));

        assertThat(world.outside.cloud.rds().instance(REGION, REPLICA).source()).isEmpty();
    }

    @Test
    void doesNotPromoteWhatIsTooFarBehindAndSaysHowFar() {
        lag(3, minutesAgo(3));
        lag(42, minutesAgo(1));

        var outcome = attempt(GATED, Map.of());

        assertFailed(outcome, "replica-lag", true);
        assertThat(detail(outcome)).contains("42").contains("allowed are 10 s");
        assertThat(((Failed) outcome.result()).leftAllAsItWas()).isTrue();
        assertThat(world.outside.cloud.rds().instance(REGION, REPLICA).source()).isPresent();
        lag(4, Instant.now());
        assertWaiting(attempt(GATED, Map.of()), "leaves");
    }

    @Test
    void doesNotPromoteWhenNobodyKnowsTheLag() {
        assertFailed(attempt(GATED, Map.of()), "replica-lag-unknown", true);

        lag(0, minutesAgo(30));
        assertFailed(attempt(GATED, Map.of()), "replica-lag-unknown", true);

        lag(-1, minutesAgo(1));
        assertFailed(attempt(GATED, Map.of()), "replica-lag-unknown", true);

        assertThat(accepted("rds:PromoteReadReplica")).isZero();
    }

    @Test
    void aReplicaThatHasLostItsSourceCountsByWhatItSaidLast() {
        lag(42, minutesAgo(3));
        lag(-1, minutesAgo(1));
        assertFailed(attempt(GATED, Map.of()), "replica-lag", true);

        lag(4, minutesAgo(2));
        assertWaiting(attempt(GATED, Map.of()), "leaves");
    }

    @Test
    void theOutcomeSaysUpToWhenTheCopyHasTheData() {
        lag(4, minutesAgo(2));

        StepOutcome outcome = attempt(GATED, Map.of());

        Instant seen = outcome.timings().get("lag-seen");
        assertThat(seen).isBetween(minutesAgo(3), Instant.now());
        assertThat(outcome.timings()).containsEntry("replicated", seen.minusSeconds(4));
        assertThat(attempt(AT_ANY_LAG, Map.of()).timings()).doesNotContainKeys("lag-seen", "replicated");
    }

    @Test
    void doesNotPromoteWhenTheLagCannotBeAsked() {
        lag(0, Instant.now());
        world.outside.cloud.faults().inject("monitoring:GetMetricStatistics", Fault.lostAfter());

        assertFailed(attempt(GATED, Map.of()), "connection", true);

        assertThat(accepted("rds:PromoteReadReplica")).isZero();
    }

    @Test
    void asksNoLagWhereAnyIsRight() {
        assertWaiting(attempt(AT_ANY_LAG, Map.of()), "leaves");

        assertThat(accepted("monitoring:GetMetricStatistics")).isZero();
    }

    @Test
    void waitsWhileItIsUnderWayAndAsksOnce() {
        world.outside.cloud.rds().takes(Duration.ofHours(1));

        attempt(AT_ANY_LAG, Map.of());
        assertWaiting(attempt(AT_ANY_LAG, Map.of()), "is modifying");

        assertThat(accepted("rds:PromoteReadReplica")).isEqualTo(1);
    }

    @Test
    void waitsAlsoWhileNothingShowsOfIt() {
        world.outside.cloud.rds().noticesAfter(Duration.ofHours(1));

        attempt(AT_ANY_LAG, Map.of());
        assertWaiting(attempt(AT_ANY_LAG, Map.of()), "cannot currently be promoted");

        assertThat(accepted("rds:PromoteReadReplica")).isEqualTo(1);
    }

    /** AWS knows best which statuses are fine. */
    @Test
    void promotesWhatWorksThoughItIsNotAvailable() {
        world.outside.cloud.rds().status(REGION, REPLICA, "storage-optimization");

        assertWaiting(attempt(AT_ANY_LAG, Map.of()), "leaves");

        assertThat(accepted("rds:PromoteReadReplica")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"storage-full", "backing-up", "rebooting"})
    void waitsForWhatCannotBePromotedNow(String status) {
        world.outside.cloud.rds().status(REGION, REPLICA, status);

        assertWaiting(attempt(AT_ANY_LAG, Map.of()), status);

        assertThat(accepted("rds:PromoteReadReplica")).isZero();
    }

    /** While it is promoted, the metric ends. */
    @Test
    void waitsWhileItIsUnderWayAndTheLagIsNotKnownAnyMore() {
        world.outside.cloud.rds().takes(Duration.ofHours(1));
        lag(3, minutesAgo(1));
        attempt(GATED, Map.of());
        world.outside.cloud.cloudWatch().clear();

        assertWaiting(attempt(GATED, Map.of()), "is modifying");
    }

    /** PostgreSQL measures the time since the last replayed transaction: it grows as soon as the source is gone. */
    @Test
    void whereTheLagGrowsWithoutASourceTheValueFromBeforeCounts() {
        replica("postgres");
        lag(2, minutesAgo(9));
        for (int minutes = 8; minutes > 0; minutes--) {
            lag(2 + 60 * (9 - minutes), minutesAgo(minutes));
        }

        var outcome = attempt(GATED, Map.of());

        assertWaiting(outcome, "leaves");
        assertWaiting(outcome, "lag was 2.0 s");
        assertWaiting(outcome, "s ago, and grows with the clock since");
    }

    @Test
    void aLagThatGrewBeforeTheSourceWasGoneStaysTooLarge() {
        replica("postgres");
        lag(42, minutesAgo(5));
        lag(102, minutesAgo(4));
        lag(162, minutesAgo(3));

        var outcome = attempt(GATED, Map.of());

        assertFailed(outcome, "replica-lag", true);
        assertThat(detail(outcome)).contains("42");
    }

    /** Its lag is real: a replica that only cannot keep up. */
    @Test
    void aLagThatGrowsMoreSlowlyThanTheClockIsNoLostSource() {
        replica("postgres");
        lag(2, minutesAgo(3));
        lag(30, minutesAgo(2));
        lag(60, minutesAgo(1));

        assertFailed(attempt(GATED, Map.of()), "replica-lag", true);
    }

    @Test
    void aReplicaOfMySqlThatGrowsIsBehind() {
        lag(2, minutesAgo(3));
        lag(62, minutesAgo(2));
        lag(122, minutesAgo(1));

        assertFailed(attempt(GATED, Map.of()), "replica-lag", true);
    }

    @Test
    void theLastKnownLagMayBeAsOldAsTheStepSays() {
        lag(2, minutesAgo(20));
        lag(-1, minutesAgo(1));
        assertFailed(attempt(GATED, Map.of()), "replica-lag-unknown", true);

        var patient = new RdsPromote(REGION, REPLICA, 10, null, 3_600);

        assertWaiting(attempt(patient, Map.of()), "leaves");
    }

    private void replica(String engine) {
        world.outside.cloud.rds().putReplica(REGION, REPLICA, "arn:aws:rds:us-east-1:123456789012:db:orders", engine);
    }

    @Test
    void promotesAReplicaThatIsACluster() {
        var cluster = new RdsPromote(REGION, null, 10, "orders-west", null);
        world.outside
                .cloud
                .rds()
                .putReplicaCluster(REGION, "orders-west", "arn:aws:rds:us-east-1:123456789012:cluster:orders");
        assertFailed(attempt(cluster, Map.of()), "replica-lag-unknown", true);
        world.outside
                .cloud
                .cloudWatch()
                .putDatum(
                        REGION,
                        "AWS/RDS",
                        "AuroraBinlogReplicaLag",
                        Map.of("DBClusterIdentifier", "orders-west"),
                        3,
                        minutesAgo(1));
        world.outside.cloud.rds().takes(Duration.ofMillis(300));

        assertWaiting(attempt(cluster, Map.of()), "leaves arn:aws:rds:us-east-1");
        assertWaiting(attempt(cluster, Map.of()), "modifying");
        await().untilAsserted(() -> assertDone(attempt(cluster, Map.of())));

        assertThat(world.outside.cloud.rds().cluster(REGION, "orders-west").source())
                .isEmpty();
        assertThat(accepted("rds:PromoteReadReplicaDBCluster")).isEqualTo(1);
    }

    @Test
    void failsForNowWhereThereIsNoSuchCluster() {
        assertFailed(attempt(new RdsPromote(REGION, null, null, "billing", null), Map.of()), "not-found", true);
    }

    @Test
    void failsForNowWhereThereIsNoSuchInstance() {
        assertFailed(attempt(new RdsPromote(REGION, "billing", null), Map.of()), "not-found", true);
    }
}
