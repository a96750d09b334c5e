package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.DirectiveLimits;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.state.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What everybody may see of a service. */
class StatusTest {

    private final Story story = new Given()
            .plan(
                    Plans.Name.FAILOVER,
                    Recipe.put("one", OnFailure.CONTINUE),
                    Recipe.put("two"),
                    Recipe.gate("pause", new Work.Pause(Duration.ofSeconds(9))),
                    Recipe.approval(),
                    Step.SWITCH)
            .story();
    private final Hands hands = new Hands(story);

    private ServiceStatus.Step step(int number) {
        return story.status().plan().steps().get(number);
    }

    @Test
    void aPlanIsShownWithAllThatIsKnownOfIt() {
        story.sees(EAST, Verdict.DOWN);
        ServiceStatus.Plan plan = story.status().plan();
        assertThat(plan.kind()).isEqualTo("failover");
        assertThat(plan.from()).isEqualTo(EAST);
        assertThat(plan.to()).isEqualTo(WEST);
        assertThat(plan.startedAt()).isEqualTo(story.now);
        assertThat(plan.deadline()).isEqualTo(story.now.plus(Duration.ofMinutes(15)));
        assertThat(plan.id()).isEqualTo(story.last().plan());
        assertThat(plan.steps())
                .extracting("kind")
                .containsExactly("claim", "ssm-put", "ssm-put", "pause", "approve", "dns-switch");
        assertThat(story.status().target()).isEqualTo(WEST);
    }

    @Test
    void eachStepIsShownAsItStands() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim").breaks("one");
        Instant begun = story.now;
        story.passes(Duration.ofSeconds(7));
        assertThat(step(0)).isEqualTo(new ServiceStatus.Step("claim", "claim", 0, "done", 1, null, null));
        assertThat(step(1)).isEqualTo(new ServiceStatus.Step("one", "ssm-put", 1, "failed", 1, null, "not allowed"));
        assertThat(step(2)).isEqualTo(new ServiceStatus.Step("two", "ssm-put", 2, "running", 2, begun, null));
        assertThat(step(3)).isEqualTo(new ServiceStatus.Step("pause", "pause", 3, "waiting", 0, null, null));
        hands.does("two");
        assertThat(step(3)).isEqualTo(new ServiceStatus.Step("pause", "pause", 3, "running", 0, story.now, null));
        story.passes(Duration.ofSeconds(9));
        assertThat(step(4)).isEqualTo(new ServiceStatus.Step("ask", "approve", 4, "asking", 0, story.now, "go on?"));
        story.sees(EAST, Verdict.UP);
        assertThat(step(2)).isEqualTo(new ServiceStatus.Step("two", "ssm-put", 2, "undoing", 3, story.now, null));
        hands.does("two");
        assertThat(step(2)).isEqualTo(new ServiceStatus.Step("two", "ssm-put", 2, "undone", 3, null, null));
    }

    @Test
    void whatCouldNotBePutBackIsShownAsFailed() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim", "one", "two");
        story.sees(EAST, Verdict.UP);
        hands.breaks("two");
        assertThat(step(2).state()).isEqualTo("failed");
        assertThat(step(2).detail()).isEqualTo("denied: not allowed");
    }

    @Test
    void aPlanThatIsStuckIsStillShown() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim", "one").breaks("two").does("claim");
        assertThat(story.status().phase()).isEqualTo("stuck");
        assertThat(step(2).state()).isEqualTo("failed");
        assertThat(story.status().target()).isEqualTo(WEST);
        story.orders(new Directive.Acknowledge()).sees(EAST, Verdict.UP).passes(Duration.ofMinutes(1));
        assertThat(story.status().plan()).isNull();
        assertThat(story.status().target()).isNull();
    }

    @Test
    void alarmsAreShownWorstFirst() {
        Story plain = new Given().story().sees(EAST, Verdict.DOWN);
        new Hands(plain).refuses("dns-switch", Refusal.DRIFT);
        plain.sights(Sight.UNREADABLE, null).sights(plain.state().fence());
        plain.sights(Sight.ABSENT, null).sights(Sight.UNREADABLE, null);
        assertThat(plain.status().alarms())
                .extracting("code")
                .containsExactly("stuck", "active-down", "fence-unreadable");
        assertThat(plain.status().alarms().getFirst().text()).contains("refused");
    }

    @Test
    void itSaysSinceWhenItIsAsItIs() {
        Instant steady = story.status().since();
        story.passes(Duration.ofMinutes(1)).sees(WEST, Verdict.UNKNOWN);
        assertThat(story.status().since()).isEqualTo(steady);
        story.sees(EAST, Verdict.DOWN);
        Instant grace = story.now;
        assertThat(story.status().since()).isEqualTo(grace);
        story.passes(Duration.ofSeconds(5)).sees(WEST, Verdict.DOWN);
        assertThat(story.status().since()).isEqualTo(story.now);
    }

    @Test
    void waitingIsCountedFromWhenItBegan() {
        Story frozen = new Given().story().orders(new Directive.Freeze(null)).sees(EAST, Verdict.DOWN);
        Instant began = frozen.now;
        frozen.passes(Duration.ofSeconds(5)).ordersForAll(new Directive.Freeze(null));
        assertThat(((Phase.AwaitingLeave) frozen.state().phase()).since()).isEqualTo(began);
        assertThat(frozen.status().target()).isEqualTo(WEST);
        assertThat(frozen.kindsOf(Set.of("held"))).hasSize(2);
    }

    @Test
    void theSameDirectiveIsKnownAgainAmongTheLastOnes() {
        for (int order = 0; order < DirectiveLimits.MOST_KNOWN; order++) {
            story.orders("x" + order, null, new Directive.Thaw());
        }
        assertThat(story.state().directives())
                .hasSize(DirectiveLimits.MOST_KNOWN)
                .startsWith("x0");
        int before = story.journal.size();
        story.orders("x0", null, new Directive.Thaw());
        assertThat(story.journal).hasSize(before);
        String last = "x" + DirectiveLimits.MOST_KNOWN;
        story.orders(last, null, new Directive.Thaw());
        assertThat(story.state().directives())
                .hasSize(DirectiveLimits.MOST_KNOWN)
                .startsWith("x1")
                .endsWith(last);
    }

    @Test
    void journalEntriesAreNumberedWithoutGaps() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim", "one").breaks("two").does("claim");
        assertThat(story.journal).extracting(JournalEntry::version).isSorted().doesNotHaveDuplicates();
        assertThat(story.journal.getLast().version()).isEqualTo(story.status().version());
        assertThat(story.journal.getFirst().version()).isEqualTo(1);
    }

    @Test
    void journalEntriesSayWhereThePlanLeadsAndWhichStepItIs() {
        story.sees(EAST, Verdict.DOWN);
        hands.does("claim", "one");
        JournalEntry done = story.journal.getLast();
        assertThat(done.kind()).isEqualTo("step-done");
        assertThat(done.step()).isEqualTo(1);
        assertThat(done.from()).isEqualTo(EAST);
        assertThat(done.to()).isEqualTo(WEST);
        assertThat(done.epoch()).isEqualTo(2);
        assertThat(done.plan()).isEqualTo(story.status().plan().id());
        story.orders(new Directive.Freeze(null));
        assertThat(story.journal.getLast().who()).isEqualTo("ann");
        assertThat(story.journal.getLast().directive()).isEqualTo("d1");
        assertThat(story.journal.getLast().to()).isNull();
        assertThat(story.journal.getLast().from()).isEqualTo(EAST);
    }

    @Test
    void nothingIsPublishedWhereNothingHasChanged() {
        ServiceStatus before = story.status();
        story.passes(Duration.ofMinutes(1));
        assertThat(story.status()).isSameAs(before);
    }

    @Test
    void whatConcernsAnUnknownServiceHasNoEffect() {
        int before = story.journal.size();
        story.about(Given.service(7)).sees(EAST, Verdict.DOWN).orders(new Directive.Freeze(null));
        assertThat(story.journal).hasSize(before);
        assertThat(story.state()).isNull();
    }

    @Test
    void aServiceThatIsGoneForAWhileIsNotShownMeanwhileAndStillFrozenWhenItIsBack() {
        Story two = new Given().services(2).story().about(Given.service(2)).orders(new Directive.Freeze(null));
        two.follows(new Given().topology()).sees(EAST, Verdict.DOWN);
        assertThat(two.status()).isNull();
        two.follows(new Given().services(2).topology()).sees(EAST, Verdict.DOWN);
        assertThat(two.status().freeze()).isNotNull();
        assertThat(two.moves()).isEmpty();
    }
}
