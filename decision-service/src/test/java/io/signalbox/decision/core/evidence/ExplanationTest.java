package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.Role;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final Probe READY = Given.probe(Given.READY, Role.READINESS);

    private final Watch watch = new Watch(Given.east(Given.health(4, 10), READY), List.of());

    private static Explanation.Vantage first(Explanation.Site site) {
        return site.vantages().getFirst();
    }

    @Test
    void namesTheServiceItsSitesAndTheMoment() {
        watch.lagging(Duration.ofMillis(700)).passes(1, EAST, V1);
        Explanation explained = watch.explain();
        assertThat(explained.service()).isEqualTo(ORDERS);
        assertThat(explained.topologyDigest()).isEqualTo("d1");
        assertThat(explained.at()).isEqualTo(watch.now);
        assertThat(explained.lag()).isEqualTo(Duration.ofMillis(700));
        assertThat(explained.sites()).extracting(Explanation.Site::site).containsExactly(EAST, WEST);
    }

    @Test
    void saysOfASiteThatNothingIsKnown() {
        Explanation.Site site = watch.explain(EAST);
        assertThat(site.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(site.outcome()).isEqualTo(Verdict.UNKNOWN);
        assertThat(site.since()).isNull();
        assertThat(site.heldUntil()).isNull();
        assertThat(site.votes()).isEqualTo(new VoteCount(0, 0, 3));
        assertThat(first(site).voidBecause()).isEqualTo("nothing heard of it yet");
        assertThat(first(site).measuredAt()).isNull();
        Explanation.Check check = watch.explain(EAST, V1, HEALTH);
        assertThat(check.age()).isNull();
        assertThat(check.freshUntil()).isNull();
        assertThat(check.lastFailure()).isNull();
        assertThat(check.failingSince()).isNull();
    }

    @Test
    void saysHowASiteWasConcluded() {
        watch.passes(2, EAST, V1, V2).fails(3, EAST, V3);
        Explanation.Site site = watch.explain(EAST);
        assertThat(site.verdict()).isEqualTo(Verdict.UP);
        assertThat(site.outcome()).isEqualTo(Verdict.UP);
        assertThat(site.since()).isEqualTo(watch.changes.getFirst().since());
        assertThat(site.needed()).isEqualTo(2);
        assertThat(site.passing()).isEqualTo(1);
        assertThat(site.votes()).isEqualTo(new VoteCount(2, 1, 0));
        assertThat(site.votes().voters()).isEqualTo(3);
        assertThat(site.vantages()).extracting(Explanation.Vantage::vantage).containsExactly(V1, V2, V3);
        assertThat(site.vantages()).allMatch(Explanation.Vantage::counts);
        assertThat(site.vantages()).extracting(Explanation.Vantage::voidBecause).containsOnlyNulls();
        assertThat(site.vantages())
                .extracting(Explanation.Vantage::vote)
                .containsExactly(Verdict.UP, Verdict.UP, Verdict.DOWN);
    }

    @Test
    void saysWhereEachCheckStands() {
        watch.sees("++-+--", EAST, V1);
        var began = watch.now.minus(Watch.ROUND).minusMillis(1);
        watch.now = watch.now.plusMillis(400);
        Explanation.Check check = watch.explain(EAST, V1, HEALTH);
        assertThat(check.role()).isEqualTo(Role.HEALTH);
        assertThat(check.verdict()).isEqualTo(Verdict.UP);
        assertThat(check.counts()).isEqualTo(new Explanation.Counts(2, 3, 0, 2, new Explanation.Recent(3, 4, 10)));
        assertThat(check.age()).isEqualTo(Duration.ofMillis(401));
        assertThat(check.freshUntil()).isEqualTo(watch.now.minusMillis(401).plusSeconds(5));
        assertThat(check.failingSince()).isEqualTo(began);
        assertThat(check.lastFailure())
                .isEqualTo(new Explanation.Failure(watch.now.minusMillis(401), Cause.REFUSED, "refused"));
        assertThat(first(watch.explain(EAST)).measuredAt()).isEqualTo(watch.now.minusMillis(401));
    }

    @Test
    void remembersTheLastFailureWhileItPasses() {
        watch.sees("-++", EAST, V1);
        Explanation.Check check = watch.explain(EAST, V1, HEALTH);
        assertThat(check.verdict()).isEqualTo(Verdict.UP);
        assertThat(check.counts().successes()).isEqualTo(2);
        assertThat(check.failingSince()).isNull();
        assertThat(check.lastFailure()).isNotNull();
        assertThat(check.lastFailure().measuredAt())
                .isEqualTo(watch.now.minus(Watch.ROUND.multipliedBy(2)).minusMillis(1));
    }

    @Test
    void saysOfAVantageThatItHasNotSeenEnough() {
        watch.passes(1, EAST, V1);
        assertThat(first(watch.explain(EAST)).voidBecause()).isEqualTo("has not seen enough to tell");
        assertThat(first(watch.explain(EAST)).counts()).isFalse();
    }

    @Test
    void saysOfAVantageSinceWhenItIsSilent() {
        watch.passes(2, EAST, V1);
        var newest = watch.now.minusMillis(1);
        watch.after(Duration.ofMillis(4_999));
        assertThat(first(watch.explain(EAST)).voidBecause()).isNull();
        watch.after(Duration.ofMillis(1));
        assertThat(first(watch.explain(EAST)).voidBecause()).isEqualTo("silent since " + newest);
    }

    @Test
    void saysOfAVantageThatItIsSick() {
        watch.passes(2, EAST, V1, V2).failsWhileSick(1, EAST, V1);
        Explanation.Vantage sick = first(watch.explain(EAST));
        assertThat(sick.health()).isEqualTo(VantageHealth.sick("references unreachable"));
        assertThat(sick.voidBecause()).isEqualTo("sick: references unreachable");
        assertThat(sick.vote()).isEqualTo(Verdict.UNKNOWN);
        assertThat(sick.voter()).isTrue();
        assertThat(watch.explain(WEST).vantages().getFirst().health().healthy()).isFalse();
    }

    @Test
    void saysOfAVantageThatItMayNotVoteWhateverItSees() {
        var excluding = new Watch(Given.east(new Policy.Quorum(null, true), Given.health()), List.of());
        excluding.fails(3, EAST, V1, V2);
        Explanation.Vantage own = first(excluding.explain(EAST));
        assertThat(own.voter()).isFalse();
        assertThat(own.vote()).isEqualTo(Verdict.DOWN);
        assertThat(own.counts()).isFalse();
        assertThat(own.voidBecause()).isEqualTo("has no vote on its own site");
        assertThat(excluding.explain(EAST).votes()).isEqualTo(new VoteCount(0, 1, 1));
        assertThat(excluding.explain(EAST).needed()).isEqualTo(2);
        assertThat(excluding.explain(WEST).votes().voters()).isEqualTo(2);
    }

    @Test
    void saysWhatIsConcludedOfChecksThatDoNotDecide() {
        watch.of(Given.READY).fails(3, EAST, V1, V2).passes(2, EAST, V3);
        assertThat(watch.explain(EAST).checks())
                .containsExactly(
                        new Explanation.SideCheck(Given.READY, Role.READINESS, Verdict.DOWN, new VoteCount(1, 2, 0)));
    }

    @Test
    void saysUntilWhenAVerdictFromBeforeARestartHolds() {
        SiteVerdict up = watch.passes(2, EAST, V1, V2).last();
        var restarted = new Watch(Orders.topology(), List.of(up));
        Explanation.Site site = restarted.explain(EAST);
        assertThat(site.verdict()).isEqualTo(Verdict.UP);
        assertThat(site.outcome()).isEqualTo(Verdict.UNKNOWN);
        assertThat(site.since()).isEqualTo(up.since());
        assertThat(site.heldUntil()).isEqualTo(restarted.now.plusSeconds(5));
        restarted.passes(2, EAST, V1, V2);
        assertThat(restarted.explain(EAST).heldUntil()).isNull();
    }

    @Test
    void changesNothing() {
        watch.sees("++-+--", EAST, V1, V2);
        assertThat(watch.explain()).isEqualTo(watch.explain());
        watch.now = watch.now.plusSeconds(60);
        watch.explain();
        watch.now = watch.now.minusSeconds(60);
        watch.fails(1, EAST, V1, V2);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void saysOfAVantageThatNoProbeDecides() {
        var page = new Watch(Given.page(Given.probe(Given.DEEP, Role.WATCH)), List.of());
        page.of(Given.DEEP).passes(2, Orders.PAGE, V1);
        assertThat(first(page.explain(Orders.PAGE)).voidBecause()).isEqualTo("no probe decides here");
    }

    @Test
    void leavesOutSitesWithoutProbes() {
        assertThat(new Watch(Orders.topology(), List.of()).explain().sites())
                .extracting(Explanation.Site::site)
                .containsExactly(EAST, WEST);
    }
}
