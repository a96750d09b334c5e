package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.act;
import static io.signalbox.actuator.Orders.again;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.FormerServices;
import io.signalbox.actuator.credentials.RestoreKeys;
import io.signalbox.actuator.credentials.SignedValues;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.step.RdsPromote;
import io.signalbox.contract.topology.Topology;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A promotion cannot be taken back: whoever writes commands promotes no other replica than the plans do, and under no weaker gate. */
class ForgedPromotionTest extends OutsideTest {

    private static final String REGION = "us-west-2";
    private static final String OWN = "orders-replica";
    private static final String OTHER = "carts-replica";
    private static final RdsPromote DESCRIBED = new RdsPromote(REGION, OWN, 10);
    private static final String PROMOTION = "rds:PromoteReadReplica";

    private final Topology topology = ForgedCommandTest.topology(DESCRIBED);

    @BeforeEach
    void replicas() {
        for (String replica : new String[] {OWN, OTHER}) {
            world.outside.cloud.rds().putReplica(REGION, replica, "arn:aws:rds:us-east-1:123456789012:db:" + replica);
            world.outside
                    .cloud
                    .cloudWatch()
                    .putDatum(
                            REGION,
                            "AWS/RDS",
                            "ReplicaLag",
                            Map.of("DBInstanceIdentifier", replica),
                            1,
                            Instant.now().minusSeconds(60));
        }
    }

    /** With the check of commands in front of the real calls. */
    private StepOutcome commanded(RdsPromote promotion) {
        InstantSource clock = InstantSource.system();
        var preconditions = new Preconditions(() -> topology, new FormerServices(clock), clock);
        var guard = new FenceGuard(world.provider(), world.dataPlane(), preconditions, clock);
        StepDispatcher steps = new StepDispatcher(
                new DescribedCommands(preconditions, world.meters)::objection,
                (_, _) -> unexpected(),
                (_, _) -> unexpected(),
                (_, _) -> unexpected(),
                (_, _) -> unexpected(),
                (_, _) -> unexpected(),
                new ActionExecutors(
                        guard, world.outside.handlers(), new SignedValues(RestoreKeys.of(Optional.empty()))),
                clock,
                world.meters);
        return steps.attempt(again(act(CLAIM, promotion), null, Map.of()));
    }

    private static AttemptResult unexpected() {
        throw new AssertionError("a promotion is an action");
    }

    private boolean follows(String replica) {
        return world.outside.cloud.rds().instance(REGION, replica).source().isPresent();
    }

    @Test
    void noReplicaOfAnotherServiceIsPromoted() {
        assertThat(commanded(new RdsPromote(REGION, OTHER, 10)).result()).isInstanceOf(Refused.class);

        assertThat(accepted(PROMOTION)).isZero();
        assertThat(follows(OTHER)).isTrue();
    }

    @Test
    void noneIsPromotedUnderAWeakerGate() {
        assertThat(commanded(new RdsPromote(REGION, OWN, null)).result()).isInstanceOf(Refused.class);
        assertThat(commanded(new RdsPromote(REGION, OWN, 100_000)).result()).isInstanceOf(Refused.class);

        assertThat(accepted(PROMOTION)).isZero();
        assertThat(follows(OWN)).isTrue();
    }

    @Test
    void thePromotionOfThePlanIsDone() {
        assertThat(commanded(DESCRIBED).result()).isNotInstanceOf(Refused.class);

        assertThat(accepted(PROMOTION)).isEqualTo(1);
    }
}
