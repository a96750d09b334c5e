package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.LATER;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.claim;
import static io.signalbox.actuator.Orders.fence;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.Outside;
import io.signalbox.actuator.SignalWorld;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.FenceUnion;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.CellName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which data is stale, and words that are not known here, outlive every difference between a fence record and its signal. */
class SignalMarksTest {

    private static final CellName OTHER_CELL = new CellName("eu-west-1");
    private static final Fence HOME = fence(16, EAST, "p16");
    private static final Fence AWAY = fence(17, WEST, "p17").marking(Marks.NONE);

    /** Another cell's claim, taken at the same moment as the signal was raised. */
    private static final Fence CLAIMED = Fence.parse(Fence.moving(17, EAST, "q17", OTHER_CELL, LATER)
                    .leadingTo(WEST)
                    .marking(Marks.NONE.stale(EAST, 17))
                    .text()
            + " later=x");

    private static final Fence JOINED = FenceUnion.of(AWAY, CLAIMED);

    private final Outside outside = new Outside(new SimpleMeterRegistry());
    private final SignalWorld world = new SignalWorld(HOME);

    @AfterEach
    void close() {
        world.close();
        outside.close();
    }

    private StepDispatcher steps() {
        return world.steps(outside);
    }

    @Test
    void theRecordFollowsASignalOfTheSameEpochAndKeepsItsOwnMarksAndWords() {
        world.rewriteRecord(CLAIMED);
        world.signal(AWAY);

        world.reconciler().finish(world.service());

        assertThat(world.record()).isEqualTo(JOINED);
        assertThat(JOINED.active()).isEqualTo(WEST);
        assertThat(JOINED.marksStale(EAST)).isTrue();
        assertThat(JOINED.others()).containsExactly("later=x");
    }

    @Test
    void aLaterSignalDoesNotWipeTheMarksOfTheRecord() {
        world.rewriteRecord(HOME.marking(Marks.NONE.stale(EAST, 12)));
        world.signal(AWAY);

        world.reconciler().finish(world.service());

        assertThat(world.record()).isEqualTo(AWAY.marking(Marks.NONE.stale(EAST, 12)));
    }

    @Test
    void whoeverDecidesOnBothTogetherComesHome() {
        world.rewriteRecord(CLAIMED);
        world.signal(AWAY);
        Fence home = fence(18, EAST, "p18").after(JOINED);

        StepOutcome outcome = world.carryThrough(steps(), world.move(JOINED, home));

        assertThat(outcome.result()).isEqualTo(new Done(world.records()));
        assertThat(world.record()).isEqualTo(home);
        assertThat(world.signal()).isEmpty();
    }

    @Test
    void whoeverDecidedOnTheSignalAloneIsRefusedAndToldOfTheMarks() {
        world.rewriteRecord(CLAIMED);
        world.signal(AWAY);

        assertStale(steps().attempt(claim(AWAY, Fence.moving(18, WEST, "p18", HOME.cell(), LATER))), JOINED);
    }

    @Test
    void theSignalIsRaisedByWhoeverKnowsMoreThanTheNameServersStillAnswer() {
        Fence known = HOME.marking(Marks.NONE.stale(EAST, 12));
        Fence next = fence(17, WEST, "p17").after(known);

        assertThat(steps().attempt(world.move(known, next)).result()).isInstanceOf(InProgress.class);

        assertThat(world.signal()).contains(next);
    }

    @Test
    void anOlderSignalIsNotReplacedByAFenceThatForgetsItsMarks() {
        Fence older = fence(15, WEST, "p15").marking(Marks.NONE.stale(EAST, 15));
        world.signal(older);
        Fence joined = HOME.marking(Marks.NONE.stale(EAST, 15));

        assertStale(steps().attempt(world.move(HOME, AWAY)), joined);
        assertThat(world.signal()).contains(older);

        Fence next = fence(17, WEST, "p17").after(joined);
        assertThat(steps().attempt(world.move(joined, next)).result()).isInstanceOf(InProgress.class);
        assertThat(world.signal()).contains(next);
    }

    @Test
    void anOutlivedSignalIsRemovedOnlyOnceItsMarksAreInTheRecord() {
        world.rewriteRecord(fence(18, EAST, "p18"));
        world.signal(AWAY.marking(Marks.NONE.stale(EAST, 17)));

        world.reconciler().finish(world.service());
        assertThat(world.record()).isEqualTo(fence(18, EAST, "p18").marking(Marks.NONE.stale(EAST, 17)));
        assertThat(world.signal()).isPresent();

        world.reconciler().finish(world.service());
        assertThat(world.signal()).isEmpty();
    }

    @Test
    void aChangeOfANewerRecordKeepsWhatAnOlderSignalKnows() {
        Fence record = Fence.moving(18, WEST, "p18", HOME.cell(), LATER);
        world.rewriteRecord(record);
        world.signal(AWAY.marking(Marks.NONE.stale(EAST, 17)));
        Fence joined = record.marking(Marks.NONE.stale(EAST, 17));
        Fence home = fence(19, EAST, "p18");

        assertStale(steps().attempt(world.move(record, home)), joined);

        assertThat(world.carryThrough(steps(), world.move(joined, home.after(joined)))
                        .result())
                .isEqualTo(new Done(world.records()));
        assertThat(world.record()).isEqualTo(home.after(joined));
    }

    private static void assertStale(StepOutcome outcome, Fence seen) {
        assertThat(outcome.result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .isEqualTo(Refusal.STALE_FENCE));
        assertThat(outcome.fenceSeen()).isEqualTo(seen);
    }
}
