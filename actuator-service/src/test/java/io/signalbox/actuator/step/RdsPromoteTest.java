package io.signalbox.actuator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.step.RdsPromote;
import io.signalbox.sandbox.aws.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void waitsForWhatIsNotAvailable() {
        world.outside.cloud.rds().status(REGION, REPLICA, "storage-full");

        assertWaiting(attempt(AT_ANY_LAG, Map.of()), "storage-full");

        assertThat(accepted("rds:PromoteReadReplica")).isZero();
    }

    @Test
    void failsForNowWhereThereIsNoSuchInstance() {
        assertFailed(attempt(new RdsPromote(REGION, "billing", null), Map.of()), "not-found", true);
    }
}
