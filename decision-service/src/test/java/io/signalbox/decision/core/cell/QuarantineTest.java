package io.signalbox.decision.core.cell;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What cannot be decided costs the one service that it concerns, until a person lifts its quarantine. */
class QuarantineTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** No later fence than this one can be written: whatever begins a plan throws. */
    private static final Fence LAST = Fence.settled(Fence.LARGEST_EPOCH, EAST, "m1-1", CELL);

    private final Story story = new Given().services(2).story();

    private void lastFence() {
        ServiceState at = story.state();
        story.remembers(new ServiceState(
                at.v(),
                at.service(),
                at.version(),
                at.phase(),
                LAST,
                at.activeSince(),
                at.fenceSighted(),
                at.records(),
                at.verdicts(),
                at.holds(),
                at.memory(),
                at.reason(),
                at.since(),
                at.alarms(),
                at.recovery(),
                at.directives(),
                at.dividedSince(),
                at.described()));
    }

    /** Its own tick fails: the freeze that held the move has ended, and the move cannot be planned. */
    private void fails() {
        lastFence();
        story.orders(new Directive.Freeze(story.now.plusSeconds(10)));
        story.sees(EAST, Verdict.DOWN).passes(Duration.ofSeconds(11));
    }

    @Test
    void aServiceWhoseOwnTickFailsIsQuarantinedWithTheCause() {
        fails();
        assertThat(story.status().alarms()).first().satisfies(alarm -> {
            assertThat(alarm.code()).isEqualTo("quarantined");
            assertThat(alarm.text()).contains("fence epoch 9007199254740993");
        });
        assertThat(story.kindsOf(Set.of("quarantined"))).hasSize(1);
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void noOtherServiceIsConcerned() {
        fails();
        story.about(Given.service(2)).sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(WEST);
        assertThat(story.status().alarms()).extracting(Reason::code).doesNotContain("quarantined");
    }

    @Test
    void nothingOfItIsDecidedAlsoAfterARestart() {
        fails();
        int sent = story.commands.size();
        story.restarts().passes(Duration.ofMinutes(30)).orders(new Directive.Override(WEST, null, true, true));
        assertThat(story.commands).hasSize(sent);
        assertThat(story.why("directive-refused").code()).isEqualTo("quarantined");
        assertThat(story.status().alarms()).extracting(Reason::code).contains("quarantined");
    }

    @Test
    void itsVerdictsAreHeardAllTheSame() {
        fails();
        story.sees(EAST, Verdict.UP).passes(SECOND);
        assertThat(story.state().verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(story.status().sites()).extracting(site -> site.verdict()).startsWith(Verdict.UP);
    }

    @Test
    void sitesWithStaleDataAreShownAsSuch() {
        story.sights(Fence.settled(2, EAST, "m9-9", CELL).marking(Marks.NONE.stale(WEST, 2)));
        fails();
        assertThat(story.status().sites().get(1).stale()).satisfies(stale -> {
            assertThat(stale.epoch()).isEqualTo(2);
            assertThat(stale.reason().code()).isEqualTo("stale-data");
        });
        assertThat(story.status().reseed().text()).contains("us-west-2");
    }

    @Test
    void aPersonLiftsIt() {
        fails();
        story.sees(EAST, Verdict.UP).orders(new Directive.LiftQuarantine(null)).passes(SECOND);
        assertThat(story.status().alarms()).extracting(Reason::code).doesNotContain("quarantined");
        assertThat(story.why("lift-quarantine").text()).contains("decided on again");
        assertThat(story.fleet().quarantine(Given.service(1))).isNull();
    }

    @Test
    void itComesBackAtOnceWhenTheCauseIsStillThere() {
        fails();
        story.orders(new Directive.LiftQuarantine(null)).passes(SECOND);
        assertThat(story.status().alarms()).extracting(Reason::code).contains("quarantined");
        assertThat(story.kindsOf(Set.of("quarantined"))).hasSize(2);
    }

    @Test
    void aStateThatIsDiscardedBeginsAnewAndFrozen() {
        fails();
        story.orders(new Directive.LiftQuarantine(true)).passes(SECOND);
        assertThat(story.status().alarms()).extracting(Reason::code).doesNotContain("quarantined");
        assertThat(story.state().holds().freeze().who()).isEqualTo("ann");
        assertThat(story.state().verdict(EAST)).isEqualTo(Verdict.DOWN);
        assertThat(story.last().note()).contains("adoption");
        story.done().passes(Duration.ofMinutes(5));
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void aServiceThatIsNotQuarantinedRefusesToBeLifted() {
        story.orders(new Directive.LiftQuarantine(null));
        assertThat(story.why("directive-refused").code()).isEqualTo("not-quarantined");
    }

    @Test
    void anEventThatFailsLeavesEverythingAsItWasBefore() {
        lastFence();
        ServiceState before = story.state();
        FleetState fleet = story.fleet();
        for (int time = 0; time < 3; time++) {
            assertThatThrownBy(() -> story.sees(EAST, Verdict.DOWN)).isInstanceOf(IllegalArgumentException.class);
        }
        story.passes(Duration.ofMinutes(1));
        assertThat(story.state()).isEqualTo(before);
        assertThat(story.fleet()).isEqualTo(fleet);
        assertThat(story.status().alarms()).extracting(Reason::code).doesNotContain("quarantined");
    }

    @Test
    void anOrderForAllServicesThatFailsForOneIsTakenForNone() {
        for (int service : List.of(1, 2)) {
            story.about(Given.service(service)).sees(EAST, Verdict.DOWN);
            Command asked = story.last();
            story.answers(asked, new Refused(Refusal.DRIFT, "A was changed"), asked.expected());
        }
        lastFence();
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> story.ordersForAll("a", new Directive.Acknowledge()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        story.about(Given.service(1)).passes(SECOND);
        assertThat(story.status().phase()).isEqualTo("stuck");
    }

    @Test
    void aFreezeOfAllServicesIsTakenThoughOneOfThemIsQuarantined() {
        fails();
        story.ordersForAll(new Directive.Freeze(null));
        assertThat(story.status().alarms()).extracting(Reason::code).contains("quarantined");
        story.about(Given.service(2)).sees(EAST, Verdict.DOWN);
        assertThat(story.status().freeze().everyService()).isTrue();
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNeitherStoredNorDecidedOn() {
        var brain = new Brain(
                new Given().services(2).topology(),
                CELL,
                FleetState.NEW,
                List.of(),
                Map.of(Given.service(1), "unknown phase"));
        var effects = brain.tick(story.now);
        assertThat(effects)
                .noneMatch(effect -> effect instanceof Brain.Effect.StoreService(var state)
                        && state.service().equals(Given.service(1)));
        assertThat(effects)
                .noneMatch(effect -> effect instanceof Brain.Effect.Send(var command)
                        && command.service().equals(Given.service(1)));
        assertThat(effects)
                .anyMatch(effect -> effect instanceof Brain.Effect.Send(var command)
                        && command.service().equals(Given.service(2)));
    }
}
