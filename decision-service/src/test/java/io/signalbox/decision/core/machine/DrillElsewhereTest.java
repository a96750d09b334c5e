package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static io.signalbox.decision.core.machine.TwoCells.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.FailedMove;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.StepArguments;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A drill asks every cell: what another cell has written first stops it before it is announced. */
class DrillElsewhereTest {

    private static final Directive.StartDrill RUN = Rehearsals.run(Rehearsals.FIRST);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Story story = given().story();

    private static Given given() {
        return new Given().cell(OTHER).drill(Rehearsals.entry());
    }

    private static void announced(Story story, int times) {
        assertThat(story.kindsOf(Set.of("start-drill"))).hasSize(times);
        assertThat(notices(story)).hasSize(times);
    }

    /** Beginning and end alike. */
    private static List<Command> notices(Story story) {
        return story.commands.stream()
                .filter(command -> command.arguments() instanceof Action)
                .toList();
    }

    private static Command asked(Story story) {
        return story.commands.stream()
                .filter(command -> !(command.arguments() instanceof Action))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static void blocked(Story story, String code) {
        assertThat(story.why("directive-refused").code()).isEqualTo(code);
        assertThat(story.status().lastDrill().result()).isEqualTo("blocked");
        assertThat(story.status().drill()).isNull();
        assertThat(story.kindsOf(Set.of("start-drill"))).isEmpty();
        assertThat(notices(story).toString()).contains("does not begin").doesNotContain("drill begins");
        story.passes(Duration.ofMinutes(1));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().phase()).isEqualTo("steady");
    }

    private void finds(Fence other) {
        story.answers(asked(story), new Refused(Refusal.STALE_FENCE, "found another"), other);
    }

    @Test
    void itIsAnnouncedOnceItsClaimIsTaken() {
        story.orders(RUN);
        Command claim = asked(story);
        assertThat(claim.arguments()).isInstanceOf(StepArguments.Claim.class);
        announced(story, 0);
        assertThat(story.status().drill()).isNotNull();
        story.done(claim);
        announced(story, 1);
        assertThat(notices(story).toString()).contains("drill begins");
        story.done(asked(story)).passes(SOON);
        assertThat(story.status().active()).isEqualTo(WEST);
        announced(story, 1);
    }

    @Test
    void whatAFreezeHasStoppedIsNotCarriedThroughAsAFailoverWhenItsClaimIsTakenLate() {
        story.orders(RUN);
        Command claim = asked(story);
        story.ordersForAll(new Directive.Freeze(null)).sees(EAST, Verdict.DOWN).done(claim);
        story.passes(Duration.ofMinutes(2));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().active()).isEqualTo(EAST);
        assertThat(story.why("directive-refused").code()).isEqualTo("frozen");
    }

    @Test
    void aFreezeOfAnotherCellThatWasWrittenFirstStopsIt() {
        story.orders(RUN);
        Fence known = asked(story).expected();
        finds(known.rewritten("f@eu-west-1:-", known.words()));
        blocked(story, "frozen-elsewhere");
    }

    @Test
    void anOverrideOfAnotherCellThatWasWrittenFirstStopsIt() {
        story.orders(RUN);
        Fence known = asked(story).expected();
        finds(known.rewritten(null, Agreed.NOTHING.order(new Order(1, EAST, OTHER, null, false, null, "bob"))));
        blocked(story, "held");
        assertThat(story.status().override().target()).isEqualTo(EAST);
    }

    @Test
    void aClaimOfAnotherCellThatWasWrittenFirstStopsIt() {
        story.orders(RUN);
        finds(Fence.moving(2, EAST, "m2-9", OTHER, story.now.plusSeconds(300)).leadingTo(WEST));
        blocked(story, "claimed");
    }

    @Test
    void aDrillOfAnotherCellThatWasWrittenFirstStopsIt() {
        story.orders(RUN);
        Fence known = asked(story).expected();
        finds(Fence.settled(2, WEST, "m2-9", OTHER).holding("d@eu-west-1:1767229200"));
        assertThat(known.active()).isEqualTo(EAST);
        blocked(story, "held");
    }

    @Test
    void wordsThatSayNothingAgainstItStopNothing() {
        story.orders(RUN);
        Fence known = asked(story).expected();
        finds(known.rewritten(null, Agreed.NOTHING.order(new Order(1, null, OTHER, null, false, null, "bob"))));
        story.done(asked(story));
        announced(story, 1);
    }

    @Test
    void aClaimThatCannotBeTakenStopsIt() {
        story.orders(RUN);
        story.answers(asked(story), new Failed("access-denied", "not allowed", false), null);
        story.passes(Duration.ofMinutes(3));
        assertThat(story.status().lastDrill().result()).isEqualTo("blocked");
        assertThat(story.kindsOf(Set.of("start-drill"))).isEmpty();
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void whatIsKnownOfOtherCellsStopsItBeforeAnythingIsAsked() {
        Story frozen = given().story();
        frozen.sights(frozen.state().fence().rewritten("f@eu-west-1:-", Agreed.NOTHING));
        int asked = frozen.commands.size();
        frozen.orders(RUN);
        assertThat(frozen.why("directive-refused").code()).isEqualTo("frozen-elsewhere");
        assertThat(frozen.commands.subList(asked, frozen.commands.size()))
                .allMatch(command -> command.arguments() instanceof Action);
    }

    @Test
    void aSignalIsRaisedWithoutAClaimAndTheSwitchIsTheCheck() {
        Story signalled = given().signalled().story();
        signalled.orders(RUN);
        Command change = asked(signalled);
        assertThat(change.arguments()).isInstanceOf(StepArguments.SignalSwitch.class);
        announced(signalled, 0);
        signalled.done(change).passes(SOON);
        announced(signalled, 1);
    }

    @Test
    void aPersonWhoStopsItBeforeItsClaimIsTakenHasStoppedItForGood() {
        story.orders(RUN).orders(new Directive.StopDrill());
        assertThat(story.status().drill()).isNull();
        assertThat(story.status().lastDrill().result()).isEqualTo("blocked");
        story.done(asked(story)).passes(Duration.ofMinutes(1));
        assertThat(story.moves()).isEmpty();
        assertThat(story.kindsOf(Set.of("start-drill"))).isEmpty();
    }

    @Test
    void ofOneRunInTwoCellsOneBeginsAndTheOtherSaysWhyNot() {
        TwoCells both = new TwoCells(new Given().drill(Rehearsals.entry()));
        for (Story cell : List.of(both.here, both.there)) {
            cell.orders(RUN);
        }
        both.passes(SOON);
        assertThat(both.fence().active()).isEqualTo(WEST);
        assertThat(both.here.kindsOf(Set.of("start-drill"))).hasSize(1);
        assertThat(both.there.kindsOf(Set.of("start-drill"))).isEmpty();
        assertThat(both.there.status().lastDrill().result()).isEqualTo("blocked");
        both.passes(Rehearsals.LASTS.plusMinutes(1));
        assertThat(both.fence().active()).isEqualTo(EAST);
        assertThat(both.here.status().lastDrill().result()).isEqualTo("succeeded");
    }

    /** It was away for as long as it should, and its return has been sent. */
    private static Hands returning(Story story) {
        story.orders(RUN);
        while (story.status().plan() != null) {
            story.done(asked(story)).passes(SOON);
        }
        assertThat(story.status().drill().phase()).isEqualTo("there");
        story.passes(Rehearsals.LASTS);
        assertThat(story.status().plan().kind()).isEqualTo("restore");
        return new Hands(story);
    }

    private static Fence decidesElsewhere(long epoch) {
        return Fence.settled(epoch, WEST, "m" + epoch + "-9", OTHER);
    }

    @Test
    void aMoveThatAnotherCellDecidesOnceTheReturnIsAcceptedHasTheLastWord() {
        for (Story cell : List.of(story, given().signalled().story())) {
            returning(cell).takes();
            var home = cell.now;
            cell.passes(SOON).sights(decidesElsewhere(asked(cell).next().epoch() + 1));
            assertThat(cell.status().drill()).isNull();
            assertThat(cell.status().lastDrill().result()).isEqualTo("succeeded");
            assertThat(cell.status().lastDrill().homeAt()).isEqualTo(home);
            assertThat(cell.status().lastDrill().reason().text()).contains("eu-west-1 has moved the traffic on");
            cell.passes(SOON);
            assertThat(cell.moves()).containsExactly(WEST, EAST);
        }
    }

    @Test
    void whatAnotherCellWritesBeforeTheReturnIsAcceptedDoesNotKeepTheTrafficAway() {
        returning(story);
        story.sights(decidesElsewhere(asked(story).next().epoch()));
        assertThat(story.status().drill().phase()).isEqualTo("returning");
        assertThat(story.moves()).containsExactly(WEST, EAST, EAST);
    }

    @Test
    void aSignalThatAnotherCellRaisedBesideTheAcceptedReturnDoesNotKeepTheTrafficAway() {
        Story signalled = given().signalled().story();
        returning(signalled).takes();
        signalled.sights(decidesElsewhere(asked(signalled).next().epoch()));
        assertThat(signalled.status().drill().phase()).isEqualTo("returning");
        assertThat(signalled.moves()).containsExactly(WEST, EAST, EAST);
    }

    @Test
    void noneVisitsASiteToWhichAMoveHasFailed() {
        for (var failed :
                List.of(new FailedMove(WEST, "one", List.of()), new FailedMove(WEST, "one", List.of(OTHER)))) {
            Story bound = given().story();
            bound.sights(bound.state().fence().rewritten(null, Agreed.NOTHING.failed(failed)));
            bound.orders(Rehearsals.to(WEST));
            assertThat(bound.why("directive-refused").code()).isEqualTo("failed-move");
            assertThat(bound.status().drill()).isNull();
            bound.orders(new Directive.Acknowledge()).passes(SOON);
            bound.done(asked(bound)).passes(SOON).orders(Rehearsals.to(WEST));
            assertThat(bound.status().drill()).isNotNull();
        }
    }
}
