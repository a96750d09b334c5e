package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static io.signalbox.decision.core.machine.Given.THIRD;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.decision.core.state.Reseed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A replica that is promoted leaves the other replicas behind: they followed the database of the site that was left. */
class StaleReplicasTest {

    private static final CellName OTHER = new CellName("eu-west-1");
    private static final Duration FAILBACK = Duration.ofMinutes(11);

    /** Each standby has a replica. */
    private static Given replicas(OnFailure onFailure) {
        return new Given()
                .third()
                .plan(
                        Plans.Name.FAILOVER,
                        Recipe.put("one"),
                        Recipe.promoteAt(WEST, onFailure),
                        Recipe.promoteAt(THIRD, onFailure),
                        Step.SWITCH)
                .plan(Plans.Name.FAILBACK, Step.SWITCH);
    }

    private static Given replicas() {
        return replicas(OnFailure.ABORT);
    }

    /** The traffic has left the first site with a promotion; that is UP again. */
    private static Story promoted() {
        Story story = replicas().story().sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim", "one", "db-us-west-2", "dns-switch");
        return story.passes(Duration.ofMinutes(5)).sees(EAST, Verdict.UP).passes(Duration.ofMinutes(5));
    }

    private static Story seeded(Story story, SiteName site, long epoch) {
        return story.orders(new Directive.Reseeded(site, epoch)).done();
    }

    private static Marks marks(Story story) {
        return story.state().fence().marks();
    }

    @Test
    void theClaimMarksThemAllBeforeThePromotionIsSent() {
        Story story = replicas().story().sees(EAST, Verdict.DOWN);
        assertThat(story.last().next().marks().stale()).containsExactly(Mark.stale(THIRD, 2), Mark.stale(EAST, 2));
        assertThat(story.last().next().target()).isEqualTo(WEST);
    }

    @Test
    void noneOfThemGetsTraffic() {
        Story story = promoted();
        story.orders(new Directive.Override(THIRD, null, false, false));
        assertThat(story.why("directive-refused").code()).isEqualTo("target-stale-data");
        story.orders(Rehearsals.to(THIRD));
        assertThat(story.why("directive-refused").code()).isEqualTo("stale-data");
        assertThat(story.status().reseed().text())
                .contains("eu-west-1 was cut off")
                .contains("us-east-1 was cut off");
        story.sees(WEST, Verdict.DOWN).passes(Duration.ofSeconds(40));
        assertThat(story.status().target()).isEqualTo(PAGE);
    }

    @Test
    void eachMarkEndsByItself() {
        Story story = seeded(promoted(), THIRD, 2);
        assertThat(marks(story).stale()).containsExactly(Mark.stale(EAST, 2));
        story.sees(WEST, Verdict.DOWN);
        assertThat(story.status().target()).isEqualTo(THIRD);
    }

    @Test
    void aSiteWithoutAReplicaStaysOpen() {
        Story story = new Given()
                .third()
                .plan(Plans.Name.FAILOVER, Recipe.promoteAt(WEST, OnFailure.ABORT), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        assertThat(story.last().next().marks().stale()).containsExactly(Mark.stale(EAST, 2));
        new Hands(story).does("claim", "db-us-west-2", "dns-switch");
        story.passes(Duration.ofMinutes(5)).sees(WEST, Verdict.DOWN);
        assertThat(story.status().target()).isEqualTo(THIRD);
    }

    @Test
    void theClustersOfAGlobalDatabaseFollow() {
        Story story = new Given()
                .third()
                .plan(Plans.Name.FAILOVER, Recipe.failOver("db"), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        assertThat(story.last().next().marks().stale()).containsExactly(Mark.stale(EAST, 2));
    }

    @Test
    void homeIsLeftBehindByAPromotionBetweenOthers() {
        Story story = seeded(seeded(promoted(), THIRD, 2), EAST, 2);
        assertThat(story.status().active()).isEqualTo(WEST);
        story.sees(EAST, Verdict.DOWN).sees(WEST, Verdict.DOWN);
        assertThat(story.last().next().target()).isEqualTo(THIRD);
        long epoch = story.last().next().epoch();
        assertThat(story.last().next().marks().stale())
                .containsExactly(Mark.stale(EAST, epoch), Mark.stale(WEST, epoch));
    }

    @Test
    void aFailbackThatPromotesLeavesThemBehindToo() {
        Story story = replicas()
                .plan(Plans.Name.FAILBACK, Recipe.promoteAt(EAST, OnFailure.ABORT), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim", "one", "db-us-west-2", "dns-switch");
        seeded(seeded(story.sees(EAST, Verdict.UP), THIRD, 2), EAST, 2).passes(FAILBACK);
        long epoch = story.last().next().epoch();
        assertThat(story.last().next().target()).isEqualTo(EAST);
        assertThat(story.last().next().marks().stale())
                .containsExactly(Mark.stale(THIRD, epoch), Mark.stale(WEST, epoch));
    }

    private static void isClosed(Story story, Hands hands) {
        story.answers(hands.asked("db-us-west-2"), new Failed("replica-lag", "120 s behind", true, true), null);
    }

    @Test
    void aGateThatWasNeverPassedWithdrawsAllMarks() {
        Story story = replicas().story().sees(EAST, Verdict.DOWN);
        var hands = new Hands(story).does("claim", "one");
        isClosed(story, hands);
        story.sees(EAST, Verdict.UP);
        hands.does("one", "claim");
        assertThat(marks(story)).isEqualTo(Marks.NONE.seeded(EAST, 2).seeded(THIRD, 2));
        assertThat(story.status().reseed()).isNull();
    }

    @Test
    void whatWasStaleBeforeStaysSo() {
        Story story = replicas().story();
        story.sights(story.state().fence().marking(Marks.NONE.stale(THIRD, 1)));
        story.sees(EAST, Verdict.DOWN);
        var hands = new Hands(story).does("claim", "one");
        isClosed(story, hands);
        story.sees(EAST, Verdict.UP);
        hands.does("one", "claim");
        assertThat(marks(story).stale()).extracting(Mark::site).containsExactly(THIRD);
    }

    @Test
    void theMarksOfAPlanThatAFenceOfAnotherCellEndedAreTakenBackLater() {
        Story story = replicas().story().sees(EAST, Verdict.DOWN);
        var hands = new Hands(story).does("claim", "one");
        isClosed(story, hands);
        story.sights(Fence.settled(9, EAST, "m9-9", OTHER).after(story.state().fence()))
                .sees(EAST, Verdict.UP);
        assertThat(story.state().memory().reseeds()).extracting(Reseed::site).containsExactlyInAnyOrder(EAST, THIRD);
    }

    @Test
    void aPromotionThatMayHaveBegunLeavesAllMarks() {
        Story story = replicas().story().sees(EAST, Verdict.DOWN);
        var hands = new Hands(story).does("claim", "one").breaks("db-us-west-2");
        story.passes(Duration.ofSeconds(1));
        hands.does("claim");
        assertThat(story.status().phase()).isEqualTo("stuck");
        assertThat(marks(story).stale()).containsExactly(Mark.stale(THIRD, 2), Mark.stale(EAST, 2));
    }

    private static Fence claimElsewhere(Story story) {
        return Fence.moving(2, EAST, "m2-7", OTHER, story.now.plusSeconds(600))
                .leadingTo(WEST)
                .marking(Marks.NONE.stale(EAST, 2).stale(THIRD, 2));
    }

    @Test
    void nobodyHasSeededThemWhileAClaimOfAnotherCellIsUnderWay() {
        Story story = replicas().story();
        story.sights(claimElsewhere(story)).orders(new Directive.Reseeded(THIRD, 2));
        assertThat(story.why("directive-refused").code()).isEqualTo("move-under-way");
    }

    @Test
    void aMoveOfAnotherCellWithoutAWordOfMarksIsTakenToHaveLeftThemBehind() {
        Story story = replicas().story();
        story.sights(Fence.settled(3, WEST, "m2-7", OTHER));
        assertThat(story.last().next().marks().stale()).containsExactly(Mark.stale(THIRD, 3), Mark.stale(EAST, 3));
        assertThat(story.status().alarms()).extracting("code").contains("data-unknown");
    }

    @Test
    void trafficThatIsForcedToStaleDataLeavesThemBehindToo() {
        Story story = seeded(promoted(), THIRD, 2).orders(new Directive.Override(EAST, null, true, false));
        long epoch = story.last().next().epoch();
        assertThat(story.moves()).containsExactly(WEST, EAST);
        assertThat(story.last().next().marks().stale())
                .containsExactly(Mark.stale(THIRD, epoch), Mark.stale(EAST, 2), Mark.stale(WEST, epoch));
    }

    @Test
    void inModeOffAnOrderMarksThemAll() {
        Story story =
                replicas().story().follows(replicas().mode(Policy.Mode.OFF).topology());
        story.orders(new Directive.Override(WEST, null, false, false));
        assertThat(story.last().next().marks().stale()).containsExactly(Mark.stale(THIRD, 2), Mark.stale(EAST, 2));
    }
}
