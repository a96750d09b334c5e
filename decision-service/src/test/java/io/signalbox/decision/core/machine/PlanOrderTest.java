package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanOrderTest {

    private static final Plans.Stage SWITCH = Plans.Stage.of(Step.SWITCH);

    private static Directive.Override to(SiteName site) {
        return new Directive.Override(site, null, false, false);
    }

    @Test
    void stepsAreDoneOneAfterTheOther() {
        Story story = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.put("first"), Recipe.put("second"), Step.SWITCH, Recipe.put("last"))
                .story()
                .sees(EAST, Verdict.DOWN);
        var hands = new Hands(story);
        hands.does("claim");
        assertThat(hands.commands("first")).hasSize(1);
        assertThat(hands.commands("second")).isEmpty();
        hands.does("first");
        assertThat(hands.commands("second")).hasSize(1);
        assertThat(hands.commands("dns-switch")).isEmpty();
        hands.does("second");
        assertThat(hands.commands("dns-switch")).hasSize(1);
        hands.takes();
        assertThat(hands.commands("last")).isEmpty();
        hands.does("dns-switch");
        assertThat(story.status().phase()).isEqualTo("proving");
        hands.does("last");
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.kinds())
                .endsWith(
                        "move-started",
                        "claimed",
                        "step-done",
                        "step-done",
                        "change-accepted",
                        "step-done",
                        "move-done");
    }

    @Test
    void stepsOfOneStageRunInParallelAndTheNextWaitsForAll() {
        Story story = new Given()
                .stages(Plans.Name.FAILOVER, Recipe.parallel(Recipe.put("one"), Recipe.put("other")), SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        var hands = new Hands(story).does("claim");
        assertThat(hands.commands("one")).hasSize(1);
        assertThat(hands.commands("other")).hasSize(1);
        hands.does("other");
        assertThat(hands.commands("dns-switch")).isEmpty();
        hands.does("one");
        assertThat(hands.commands("dns-switch")).hasSize(1);
    }

    @Test
    void aClaimComesFirstWhereAnythingPrecedesTheSwitch() {
        Story story = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.put("first"), Step.SWITCH)
                .story();
        Fence before = story.state().fence();
        story.sees(EAST, Verdict.DOWN);
        Command claim = story.last();
        assertThat(claim.arguments()).isEqualTo(new StepArguments.Claim("example.com", "orders.example.com"));
        assertThat(claim.expected()).isEqualTo(before);
        assertThat(claim.next())
                .isEqualTo(Fence.moving(2, EAST, claim.plan(), claim.cell(), story.now.plus(Duration.ofMinutes(5)))
                        .leadingTo(WEST));
        story.done();
        Command act = story.last();
        assertThat(act.expected()).isEqualTo(claim.next());
        assertThat(act.next()).isEqualTo(claim.next());
        new Hands(story).does("first");
        assertThat(story.last().expected()).isEqualTo(claim.next());
        assertThat(story.last().next()).isEqualTo(Fence.settled(3, WEST, claim.plan(), claim.cell()));
    }

    @Test
    void aGateBeforeTheSwitchIsClaimedForAsWell() {
        Story story = new Given()
                .plan(Plans.Name.FAILOVER, Recipe.gate("pause", new Work.Pause(Duration.ofSeconds(1))), Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        assertThat(story.last().arguments().kind()).isEqualTo("claim");
    }

    @Test
    void noClaimIsTakenWhereTheSwitchComesFirst() {
        Story story = new Given()
                .plan(Plans.Name.FAILOVER, Step.SWITCH, Recipe.put("last"))
                .story()
                .sees(EAST, Verdict.DOWN);
        new Hands(story).takes().does("dns-switch", "last");
        assertThat(story.status().epoch()).isEqualTo(2);
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.status().plan()).isNull();
        assertThat(story.commands)
                .extracting(command -> command.arguments().kind())
                .doesNotContain("claim");
    }

    @Test
    void stepsForOtherTargetsAreLeftOut() {
        var forPage = new Step(
                "page-only",
                new Work.Act(Recipe.parameter("page")),
                Recipe.DEADLINE,
                null,
                OnFailure.ABORT,
                List.of(PAGE));
        Story story = new Given()
                .plan(Plans.Name.FAILOVER, forPage, Step.SWITCH)
                .story()
                .sees(EAST, Verdict.DOWN);
        assertThat(story.last().arguments().kind()).isEqualTo("dns-switch");
        assertThat(story.status().plan().steps()).singleElement().satisfies(step -> assertThat(step.stage())
                .isZero());
        story.done().sees(WEST, Verdict.DOWN);
        assertThat(story.status().plan().steps())
                .extracting("name")
                .containsExactly("claim", "page-only", "dns-switch");
        assertThat(story.status().plan().steps()).extracting("stage").containsExactly(0, 1, 2);
    }

    @Test
    void whatIsOrderedWhileTheSiteIsUpFollowsTheSwitchoverPlan() {
        Story story = plans().orders(to(WEST));
        assertThat(story.status().plan().steps()).extracting("name").contains("graceful");
        assertThat(story.status().plan().kind()).isEqualTo("override");
    }

    @Test
    void whatIsOrderedWhileTheSiteIsDownFollowsTheFailoverPlan() {
        Story story = plans().orders(new Directive.Freeze(null)).sees(EAST, Verdict.DOWN);
        story.orders(new Directive.Override(WEST, null, false, true));
        assertThat(story.status().plan().steps()).extracting("name").contains("hurry");
    }

    @Test
    void whatIsOrderedHomeFollowsTheFailbackPlan() {
        Story story = plans().orders(to(WEST));
        new Hands(story).does("claim", "graceful", "dns-switch");
        story.orders(to(EAST));
        assertThat(story.status().plan().steps()).extracting("name").contains("homely");
    }

    @Test
    void whatIsOrderedAwayFromTheLastResortFollowsTheFailoverPlan() {
        Story story = plans().orders(to(PAGE));
        new Hands(story).does("claim", "graceful", "dns-switch");
        story.orders(to(WEST));
        assertThat(story.status().plan().steps()).extracting("name").contains("hurry");
    }

    @Test
    void anAutomaticMoveHomeFollowsTheFailbackPlan() {
        Story story = plans().sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim", "hurry", "dns-switch");
        story.sees(EAST, Verdict.UP).passes(Duration.ofMinutes(11));
        assertThat(story.status().plan().kind()).isEqualTo("failback");
        assertThat(story.status().plan().steps()).extracting("name").contains("homely");
    }

    private static Story plans() {
        return new Given()
                .plan(Plans.Name.FAILOVER, Recipe.put("hurry"), Step.SWITCH)
                .plan(Plans.Name.SWITCHOVER, Recipe.put("graceful"), Step.SWITCH)
                .plan(Plans.Name.FAILBACK, Recipe.put("homely"), Step.SWITCH)
                .story();
    }

    @Test
    void aStepKnowsWhatItIsAbout() {
        Story story = plans().sees(EAST, Verdict.DOWN);
        assertThat(story.last().note()).isEqualTo("failover from us-east-1 to us-west-2");
        assertThat(story.last().topologyDigest()).isEqualTo("d1");
        assertThat(story.last().deadline()).isEqualTo(story.now.plusSeconds(30));
    }
}
