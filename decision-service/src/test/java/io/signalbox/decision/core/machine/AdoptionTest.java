package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.StepArguments;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A service gets its first fence, and no answer changes. */
class AdoptionTest {

    private final Story story = new Story(new Given().topology()).passes(Duration.ZERO);
    private final Command command = story.last();

    private StepArguments.DnsAdopt arguments() {
        return (StepArguments.DnsAdopt) command.arguments();
    }

    @Test
    void proposesThePreferredSiteAndKnowsTheRecordsOfEach() {
        assertThat(arguments().preferred()).isEqualTo(EAST);
        assertThat(arguments().candidates()).containsKeys(EAST, WEST);
        assertThat(command.expected()).isNull();
        assertThat(command.next()).isEqualTo(Fence.settled(1, EAST, command.plan(), CELL));
        assertThat(command.note()).isEqualTo("adoption to us-east-1");
    }

    @Test
    void takesTheTrafficToBeWhereTheActuatorFoundIt() {
        Fence found = Fence.settled(1, WEST, command.plan(), CELL);
        story.answers(new Done(arguments().candidates().get(WEST)), found);
        assertThat(story.status().active()).isEqualTo(WEST);
        assertThat(story.status().epoch()).isEqualTo(1);
        assertThat(story.why("adopted").text()).contains("points at us-west-2 as before");
    }

    @Test
    void takesItsOwnWordWhereTheActuatorSaysNothingOfTheFence() {
        story.answers(new Done(arguments().candidates().get(EAST)), null);
        assertThat(story.status().fence()).isEqualTo(command.next());
    }

    @Test
    void takesItsOwnWordWhereTheActuatorSawAnother() {
        for (Fence seen : List.of(
                Fence.settled(2, WEST, command.plan(), CELL),
                Fence.settled(1, WEST, "other", CELL),
                Fence.settled(1, WEST, command.plan(), new CellName("eu-west-1")))) {
            Story other = new Story(new Given().topology()).passes(Duration.ZERO);
            other.answers(new Done(arguments().candidates().get(EAST)), seen);
            assertThat(other.status().fence()).isEqualTo(command.next());
        }
    }

    @Test
    void removesAtTheFirstMoveWhatWasFound() {
        story.done().sees(EAST, Verdict.UP).sees(WEST, Verdict.UP).sees(EAST, Verdict.DOWN);
        var change = (StepArguments.DnsSwitch) story.last().arguments();
        assertThat(change.remove()).isEqualTo(arguments().candidates().get(EAST));
    }

    @Test
    void isTriedForAsLongAsItTakes() {
        story.answers(new Failed("throttled", "rate exceeded", true), null).passes(Duration.ofHours(1));
        assertThat(story.status().phase()).isEqualTo("moving");
        assertThat(story.last().attempt()).isGreaterThan(100);
    }

    @Test
    void getsStuckOnRecordsThatAreNoSites() {
        story.answers(new Refused(Refusal.UNKNOWN_RECORDS, "A 203.0.113.9"), null);
        assertThat(story.status().phase()).isEqualTo("stuck");
        assertThat(story.status().reason().text()).contains("203.0.113.9");
        assertThat(story.kinds()).doesNotContain("step-failed", "move-started");
        story.orders(new Directive.Acknowledge());
        assertThat(story.last().arguments().kind()).isEqualTo("dns-adopt");
        assertThat(story.status().phase()).isEqualTo("moving");
    }

    @Test
    void losesAgainstAnotherCell() {
        Fence winner = Fence.settled(1, EAST, "m1-0", new CellName("eu-west-1"));
        story.answers(new Refused(Refusal.STALE_FENCE, "there is one"), winner);
        assertThat(story.status().fence()).isEqualTo(winner);
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @Test
    void losesAgainstWhatHasBecomeOfAFormerAdoptionOfTheSameName() {
        Fence found = Fence.settled(1, EAST, command.plan(), CELL).rewritten("f@eu-west-1:-", Agreed.NOTHING);
        story.answers(new Refused(Refusal.STALE_FENCE, "expected no fence"), found);
        assertThat(story.status().fence()).isEqualTo(found);
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @Test
    void seesWhatHasBecomeOfAFormerAdoptionOfTheSameName() {
        Fence found = Fence.settled(1, EAST, command.plan(), CELL).rewritten("f@eu-west-1:-", Agreed.NOTHING);
        story.sights(found);
        assertThat(story.status().fence()).isEqualTo(found);
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    @Test
    void isNoRecovery() {
        story.done();
        assertThat(story.status().recovery()).isNull();
        assertThat(story.kindsOf(Set.of("adopted"))).hasSize(1);
    }
}
