package io.signalbox.decision.core.select;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.WEST;
import static io.signalbox.decision.core.machine.Given.THIRD;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy.Damping;
import io.signalbox.contract.topology.Policy.WhenAllDown;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.machine.Hands;
import io.signalbox.decision.core.machine.Recipe;
import io.signalbox.decision.core.machine.Story;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SiteSelectionTest {

    private static final Step HEALTHY = Recipe.gate("healthy", new Work.WaitHealthy(Duration.ZERO));

    private static Story ready(Given given) {
        return given.readiness().story().checks(WEST, Given.READY, Verdict.UP).checks(EAST, Given.READY, Verdict.UP);
    }

    @Test
    void theFirstByPriorityThatIsFitIsTaken() {
        Story story = new Given().third().story().sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(WEST);
        Story other = new Given().third().story().sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN);
        assertThat(other.moves()).containsExactly(THIRD);
    }

    @Test
    void aSiteThatIsNotReadyIsPassedBy() {
        Story story = ready(new Given().third())
                .checks(THIRD, Given.READY, Verdict.UP)
                .checks(WEST, Given.READY, Verdict.DOWN)
                .sees(EAST, Verdict.DOWN);
        assertThat(story.moves()).containsExactly(THIRD);
        assertThat(story.status().sites().get(1).ready()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aSiteWhoseReadinessIsNotKnownIsNotReady() {
        Story story = new Given().readiness().story().sees(EAST, Verdict.DOWN);
        assertThat(story.status().reason().text()).contains("us-west-2 is UP, but not ready for traffic");
        assertThat(story.status().sites().get(1).ready()).isEqualTo(Verdict.UNKNOWN);
        story.checks(WEST, Given.READY, Verdict.UP);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void graceIsForSitesThatMayStillBecomeReady() {
        Story story = ready(new Given()).checks(WEST, Given.READY, Verdict.DOWN).sees(EAST, Verdict.DOWN);
        story.passes(Duration.ofMillis(29_900));
        assertThat(story.moves()).isEmpty();
        story.passes(Duration.ofMillis(100));
        assertThat(story.moves()).containsExactly(PAGE);
    }

    @Test
    void readinessTakesNoTrafficAway() {
        Story story = ready(new Given()).checks(EAST, Given.READY, Verdict.DOWN).passes(Duration.ofMinutes(5));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().phase()).isEqualTo("steady");
        assertThat(story.kinds()).contains("check");
    }

    @Test
    void aSiteThatThePlanMakesReadyIsATarget() {
        Story story = ready(new Given().plan(Plans.Name.FAILOVER, Recipe.put("scale"), HEALTHY, Step.SWITCH))
                .checks(WEST, Given.READY, Verdict.DOWN)
                .sees(EAST, Verdict.DOWN);
        new Hands(story).does("claim", "scale");
        assertThat(story.status().plan().to()).isEqualTo(WEST);
        story.checks(WEST, Given.READY, Verdict.UP);
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aPlanThatWaitsOnlyAfterTheSwitchMakesNothingReady() {
        Story story = ready(new Given().plan(Plans.Name.FAILOVER, Step.SWITCH, HEALTHY))
                .checks(WEST, Given.READY, Verdict.DOWN)
                .sees(EAST, Verdict.DOWN);
        assertThat(story.status().reason().code()).isEqualTo("grace");
    }

    @Test
    void aBetterSiteThatIsNotReadyIsNotGoneHomeTo() {
        Story story = ready(new Given())
                .checks(EAST, Given.READY, Verdict.DOWN)
                .sees(EAST, Verdict.DOWN)
                .done()
                .sees(EAST, Verdict.UP)
                .passes(Duration.ofMinutes(20));
        assertThat(story.status().reason().code()).isEqualTo("failback-not-ready");
        story.checks(EAST, Given.READY, Verdict.UP);
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void aFailbackGoesToTheFirstBetterSiteThatIsFit() {
        Story story = new Given()
                .third()
                .story()
                .sees(WEST, Verdict.DOWN)
                .sees(EAST, Verdict.DOWN)
                .done()
                .sees(WEST, Verdict.UP)
                .passes(Duration.ofMinutes(10));
        assertThat(story.moves()).containsExactly(THIRD, WEST);
        assertThat(story.status().plan().kind()).isEqualTo("failback");
    }

    @Test
    void aFailbackToASiteThatIsNotPreferredFollowsTheFailoverPlanInAllRespects() {
        Given given = new Given().third().plan(Plans.Name.FAILBACK, Recipe.put("home"), HEALTHY, Step.SWITCH);
        Story story = given.readiness().story().checks(THIRD, Given.READY, Verdict.UP);
        story.sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN).done().sees(WEST, Verdict.UP);
        story.passes(Duration.ofMinutes(11));
        assertThat(story.status().reason().code()).isEqualTo("failback-not-ready");
        assertThat(story.moves()).containsExactly(THIRD);
    }

    @Test
    void theStableTimeCountsFromTheArrivalWhereThatIsLater() {
        Story story = new Given().story().orders(new Directive.Override(WEST, null, false, false));
        story.passes(Duration.ofSeconds(5)).done().orders(new Directive.Release());
        assertThat(story.status().reason().code()).isEqualTo("failback-waits");
        story.passes(Duration.ofMillis(599_000));
        assertThat(story.moves()).containsExactly(WEST);
        story.passes(Duration.ofSeconds(1));
        assertThat(story.moves()).containsExactly(WEST, EAST);
    }

    @Test
    void aSiteIsLeftOnlyAfterItHasFailedForLongEnough() {
        Story story = new Given().minDownFor(Duration.ofSeconds(10)).story().sees(EAST, Verdict.DOWN);
        assertThat(story.status().reason().code()).isEqualTo("min-down-for");
        story.passes(Duration.ofMillis(8_900));
        assertThat(story.moves()).isEmpty();
        story.passes(Duration.ofMillis(100));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void aSiteThatIsBackBeforeThatIsNotLeft() {
        Story story = new Given().minDownFor(Duration.ofSeconds(10)).story().sees(EAST, Verdict.DOWN);
        story.passes(Duration.ofSeconds(5)).sees(EAST, Verdict.UP).passes(Duration.ofMinutes(1));
        assertThat(story.moves()).isEmpty();
    }

    @Test
    void whenAllAreDownThePolicySaysWhereToBe() {
        Story page = new Given().story().sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN);
        assertThat(page.moves()).containsExactly(PAGE);
        Story stay = new Given()
                .whenAllDown(WhenAllDown.STAY)
                .story()
                .sees(WEST, Verdict.DOWN)
                .sees(EAST, Verdict.DOWN);
        assertThat(stay.moves()).isEmpty();
        assertThat(stay.status().reason().code()).isEqualTo("all-down-stay");
        assertThat(stay.kindsOf(Set.of("held"))).isNotEmpty();
    }

    @Test
    void whenAllAreDownTrafficMayGoToThePreferredSite() {
        Story home = new Given().whenAllDown(WhenAllDown.PRIMARY).story().sees(EAST, Verdict.DOWN);
        home.done().sees(WEST, Verdict.DOWN);
        assertThat(home.moves()).containsExactly(WEST, EAST);
        assertThat(home.status().reason().code()).isEqualTo("all-down-primary");
        home.done().passes(Duration.ofMinutes(1));
        assertThat(home.moves()).hasSize(2);
        assertThat(home.status().reason().text()).contains("stay on the preferred one");
    }

    @Test
    void whenAllAreDownASiteThatWillBeUsableIsLookedForAgain() {
        var damping = new Damping(Duration.ofMinutes(15), 3_000, 1_500, Duration.ofMinutes(1), Duration.ofMinutes(1));
        Story story = new Given()
                .damping(damping)
                .whenAllDown(WhenAllDown.STAY)
                .story()
                .sees(WEST, Verdict.DOWN)
                .sees(WEST, Verdict.UP)
                .sees(EAST, Verdict.DOWN);
        story.passes(Duration.ofSeconds(59));
        assertThat(story.moves()).isEmpty();
        story.passes(Duration.ofSeconds(1));
        assertThat(story.moves()).containsExactly(WEST);
    }

    @Test
    void nothingMovesFromASiteThatTheTopologyDoesNotKnow() {
        Story story = new Given().story();
        story.sights(Fence.settled(2, new SiteName("mars"), "m2-1", new CellName("eu-west-1")));
        assertThat(story.status().reason().text()).contains("mars");
        story.sees(WEST, Verdict.DOWN).sees(EAST, Verdict.DOWN).passes(Duration.ofMinutes(1));
        assertThat(story.moves()).isEmpty();
        assertThat(story.status().reason().code()).isEqualTo("active-site-removed");
        story.orders(new Directive.Override(PAGE, null, false, false));
        assertThat(story.moves()).containsExactly(PAGE);
    }

    @Test
    void anOverrideToASiteThatIsNoLongerInTheTopologyMovesNothing() {
        for (boolean force : new boolean[] {false, true}) {
            Story story = new Given()
                    .third()
                    .story()
                    .orders(new Directive.Freeze(null))
                    .sees(EAST, Verdict.DOWN);
            story.sees(EAST, Verdict.UP);
            story.sights(Fence.moving(2, EAST, "m2-9", new CellName("eu-west-1"), story.now.plusSeconds(60)));
            story.orders(new Directive.Override(THIRD, null, force, true));
            story.follows(new Given().topology()).passes(Duration.ofMinutes(2));
            assertThat(story.moves()).isEmpty();
            assertThat(story.status().reason().code()).isEqualTo("override-target-unknown-site");
        }
    }

    @Test
    void trafficThatIsAtASiteThatIsNoLongerInTheTopologyStaysThere() {
        Story story = new Given()
                .third()
                .story()
                .orders(new Directive.Override(THIRD, null, false, false))
                .done();
        story.follows(new Given().topology()).passes(Duration.ofMinutes(1));
        assertThat(story.status().active()).isEqualTo(THIRD);
        assertThat(story.status().reason().code()).isEqualTo("override-in-force");
    }
}
