package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.CELL;
import static io.signalbox.actuator.Orders.DIGEST;
import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.LATER;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.claim;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.until;
import static io.signalbox.actuator.Orders.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClaimTest {

    private static final Fence OLD = fence(16, EAST, "p16");
    private static final Fence CLAIM = moving(17, "p17");
    private static final Fence OTHER = moving(17, "other");
    private static final Instant PAST = Instant.parse("2000-01-01T00:00:00Z");

    private final World world = new World();

    @AfterEach
    void close() {
        assertThat(world.route53.audit().violations()).isEmpty();
        world.close();
    }

    private void standing(Fence fence) {
        world.seed(records(EAST), record(fence));
    }

    private void assertStanding(Fence fence) {
        assertThat(world.stored()).isEqualTo(World.sets(records(EAST), record(fence)));
    }

    private static void assertDone(StepOutcome outcome, Fence fence) {
        assertThat(outcome.result()).isEqualTo(new Done(List.of()));
        assertThat(outcome.fenceSeen()).isEqualTo(fence);
        assertThat(outcome.timings()).containsKeys("received", "accepted");
    }

    private static void assertRefused(StepOutcome outcome, Refusal why, Fence seen) {
        assertThat(outcome.result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .isEqualTo(why));
        assertThat(outcome.fenceSeen()).isEqualTo(seen);
    }

    @Test
    void takesTheFenceAndNothingElse() {
        standing(OLD);

        assertDone(world.steps().attempt(claim(OLD, CLAIM)), CLAIM);

        assertStanding(CLAIM);
        assertThat(world.route53.calls().getLast().batch())
                .as("one batch of the old and the new fence")
                .hasSize(2)
                .allSatisfy(change -> assertThat(change.set().type()).isEqualTo("TXT"));
    }

    @Test
    void leavesRecordsAloneWhateverTheyAre() {
        var foreign = List.of(weighted(EAST, "127.0.10.9", 7));
        world.seed(foreign, record(OLD));

        assertDone(world.steps().attempt(claim(OLD, CLAIM)), CLAIM);

        assertThat(world.stored()).isEqualTo(World.sets(foreign, record(CLAIM)));
    }

    @Test
    void isRenewedAndGivenBackTheSameWay() {
        standing(CLAIM);
        var renewed = Fence.moving(18, EAST, "p17", CELL, LATER.plusSeconds(60));
        var returned = fence(19, EAST, "p17");

        assertDone(world.steps().attempt(claim(CLAIM, renewed)), renewed);
        assertDone(world.steps().attempt(claim(renewed, returned)), returned);

        assertStanding(returned);
    }

    @Test
    void takesOverAClaimThatTheDecisionKnows() {
        standing(OTHER);
        var next = moving(18, "p18");

        assertDone(world.steps().attempt(claim(OTHER, next)), next);

        assertStanding(next);
    }

    @Test
    void refusesAStaleFenceAndChangesNothing() {
        standing(OTHER);

        assertRefused(world.steps().attempt(claim(OLD, CLAIM)), Refusal.STALE_FENCE, OTHER);

        assertStanding(OTHER);
    }

    @Test
    void refusesWhenTheFenceIsGone() {
        world.seed(records(EAST));

        assertRefused(world.steps().attempt(claim(OLD, CLAIM)), Refusal.STALE_FENCE, null);

        assertThat(world.stored()).isEqualTo(World.sets(records(EAST)));
    }

    @Test
    void diesBeforeTheCallAndSucceedsAfterTheRestart() {
        standing(OLD);
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostBefore());

        var first = world.steps().attempt(claim(OLD, CLAIM));
        assertThat(((Failed) first.result()).retryable()).isTrue();
        assertStanding(OLD);

        assertDone(world.steps().attempt(claim(OLD, CLAIM)), CLAIM);
        assertStanding(CLAIM);
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void diesAfterTheCallAndRecognisesItsOwnValueAfterTheRestart() {
        standing(OLD);
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostAfter());
        world.route53.faults().inject(Operation.LIST_RECORDS, new Fault.Error(403, "AccessDenied", "not allowed"));

        var first = world.steps().attempt(claim(OLD, CLAIM));
        assertThat(((Failed) first.result()).retryable()).isTrue();

        assertDone(world.steps().attempt(claim(OLD, CLAIM)), CLAIM);
        assertDone(world.steps().attempt(again(claim(OLD, CLAIM), null)), CLAIM);
        assertStanding(CLAIM);
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void recognisesItsOwnValueWhenOnlyTheAnswerIsLost() {
        standing(OLD);
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostAfter());

        assertDone(world.steps().attempt(claim(OLD, CLAIM)), CLAIM);

        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void losesToAnotherWhileItsAnswerIsLost() {
        standing(OLD);
        world.route53.faults().inject(Operation.CHANGE_RECORDS, new Fault.LostBefore(() -> world.steps()
                .attempt(claim(OLD, OTHER))));

        assertRefused(world.steps().attempt(claim(OLD, CLAIM)), Refusal.STALE_FENCE, OTHER);

        assertStanding(OTHER);
    }

    @Test
    void looksFirstInALaterAttempt() {
        standing(OTHER);

        assertRefused(world.steps().attempt(again(claim(OLD, CLAIM), null)), Refusal.STALE_FENCE, OTHER);

        assertThat(world.route53.calls()).noneMatch(call -> call.operation() == Operation.CHANGE_RECORDS);
    }

    @Test
    void refusesAfterTheDeadlineUnlessItIsDoneAlready() {
        standing(OLD);
        var late = until(claim(OLD, CLAIM), PAST, DIGEST);

        assertRefused(world.steps().attempt(late), Refusal.EXPIRED, OLD);
        assertStanding(OLD);

        world.steps().attempt(claim(OLD, CLAIM));
        assertDone(world.steps().attempt(late), CLAIM);
    }

    @Test
    void refusesACommandOfAnotherTopology() {
        standing(OLD);

        assertRefused(
                world.steps().attempt(until(claim(OLD, CLAIM), LATER, "digest-2")), Refusal.TOPOLOGY_MISMATCH, OLD);

        assertStanding(OLD);
    }

    @Test
    void goesAgainWithinTheAttemptWhenThrottled() {
        standing(OLD);
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.throttling());

        assertDone(world.steps().attempt(claim(OLD, CLAIM)), CLAIM);
        assertStanding(CLAIM);
    }
}
