package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Probes that do not decide whether a site is UP: readiness, and those that are only watched. */
class SideChecksTest {

    private static final Probe READY = Given.probe(Given.READY, Role.READINESS);
    private static final Probe DEEP = Given.probe(Given.DEEP, Role.WATCH);

    private final Watch watch = new Watch(Given.east(Given.health(), READY, DEEP), List.of());

    private Watch up() {
        return watch.passes(2, EAST, V1, V2, V3);
    }

    @Test
    void decideNothingHoweverMuchTheyFail() {
        up();
        for (int i = 0; i < 20; i++) {
            watch.of(Given.DEEP).fails(1, EAST, V1, V2, V3).of(Given.READY).fails(1, EAST, V1, V2, V3);
            watch.of(HEALTH).passes(1, EAST, V1, V2, V3).after(Duration.ZERO);
        }
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(watch.changes).extracting(SiteVerdict::verdict).containsOnly(Verdict.UP);
    }

    @Test
    void makeNoSiteUpByPassing() {
        watch.of(Given.READY).passes(10, EAST, V1, V2, V3).of(Given.DEEP).passes(10, EAST, V1, V2, V3);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.UP);
    }

    @Test
    void eachIsConcludedByTheSameQuorum() {
        up().of(Given.READY).fails(3, EAST, V1);
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.UNKNOWN);
        watch.fails(3, EAST, V2);
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.DOWN);
        assertThat(watch.check(EAST, Given.DEEP)).isEqualTo(Verdict.UNKNOWN);
        watch.passes(2, EAST, V2, V3);
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.UP);
    }

    @Test
    void aVantageWithoutAVoteOnTheSiteHasNoneOnItsChecks() {
        var excluding = new Watch(Given.east(new Policy.Quorum(null, true), Given.health(), READY), List.of());
        excluding.of(Given.READY).fails(3, EAST, V1, V2);
        assertThat(excluding.check(EAST, Given.READY)).isEqualTo(Verdict.UNKNOWN);
        excluding.fails(3, EAST, V3);
        assertThat(excluding.check(EAST, Given.READY)).isEqualTo(Verdict.DOWN);
        assertThat(excluding.last().reason().text()).contains("us-east-1 no vote: has no vote on its own site");
    }

    @Test
    void aChangeOfOneIsToldWithTheVerdictThatStands() {
        up();
        SiteVerdict before = watch.last();
        watch.of(Given.READY).fails(3, EAST, V1, V2);
        SiteVerdict told = watch.last();
        assertThat(watch.changes).hasSize(2);
        assertThat(told.verdict()).isEqualTo(Verdict.UP);
        assertThat(told.since()).isEqualTo(before.since()).isNotEqualTo(watch.now);
        assertThat(told.firstFailure()).isNull();
        assertThat(told.checks()).isEqualTo(Map.of(Given.READY, Verdict.DOWN, Given.DEEP, Verdict.UNKNOWN));
        assertThat(told.needed()).isEqualTo(2);
        assertThat(told.votes()).extracting(vote -> vote.verdict()).containsOnly(Verdict.UP);
    }

    @Test
    void aChangeOfOneSaysSoInItsReason() {
        up().of(Given.READY).fails(3, EAST, V1, V2);
        assertThat(watch.last().reason().code()).isEqualTo("check-changed");
        assertThat(watch.last().reason().text())
                .startsWith("readiness probe ready of us-east-1 is DOWN:"
                        + " 0 of 3 vantages say UP, 2 say DOWN, 2 needed (us-east-1 DOWN: failing")
                .contains("us-west-2 no vote: 0 of 2 successes")
                .endsWith("; the site stays UP");
        assertThat(watch.last().reason().facts()).isEqualTo(Map.of("ready", "DOWN", "needed", "2"));
    }

    @Test
    void aDownThatStandsKeepsItsFirstFailure() {
        up().fails(3, EAST, V1, V2, V3);
        SiteVerdict down = watch.last();
        watch.of(Given.READY).fails(3, EAST, V1, V2);
        assertThat(watch.last().reason().code()).isEqualTo("check-changed");
        assertThat(watch.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(watch.last().since()).isEqualTo(down.since());
        assertThat(watch.last().firstFailure()).isNotNull().isEqualTo(down.firstFailure());
    }

    @Test
    void aVerdictThatChangesTakesTheChecksAlong() {
        up().of(Given.READY).passes(2, EAST, V1, V2).of(HEALTH).fails(3, EAST, V1, V2);
        assertThat(watch.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(watch.last().since()).isEqualTo(watch.now);
        assertThat(watch.last().check(Given.READY)).isEqualTo(Verdict.UP);
    }

    @Test
    void whenASiteAndItsChecksChangeTogetherItIsToldOnce() {
        up().of(Given.READY).passes(2, EAST, V1, V2).of(Given.DEEP).passes(2, EAST, V1, V2);
        watch.changes.clear();
        watch.after(Duration.ofSeconds(6));
        assertThat(watch.changes).hasSize(1);
        assertThat(watch.last().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(watch.last().checks()).containsValues(Verdict.UNKNOWN).doesNotContainValue(Verdict.UP);
    }

    @Test
    void checksThatChangeTogetherAreToldTogether() {
        up().of(Given.READY).passes(2, EAST, V1, V2).of(Given.DEEP).passes(2, EAST, V1, V2);
        for (int i = 0; i < 6; i++) {
            watch.of(HEALTH).passes(1, EAST, V1, V2, V3);
        }
        watch.changes.clear();
        for (int i = 0; i < 3; i++) {
            watch.after(Duration.ofMillis(1_300));
        }
        watch.of(HEALTH).passes(1, EAST, V1, V2, V3).after(Duration.ZERO);
        assertThat(watch.changes).hasSize(1);
        assertThat(watch.last().verdict()).isEqualTo(Verdict.UP);
        assertThat(watch.last().reason().text())
                .contains("readiness probe ready", "; watch probe deep of us-east-1 is UNKNOWN");
    }

    @Test
    void aSickVantageHasNoVoteOnThemEither() {
        up().of(Given.READY).fails(3, EAST, V1, V2).failsWhileSick(1, EAST, V1);
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.UNKNOWN);
        assertThat(watch.last().reason().text()).contains("us-east-1 no vote: sick: references unreachable");
    }

    @Test
    void aSiteWithNothingElseHasNoVerdictButChecks() {
        var page = new Watch(Given.page(DEEP), List.of());
        page.of(Given.DEEP).passes(2, PAGE, V1, V2, V3);
        assertThat(page.changes).hasSize(1);
        assertThat(page.verdict(PAGE)).isEqualTo(Verdict.UNKNOWN);
        assertThat(page.check(PAGE, Given.DEEP)).isEqualTo(Verdict.UP);
        var since = page.last().since();
        page.fails(3, PAGE, V1, V2, V3);
        assertThat(page.verdict(PAGE)).isEqualTo(Verdict.UNKNOWN);
        assertThat(page.check(PAGE, Given.DEEP)).isEqualTo(Verdict.DOWN);
        assertThat(page.last().since()).isEqualTo(since);
        assertThat(page.last().votes().getFirst().counts()).isFalse();
        assertThat(page.last().votes().getFirst().detail()).isEqualTo("no probe decides here");
    }
}
