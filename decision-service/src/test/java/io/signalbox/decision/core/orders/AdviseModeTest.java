package io.signalbox.decision.core.orders;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Directive.Approve;
import io.signalbox.contract.Directive.EndHold;
import io.signalbox.contract.Directive.Freeze;
import io.signalbox.contract.Directive.Override;
import io.signalbox.contract.Directive.ReAdopt;
import io.signalbox.contract.Directive.Release;
import io.signalbox.contract.Directive.Reseeded;
import io.signalbox.contract.Directive.Thaw;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.decision.core.fence.StaleDataTest;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Rehearsals;
import io.signalbox.decision.core.machine.Story;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing is written at the provider, whoever orders it and whenever. */
class AdviseModeTest {

    private static final CellName OTHER = new CellName("eu-west-1");
    private static final Override TO_WEST = new Override(WEST, null, false, true);
    private static final Override TO_EAST = new Override(EAST, null, false, true);

    private static Given given() {
        return new Given().cell(OTHER);
    }

    private static Story advises(Story story) {
        story.follows(given().mode(Policy.Mode.ADVISE).topology());
        story.commands.clear();
        story.journal.clear();
        return story;
    }

    /** Adopted before its mode was changed. */
    private static Story advising() {
        return advises(given().story());
    }

    private static void isRefused(Story story, Directive.Order order) {
        story.journal.clear();
        story.orders(order).passes(Duration.ofMinutes(5));
        assertThat(story.why("directive-refused").code()).isEqualTo("mode-advise");
        assertThat(story.why("directive-refused").text())
                .contains("nothing is written at the provider")
                .contains("in mode approve an order is carried out");
        assertThat(story.commands).isEmpty();
    }

    @Test
    void anOrderThatWouldMoveTrafficIsRefused() {
        Story story = advising();
        isRefused(story, TO_WEST);
        assertThat(story.status().override()).isNull();
    }

    @Test
    void soItIsWhereThereIsNoFenceYet() {
        Story story = new Story(given().mode(Policy.Mode.ADVISE).topology())
                .passes(Duration.ofSeconds(1))
                .sees(WEST, Verdict.UP);
        isRefused(story, TO_WEST);
        story.orders(TO_EAST).passes(Duration.ofMinutes(5));
        assertThat(story.commands).isEmpty();
        assertThat(story.status().phase()).isEqualTo("unadopted");
    }

    @Test
    void anOrderToWhereTheTrafficIsSteersTheAdvice() {
        Story story = advising().orders(TO_EAST);
        assertThat(story.why("override").text()).contains("in this cell only");
        story.sees(EAST, Verdict.DOWN).passes(Duration.ofMinutes(5));
        assertThat(story.status().reason().code()).isEqualTo("override-in-force");
        story.orders(new Release());
        assertThat(story.status().reason().text()).contains("would move to us-west-2");
        assertThat(story.commands).isEmpty();
    }

    @Test
    void anOrderThatWasNotCarriedOutBeforeWaitsForAnotherMode() {
        Story story = given().story();
        story.sights(Fence.moving(9, EAST, "m2-2", OTHER, story.now.plusSeconds(60)));
        advises(story.orders(TO_WEST)).passes(Duration.ofMinutes(5));
        assertThat(story.commands).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("advise");
        story.follows(given().topology()).passes(Duration.ofSeconds(1));
        assertThat(story.status().plan().kind()).isEqualTo("override");
    }

    @Test
    void whatTheFenceSaysIsNotReleased() {
        Story story = given().story();
        Fence known = story.state().fence();
        var order = new Order(1, EAST, OTHER, null, false, null, "ben");
        story.sights(known.rewritten(null, Agreed.NOTHING.order(order)));
        assertThat(story.status().override().target()).isEqualTo(EAST);
        isRefused(advises(story), new Release());
        assertThat(story.status().override()).isNotNull();
    }

    @Test
    void aFreezeOfAnotherCellIsNotEnded() {
        Story story = advising();
        Fence known = story.state().fence();
        story.sights(known.rewritten("f@eu-west-1:-", Agreed.NOTHING));
        isRefused(story, new Thaw());
        isRefused(story, new EndHold(EndHold.What.FREEZE, OTHER));
    }

    @Test
    void anEndOfAnotherCellsFreezeThatWasNotWrittenBeforeIsNotWritten() {
        Story story = given().story();
        Fence known = story.state().fence();
        story.sights(known.rewritten("f@eu-west-1:-", Agreed.NOTHING)).orders(new EndHold(EndHold.What.FREEZE, OTHER));
        assertThat(story.commands)
                .extracting(command -> command.arguments().kind())
                .contains("claim");
        story.passes(Duration.ofMinutes(30));
        advises(story).passes(Duration.ofMinutes(5));
        assertThat(story.commands).isEmpty();
    }

    @Test
    void noMarkIsEnded() {
        Story story = StaleDataTest.promoting().mode(Policy.Mode.ADVISE).story();
        story.sights(Fence.settled(9, EAST, "m9-1", OTHER).marking(Marks.NONE.stale(WEST, 9)));
        story.commands.clear();
        isRefused(story, new Reseeded(WEST, 9));
        isRefused(story, new Directive.Acknowledge(true));
    }

    @Test
    void aFenceIsNotReplacedAndOneThatIsRightIsBelieved() {
        Story story = advising();
        story.sights(Sight.ABSENT, null);
        isRefused(story, new ReAdopt(null));
        Fence found = Fence.settled(5_000, WEST, "x1", OTHER);
        story.sights(found).passes(Duration.ofMinutes(2)).orders(new ReAdopt(5_000L));
        assertThat(story.state().fence()).isEqualTo(found);
        assertThat(story.commands).isEmpty();
    }

    @Test
    void whatWaitedForASecondPersonIsNotApproved() {
        Story story = given().twoPersons().story().by("ann");
        story.orders(new Override(WEST, null, true, false));
        story.follows(given().twoPersons().mode(Policy.Mode.ADVISE).topology()).by("ben");
        story.commands.clear();
        isRefused(story, new Approve(null, null));
        assertThat(story.state().holds().proposed()).isNotNull();
    }

    @Test
    void aPartOfTheTrafficThatAnotherCellHasLeftBehindStaysWhereItIs() {
        Story story = advising();
        story.sights(Fence.settled(9, EAST, "m9-1", OTHER).splitting(new Split(WEST, 10)))
                .passes(Duration.ofMinutes(5));
        assertThat(story.commands).isEmpty();
        story.follows(given().topology()).passes(Duration.ofMinutes(5));
        assertThat(story.last().next().split()).isNull();
    }

    @Test
    void noDrillBegins() {
        Story story = advising();
        story.orders(Rehearsals.to(WEST)).passes(Duration.ofMinutes(5));
        assertThat(story.why("directive-refused").code()).isEqualTo("mode");
        assertThat(story.commands).isEmpty();
    }

    @Test
    void whatAPersonHasFrozenHereIsThawedHere() {
        Story story = advising().orders(new Freeze(null)).orders(new Thaw());
        assertThat(story.status().freeze()).isNull();
        assertThat(story.kindsOf(Set.of("freeze", "thaw"))).isEqualTo(List.of("freeze", "thaw"));
        assertThat(story.commands).isEmpty();
    }
}
