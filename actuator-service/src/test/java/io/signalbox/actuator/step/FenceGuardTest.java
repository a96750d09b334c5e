package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.CELL;
import static io.signalbox.actuator.Orders.DIGEST;
import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.LATER;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.act;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.notice;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.SsmPut;
import io.signalbox.contract.step.Webhook;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the world beside the name may be touched. */
class FenceGuardTest {

    private static final Instant PAST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Fence CLAIM = moving(17, "p17");

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private Webhook hook() {
        return new Webhook(world.outside.hooks.uri() + "/orders", null);
    }

    private Command told(Fence fence) {
        return act(fence, hook());
    }

    private StepOutcome attempt(Fence standing, Command command) {
        world.seed(records(EAST), record(standing));
        return world.steps().attempt(command);
    }

    private void assertActed(StepOutcome outcome, Fence seen) {
        assertThat(outcome.result()).isEqualTo(new Done(List.of()));
        assertThat(outcome.fenceSeen()).isEqualTo(seen);
        assertThat(world.outside.hooks.deliveries()).hasSize(1);
    }

    private void assertRefused(StepOutcome outcome, Refusal why, Fence seen) {
        assertThat(outcome.result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .isEqualTo(why));
        assertThat(outcome.fenceSeen()).isEqualTo(seen);
        assertThat(world.outside.hooks.deliveries()).isEmpty();
    }

    @Test
    void actsWhileItsClaimHolds() {
        assertActed(attempt(CLAIM, told(CLAIM)), CLAIM);
    }

    @Test
    void actsWhenItsClaimHasBeenRenewedSinceTheCommand() {
        var renewed = Fence.moving(18, EAST, "p17", CELL, LATER.plusSeconds(60));

        assertActed(attempt(renewed, told(CLAIM)), renewed);
    }

    @Test
    void actsAfterItsOwnSwitch() {
        var switched = fence(18, WEST, "p17");

        assertActed(attempt(switched, told(switched)), switched);
    }

    @Test
    void refusesWhenAnotherPlanHasDecidedSince() {
        var other = fence(18, WEST, "p18");

        assertRefused(attempt(other, told(CLAIM)), Refusal.STALE_FENCE, other);
    }

    @Test
    void refusesWhenAnotherCellHasAPlanOfTheSameName() {
        var other = Fence.moving(18, EAST, "p17", new CellName("eu-west-1"), LATER);

        assertRefused(attempt(other, told(CLAIM)), Refusal.STALE_FENCE, other);
    }

    @Test
    void refusesWhenItsClaimHasRunOut() {
        var over = Fence.moving(17, EAST, "p17", CELL, PAST);

        var outcome = attempt(over, told(over));

        assertRefused(outcome, Refusal.STALE_FENCE, over);
        assertThat(((Refused) outcome.result()).detail()).contains("run out");
    }

    /** The act would not be over, by another cell's clock, when that cell takes over. */
    @Test
    void refusesWhenItsClaimRunsOutBeforeTheActIsOver() {
        Instant now = Instant.now();
        var ending =
                Fence.moving(17, EAST, "p17", CELL, now.plus(Fence.LONGEST_ACT).plus(Fence.CLOCK_BOUND));

        var outcome = attempt(ending, told(ending));

        assertRefused(outcome, Refusal.STALE_FENCE, ending);
        assertThat(((Refused) outcome.result()).detail()).contains("its claim ends too soon");
    }

    @Test
    void onlyANoticeNeedsNoExpectedFence() {
        world.seed(records(EAST), record(CLAIM));
        var put = new SsmPut("us-west-2", "/orders/active", "west");

        var outcome = world.steps().attempt(notice("n1-0", CLAIM, put, "no plan's"));

        assertThat(outcome.result()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Refusal.STALE_FENCE);
            assertThat(refused.detail()).contains("ssm-put", "expects none");
        });
        assertThat(world.outside.ssm.calls()).isEmpty();
    }

    @Test
    void refusesWhatWasAskedForUnderAClaimThatHasBeenGivenBack() {
        var givenBack = fence(18, EAST, "p17");

        var outcome = attempt(givenBack, told(CLAIM));

        assertRefused(outcome, Refusal.STALE_FENCE, givenBack);
        assertThat(((Refused) outcome.result()).detail()).contains("given back");
    }

    @Test
    void refusesWhenTheFenceIsGone() {
        world.seed(records(EAST));

        assertRefused(world.steps().attempt(told(CLAIM)), Refusal.STALE_FENCE, null);
    }

    @Test
    void refusesAfterTheDeadlineAndUnderAnotherTopology() {
        assertRefused(attempt(CLAIM, until(told(CLAIM), PAST, DIGEST)), Refusal.EXPIRED, null);
        assertRefused(world.steps().attempt(until(told(CLAIM), LATER, "digest-2")), Refusal.TOPOLOGY_MISMATCH, null);
    }

    @Test
    void failsForNowWhenTheFenceCannotBeRead() {
        world.route53.faults().inject(Operation.LIST_RECORDS, new Fault.Error(403, "AccessDenied", "not allowed"));

        assertThat(attempt(CLAIM, told(CLAIM)).result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo("access-denied");
            assertThat(failed.retryable()).isTrue();
        });
        assertThat(world.outside.hooks.deliveries()).isEmpty();
    }

    @Test
    void tellsANoticeWhateverTheFenceIsAndWithoutAskingForIt() {
        var outcome = attempt(fence(18, WEST, "p18"), notice("n1-0", CLAIM, hook(), "drill begins"));

        assertActed(outcome, null);
        assertThat(world.route53.calls()).isEmpty();
    }
}
