package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Directive.Approve;
import io.signalbox.contract.Directive.Override;
import io.signalbox.contract.Directive.Reject;
import io.signalbox.contract.Directive.Release;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Step;
import io.signalbox.decision.core.state.Holds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where it is configured, nobody forces traffic anywhere alone. */
class SecondPersonTest {

    private static final Approve YES = new Approve(null, null);

    private final Story story = new Given().twoPersons().story().by("ann");

    private Override force(SiteName target) {
        return new Override(target, null, true, false);
    }

    private String refusal() {
        assertThat(story.kinds()).endsWith("directive-refused");
        return story.journal.getLast().reason().code();
    }

    @Test
    void aForcedOverrideWaitsForAnother() {
        story.sees(WEST, Verdict.DOWN).orders(force(WEST)).passes(Duration.ofMinutes(5));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().override()).isNull();
        assertThat(story.status().awaits().what()).isEqualTo("override");
        assertThat(story.status().awaits().question())
                .isEqualTo("send the traffic to us-west-2 by force? ann: because");
        assertThat(story.status().awaits().notBy()).isEqualTo("ann");
        assertThat(story.why("override").text()).contains("waits for a second person");
        story.by("ben").orders(YES);
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().override().who()).isEqualTo("ann");
        assertThat(story.status().awaits()).isNull();
        assertThat(story.why("approve").text()).contains("the forced override of ann is in force");
    }

    @Test
    void theSamePersonIsNotAnother() {
        story.orders(force(WEST)).orders(YES);
        assertThat(refusal()).isEqualTo("same-person");
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().awaits()).isNotNull();
    }

    @Test
    void oneNameIsNotOnePerson() {
        story.by("ann", "https://login.example.com#1").orders(force(WEST));
        story.restarts().by("ann (ops)", "https://login.example.com#1").orders(YES);
        assertThat(refusal()).isEqualTo("same-person");
        story.by("ann", "https://login.example.com#2").orders(YES);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aStepOfAPlanAndAReAdoptionAskForAnotherPersonNotForAnotherName() {
        Story asking = new Given()
                .twoPersons()
                .plan(Plans.Name.SWITCHOVER, Recipe.approval(), Step.SWITCH)
                .story();
        asking.by("ann", "https://a.example.com#1").orders(new Override(WEST, null, false, false));
        new Hands(asking).does("claim");
        asking.by("bea", "https://a.example.com#1").orders(YES);
        assertThat(asking.journal.getLast().reason().code()).isEqualTo("same-person");
        asking.by("ann", "https://b.example.com#1").orders(YES);
        assertThat(asking.moves()).containsExactly(WEST);

        Story lost = new Given()
                .twoPersons()
                .story()
                .sights(Fence.settled(7, EAST, "m7-1", new CellName("eu-west-1")))
                .sights(FenceSighting.Sight.ABSENT, null);
        lost.by("ann", "https://a.example.com#1").orders(new Directive.ReAdopt(null));
        lost.by("bea", "https://a.example.com#1").orders(YES);
        assertThat(lost.journal.getLast().reason().code()).isEqualTo("same-person");
        lost.by("ann", "https://b.example.com#1").orders(YES);
        assertThat(lost.status().phase()).isEqualTo("re-adopting");
    }

    @Test
    void anotherMayRejectIt() {
        story.orders(force(WEST)).by("ben").orders(new Reject());
        assertThat(story.why("reject").text()).contains("is rejected");
        story.orders(YES);
        assertThat(refusal()).isEqualTo("nothing-waits");
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void aReleaseEndsItAsWell() {
        story.orders(force(WEST)).orders(new Release());
        assertThat(story.status().awaits()).isNull();
        assertThat(story.state().holds()).isEqualTo(Holds.NONE);
    }

    @Test
    void itEndsWhenItsTimeIsOver() {
        story.orders(new Override(WEST, story.now.plusSeconds(60), true, false)).passes(Duration.ofMillis(59_900));
        assertThat(story.status().awaits()).isNotNull();
        story.passes(Duration.ofMillis(100));
        assertThat(story.status().awaits()).isNull();
        assertThat(story.why("override-expired").text()).contains("the proposed override to us-west-2 of ann");
    }

    @Test
    void itSurvivesARestart() {
        story.orders(force(WEST)).restarts().by("ben").orders(YES);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void whatNeedsNoForceNeedsNoOther() {
        story.orders(new Override(WEST, null, false, false));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void anOverrideInForceStaysWhileAnotherIsProposed() {
        story.orders(new Override(WEST, null, false, false)).done().orders(force(PAGE));
        assertThat(story.status().override().target()).isEqualTo(WEST);
        story.by("ben").orders(YES).done();
        assertThat(story.status().active()).isEqualTo(PAGE);
        assertThat(story.status().override().target()).isEqualTo(PAGE);
    }

    @Test
    void aProposalComesBeforeAMoveThatWaits() {
        Story waiting = new Given().twoPersons().mode(Policy.Mode.APPROVE).story();
        waiting.sees(EAST, Verdict.DOWN).by("ann").orders(force(PAGE)).by("ben").orders(YES);
        assertThat(waiting.moves()).containsExactly(PAGE);
    }

    @Test
    void anApprovedForceLeavesWhatWasStuck() {
        story.sees(EAST, Verdict.DOWN);
        new Hands(story).refuses("dns-switch", Refusal.DRIFT);
        assertThat(story.status().phase()).isEqualTo("stuck");
        story.orders(force(PAGE));
        assertThat(story.status().phase()).isEqualTo("stuck");
        story.by("ben").orders(YES);
        assertThat(story.status().phase()).isEqualTo("moving");
        assertThat(story.status().plan().to()).isEqualTo(PAGE);
    }

    @Test
    void anOverrideThatIsOverAlreadyIsRefused() {
        story.orders(new Override(WEST, story.now, false, false));
        assertThat(refusal()).isEqualTo("already-over");
    }
}
