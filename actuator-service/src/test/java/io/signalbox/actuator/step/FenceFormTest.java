package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.claim;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.move;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.actuator.core.AuthoritativeServers.Answered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fence's text is compared. The form in which its record was written is not, since a person may have restored it. */
class FenceFormTest {

    private static final Fence OLD = fence(16, EAST, "p16");
    private static final Fence CLAIM = moving(17, "p17");

    private final World world = new World();

    @AfterEach
    void close() {
        assertThat(world.route53.audit().violations()).isEmpty();
        world.close();
    }

    private static List<RecordSet> restored(long ttl, String value) {
        return List.of(new RecordSet(
                Fence.recordName(HOSTNAME), RecordType.TXT, ttl, null, null, List.of(value), null, null, null));
    }

    private static String halves(Fence fence) {
        String text = fence.text();
        return "\"" + text.substring(0, 10) + "\" \"" + text.substring(10) + "\"";
    }

    private static String whole(Fence fence) {
        return record(fence).getFirst().values().getFirst();
    }

    private void assertClaimed(StepOutcome outcome) {
        assertThat(outcome.result()).isEqualTo(new Done(List.of()));
        assertThat(world.stored()).isEqualTo(World.sets(records(EAST), record(CLAIM)));
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void isReplacedWhenAPersonHasRestoredItWithAnotherTtl() {
        world.seed(records(EAST), restored(300, whole(OLD)));

        assertClaimed(world.steps().attempt(claim(OLD, CLAIM)));
    }

    @Test
    void isReplacedWhenItsTextIsDividedIntoOtherStrings() {
        world.seed(records(EAST), restored(5, halves(OLD)));

        assertClaimed(world.steps().attempt(claim(OLD, CLAIM)));
    }

    @Test
    void isFoundInItsFormBeforeALaterAttemptAsksForAnything() {
        world.seed(records(EAST), restored(300, halves(OLD)));

        assertClaimed(world.steps().attempt(again(claim(OLD, CLAIM), null)));

        assertThat(world.route53.calls())
                .filteredOn(call -> call.operation() == Operation.CHANGE_RECORDS)
                .hasSize(1);
    }

    @Test
    void isReplacedTogetherWithTheTraffic() {
        world.seed(records(EAST), restored(300, halves(OLD)));
        Fence next = fence(17, WEST, "p17");

        assertThat(world.steps().attempt(move(OLD, next)).result()).isInstanceOf(InProgress.class);

        assertThat(world.stored()).isEqualTo(World.sets(records(WEST), record(next)));
    }

    @Test
    void recordsOfAnotherHandAreStillRefusedWhenTheFenceHasAnotherFormAsWell() {
        var foreign = List.of(weighted(EAST, "127.0.10.9", 100));
        world.seed(foreign, restored(300, whole(OLD)));

        assertRefused(world.steps().attempt(move(OLD, fence(17, WEST, "p17"))), Refusal.DRIFT, OLD);

        assertThat(world.stored()).isEqualTo(World.sets(foreign, restored(300, whole(OLD))));
    }

    @Test
    void anotherTextIsRefusedWhateverItsForm() {
        Fence other = fence(16, EAST, "p16").holding("freeze");
        world.seed(records(EAST), restored(300, halves(other)));

        assertRefused(world.steps().attempt(claim(OLD, CLAIM)), Refusal.STALE_FENCE, other);
    }

    @Test
    void aTextThatIsWrittenBetweenTheLookAndTheChangeIsRefused() {
        Fence other = moving(17, "other");
        world.seed(records(EAST), restored(300, whole(OLD)));
        world.route53.faults().inject(Operation.CHANGE_RECORDS, new Fault.Before(() -> {}));
        world.route53.faults().inject(Operation.CHANGE_RECORDS, new Fault.Before(() -> world.steps()
                .attempt(claim(OLD, other))));

        assertRefused(world.steps().attempt(claim(OLD, CLAIM)), Refusal.STALE_FENCE, other);
    }

    @Test
    void wordsInAnotherOrderAndWordsThatAreNotKnownAreComparedAsTheyStandThere() {
        Fence odd = Fence.parse("epoch=16  v=1 later=x active=us-east-1 phase=settled plan=p16 cell=us-west-2");
        world.seed(records(EAST), record(odd));

        assertRefused(world.steps().attempt(claim(OLD, CLAIM)), Refusal.STALE_FENCE, odd);
        assertClaimed(world.steps().attempt(claim(odd, CLAIM)));
    }

    @Test
    void aTextOfAThousandBytesIsWrittenReadAnsweredAndReplaced() {
        Fence longest = longest();
        world.seed(records(EAST), record(OLD));

        assertThat(world.steps().attempt(claim(OLD, longest)).result()).isEqualTo(new Done(List.of()));

        assertThat(longest.text()).hasSizeBetween(950, Fence.LONGEST_TEXT);
        var question = new Question(Fence.recordName(HOSTNAME), RecordType.TXT);
        assertThat(world.servers()
                        .ask(ZONE, List.of(question))
                        .getFirst()
                        .replies()
                        .get(question))
                .isEqualTo(new Answered(List.of(longest.text())));
        assertThat(world.steps().attempt(again(claim(OLD, longest), null)).fenceSeen())
                .isEqualTo(longest);
        Fence next = fence(18, EAST, "p17").after(longest);
        assertThat(world.steps().attempt(claim(longest, next)).result()).isEqualTo(new Done(List.of()));
        assertThat(world.stored()).isEqualTo(World.sets(records(EAST), record(next)));
    }

    /** With a backslash where one string ends and another begins. */
    static Fence longest() {
        return Fence.parse(moving(17, "p17")
                        .holding("\\".repeat(500))
                        .marking(Marks.NONE.stale(EAST, 17))
                        .text()
                + " later=" + "\\x".repeat(183));
    }

    private static void assertRefused(StepOutcome outcome, Refusal why, Fence seen) {
        assertThat(outcome.result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .isEqualTo(why));
        assertThat(outcome.fenceSeen()).isEqualTo(seen);
    }
}
