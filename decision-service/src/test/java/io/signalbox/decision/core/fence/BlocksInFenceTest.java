package io.signalbox.decision.core.fence;

import static io.signalbox.decision.core.Orders.CELL;
import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.WEST;
import static io.signalbox.decision.core.machine.TwoCells.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.FailedMove;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.UnwantedMove;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Story;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.transition.MoveProposal.Move;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One cell, and a fence in which another cell has written which moves are not to be repeated. */
class BlocksInFenceTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final FailedMove FOR_ALL = new FailedMove(WEST, "one", List.of());

    private final Story story = new Given().cell(OTHER).third().story();

    private Story sights(UnaryOperator<Agreed> words) {
        Fence said = story.state().fence();
        return story.sights(said.rewritten(null, words.apply(said.words())));
    }

    private Story sightsFailed(FailedMove failed) {
        return sights(words -> words.failed(failed));
    }

    private Story sightsUnwanted(boolean whileDown, SiteName... targets) {
        return sights(words -> words.unwanted(new UnwantedMove(whileDown, List.of(targets), OTHER)));
    }

    private Reason objection(MoveKind kind, SiteName to) {
        return MoveBlocks.objection(
                story.state(), new Move(to, kind, story.state().reason()), CELL);
    }

    @Test
    void nothingBindsWhereTheFenceSaysNothing() {
        assertThat(MoveBlocks.binds(story.state())).isFalse();
        assertThat(MoveBlocks.failedTo(story.state(), WEST)).isNull();
        assertThat(MoveBlocks.unwanted(story.state(), true)).isEmpty();
        assertThat(objection(MoveKind.FAILOVER, WEST)).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = MoveKind.class,
            names = {"FAILOVER", "FAILBACK", "OVERRIDE"})
    void aMoveThatFailedForAllIsRepeatedByNoMoveOfTraffic(MoveKind kind) {
        sightsFailed(FOR_ALL);
        assertThat(objection(kind, WEST).code()).isEqualTo("failed-move");
        assertThat(objection(kind, WEST).text())
                .isEqualTo("the move to us-west-2 has failed at step one in a cell, for all of them: it begins again"
                        + " once a person has acknowledged that, in any cell");
        assertThat(objection(kind, Given.THIRD)).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = MoveKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FAILOVER", "FAILBACK", "OVERRIDE"})
    void aMoveThatFailedDoesNotHinderPlansOfOtherKinds(MoveKind kind) {
        sightsFailed(FOR_ALL);
        assertThat(objection(kind, WEST)).isNull();
    }

    @Test
    void aMoveThatFailedInAnotherCellIsTriedHere() {
        sightsFailed(new FailedMove(WEST, "one", List.of(OTHER))).sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aMoveThatFailedHereTooIsHeldWithTheCellsThatTried() {
        sightsFailed(new FailedMove(WEST, "one", List.of(OTHER, CELL))).sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().phase()).isEqualTo("awaiting-leave");
        assertThat(story.status().reason().text()).contains("in cells [eu-west-1, us-west-2]");
    }

    @Test
    void noDrillGoesToASiteToWhichAMoveHasFailed() {
        sightsFailed(new FailedMove(WEST, "one", List.of(OTHER)));
        assertThat(MoveBlocks.failedTo(story.state(), WEST).text()).contains("in cells [eu-west-1]");
        assertThat(MoveBlocks.failedTo(story.state(), Given.THIRD)).isNull();
        assertThat(MoveBlocks.binds(story.state())).isTrue();
    }

    @Test
    void whatIsNotWantedWhileTheActiveSiteIsDownHindersNoFailback() {
        sightsUnwanted(true, WEST);
        assertThat(MoveBlocks.unwanted(story.state(), true)).containsExactly(WEST);
        assertThat(MoveBlocks.unwanted(story.state(), false)).isEmpty();
        assertThat(objection(MoveKind.FAILBACK, WEST)).isNull();
        assertThat(MoveBlocks.binds(story.state())).isTrue();
    }

    @Test
    void aFailbackThatIsNotWantedIsHeldAndAFailoverIsNot() {
        sightsUnwanted(false, WEST);
        assertThat(MoveBlocks.unwanted(story.state(), false)).containsExactly(WEST);
        assertThat(objection(MoveKind.FAILBACK, WEST).text())
                .isEqualTo("an operator has ended the move to us-west-2: it begins again once that is acknowledged, in"
                        + " any cell");
        assertThat(objection(MoveKind.FAILBACK, Given.THIRD)).isNull();
        assertThat(objection(MoveKind.FAILOVER, WEST)).isNull();
    }

    @Test
    void aMoveThatIsNotWantedIsForgottenAMinuteLaterIfTheSiteWasUpAllAlong() {
        sightsUnwanted(true, WEST).passes(MINUTE.minus(MOMENT));
        assertThat(MoveBlocks.unwanted(story.state(), true)).containsExactly(WEST);
        story.passes(MOMENT);
        assertThat(MoveBlocks.unwanted(story.state(), true)).isEmpty();
        assertThat(MoveBlocks.binds(story.state())).isFalse();
        assertThat(story.last().next().words().unwanted()).isNull();
        story.done().sees(EAST, Verdict.DOWN);
        assertThat(story.last().next().active()).isEqualTo(WEST);
    }

    @Test
    void aMoveThatIsNotWantedWhileTheSiteIsDownIsKeptForAsLongAsItIsDown() {
        story.sees(EAST, Verdict.UNKNOWN);
        sightsUnwanted(true, WEST, Given.THIRD).sees(EAST, Verdict.DOWN).passes(Duration.ofMinutes(10));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("unwanted");
        story.sees(EAST, Verdict.UP);
        assertThat(MoveBlocks.unwanted(story.state(), true)).isEmpty();
    }

    @Test
    void anotherSaysThatMoreIsNotWantedAndTheMinuteBeginsAnew() {
        sightsUnwanted(true, WEST).passes(MINUTE.minus(MOMENT));
        sightsUnwanted(true, WEST, Given.THIRD).passes(MINUTE.minus(MOMENT));
        assertThat(MoveBlocks.unwanted(story.state(), true)).containsExactly(WEST, Given.THIRD);
        story.passes(MOMENT);
        assertThat(MoveBlocks.unwanted(story.state(), true)).isEmpty();
    }

    @Test
    void whatFailedIsForgottenWhenTheTrafficHasMovedElsewhere() {
        sightsFailed(FOR_ALL);
        story.sights(Fence.settled(9, Given.THIRD, "m9-1", OTHER));
        assertThat(MoveBlocks.binds(story.state())).isFalse();
        assertThat(story.status().active()).isEqualTo(Given.THIRD);
    }
}
