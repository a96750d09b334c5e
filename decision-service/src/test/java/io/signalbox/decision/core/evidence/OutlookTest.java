package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.Role;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlookTest {

    private static Watch watch(Topology topology) {
        return new Watch(topology, List.of());
    }

    private final Watch watch = watch(Orders.topology());

    private static Outlook to(Verdict verdict, Watch watch) {
        return watch.explain(EAST).outlook().stream()
                .filter(outlook -> outlook.to() == verdict)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anUnknownSiteMayBecomeEither() {
        assertThat(watch.explain(EAST).outlook()).extracting(Outlook::to).containsExactly(Verdict.DOWN, Verdict.UP);
        assertThat(to(Verdict.UP, watch).votes()).isEqualTo(2);
    }

    @Test
    void countsTheVotesThatAreMissing() {
        watch.passes(2, EAST, V1, V2, V3).fails(3, EAST, V1);
        assertThat(to(Verdict.DOWN, watch).votes()).isEqualTo(1);
        assertThat(to(Verdict.DOWN, watch).text())
                .isEqualTo("1 vantage more would have to say DOWN (eu-west-1: health needs 3 more failures in a row;"
                        + " us-west-2: health needs 3 more failures in a row)");
    }

    @Test
    void countsTheResultsThatAreMissingAtEachVantage() {
        watch.passes(2, EAST, V1, V2, V3).fails(1, EAST, V2).fails(2, EAST, V3);
        assertThat(to(Verdict.DOWN, watch).text())
                .startsWith("2 vantages more would have to say DOWN (us-east-1: health needs 3 more failures in a row;")
                .contains(
                        "eu-west-1: health needs 2 more failures in a row; us-west-2: health needs 1 more failure in a row)");
    }

    @Test
    void saysWhatASiteThatIsDownNeedsToBeUp() {
        watch.fails(3, EAST, V1, V2, V3).passes(1, EAST, V1);
        assertThat(to(Verdict.UP, watch).text())
                .startsWith("2 vantages more would have to say UP (us-east-1: health needs 1 more success in a row;"
                        + " eu-west-1: health needs 2 more successes in a row;");
    }

    @Test
    void saysHowManyVotesTheVerdictCanLose() {
        watch.passes(2, EAST, V1, V2, V3);
        assertThat(to(Verdict.UNKNOWN, watch))
                .isEqualTo(new Outlook(Verdict.UNKNOWN, 2, "2 vantages would have not to say UP any more"));
        watch.fails(3, EAST, V3);
        assertThat(to(Verdict.UNKNOWN, watch).votes()).isEqualTo(1);
    }

    @Test
    void leavesOutAVantageThatMayNotVote() {
        var excluding = watch(Given.east(new Policy.Quorum(null, true), Given.health()));
        assertThat(to(Verdict.DOWN, excluding).text())
                .contains("eu-west-1", "us-west-2")
                .doesNotContain("us-east-1");
    }

    @Test
    void saysThatASickVantageMustBeWellFirst() {
        watch.passes(2, EAST, V1, V2, V3).failsWhileSick(1, EAST, V1);
        assertThat(to(Verdict.DOWN, watch).text())
                .contains("(us-east-1 once it is well: health needs 3 more failures in a row; eu-west-1: health");
    }

    @Test
    void namesBothWaysToDownWhereThereIsAWindow() {
        var windowed = watch(Given.east(Given.health(4, 10)));
        windowed.sees("++-+-", EAST, V1);
        assertThat(to(Verdict.DOWN, windowed).text())
                .contains("us-east-1: health needs 2 more failures in a row or 4 failures among its last 10 (2 now)");
    }

    @Test
    void saysThatTheWindowMustBeQuietForUp() {
        var windowed = watch(Given.east(Given.health(4, 10)));
        windowed.sees("++-+-+-+-", EAST, V1, V2).sees("+", EAST, V1, V2);
        assertThat(to(Verdict.UP, windowed).text())
                .contains("us-east-1: health needs 1 more success in a row and fewer than 4 failures among its last 10"
                        + " (4 now)");
        windowed.sees("+", EAST, V1, V2);
        assertThat(to(Verdict.UP, windowed).text())
                .contains("us-east-1: health needs fewer than 4 failures among its last 10 (4 now)");
    }

    @Test
    void saysNothingOfAQuietWindow() {
        var windowed = watch(Given.east(Given.health(4, 10)));
        windowed.sees("---", EAST, V1, V2);
        assertThat(to(Verdict.UP, windowed).text()).doesNotContain("among");
    }

    @Test
    void countsTheProbesThatMustFailTogether() {
        Probe login = Given.probe(Given.LOGIN, Role.HEALTH);
        Probe cart = Given.probe(Given.CART, Role.HEALTH);
        var two = watch(Given.east(2, Given.health(), login, cart));
        two.of(HEALTH).fails(3, EAST, V1, V2, V3);
        assertThat(to(Verdict.DOWN, two).text())
                .contains(
                        "us-east-1: any 1 of login needs 3 more failures in a row, cart needs 3 more failures in a row;");
        two.of(Given.LOGIN).passes(2, EAST, V1, V2, V3).of(Given.CART).passes(2, EAST, V1, V2, V3);
        assertThat(to(Verdict.DOWN, two).text()).contains("us-east-1: any 1 of login needs");
        two.of(HEALTH).passes(2, EAST, V1, V2, V3);
        assertThat(to(Verdict.DOWN, two).text()).contains("us-east-1: any 2 of health needs");
    }

    @Test
    void countsTheProbesThatMustPassTogether() {
        Probe login = Given.probe(Given.LOGIN, Role.HEALTH);
        Probe cart = Given.probe(Given.CART, Role.HEALTH);
        var two = watch(Given.east(2, Given.health(), login, cart));
        assertThat(to(Verdict.UP, two).text()).contains("us-east-1: any 2 of health needs 2 more successes");
        two.of(HEALTH).passes(2, EAST, V1);
        assertThat(to(Verdict.UP, two).text()).contains("us-east-1: any 1 of login needs");
        var all = watch(Given.east(3, Given.health(), login, cart));
        all.of(HEALTH).passes(2, EAST, V1);
        assertThat(to(Verdict.UP, all).text())
                .contains("us-east-1: login needs 2 more successes in a row, cart needs 2 more successes in a row;");
    }

    @Test
    void probesThatDoNotDecideAreNotNamed() {
        var ready = watch(Given.east(Given.health(), Given.probe(Given.READY, Role.READINESS)));
        assertThat(to(Verdict.UP, ready).text()).doesNotContain("ready");
    }

    @Test
    void saysThatALaggingReaderHoldsItBack() {
        watch.passes(2, EAST, V1, V2, V3).lagging(Duration.ofSeconds(2)).fails(3, EAST, V1, V2);
        assertThat(watch.explain(EAST).outcome()).isEqualTo(Verdict.DOWN);
        assertThat(watch.explain(EAST).outlook())
                .containsExactly(
                        new Outlook(Verdict.DOWN, 0, "DOWN as soon as observations are read without delay again"));
    }

    @Test
    void saysWhenAVerdictFromBeforeARestartGoesStale() {
        var restarted = new Watch(
                Orders.topology(), List.of(watch.passes(2, EAST, V1, V2).last()));
        assertThat(restarted.explain(EAST).outlook())
                .extracting(Outlook::to)
                .containsExactly(Verdict.DOWN, Verdict.UNKNOWN);
        assertThat(to(Verdict.UNKNOWN, restarted))
                .isEqualTo(
                        new Outlook(
                                Verdict.UNKNOWN,
                                0,
                                "UP is from before a restart, and goes stale at 2026-01-01T00:00:05Z unless the votes confirm it"));
    }

    @Test
    void saysThatUpWinsWhereAQuorumBelowAMajorityIsReachedByBoth() {
        var one = watch(Given.east(new Policy.Quorum(1, false), Given.health()));
        one.passes(2, EAST, V1).fails(3, EAST, V2);
        assertThat(to(Verdict.DOWN, one).votes()).isZero();
        assertThat(to(Verdict.DOWN, one).text())
                .startsWith("0 vantages more would have to say DOWN")
                .endsWith(", and fewer than 1 to say UP");
        var two = watch(Orders.topology());
        assertThat(to(Verdict.DOWN, two).text()).doesNotContain("fewer");
    }

    @Test
    void aSiteThatNoProbeDecidesOnHasNone() {
        var page = watch(Given.page(Given.probe(Given.DEEP, Role.WATCH)));
        assertThat(page.explain(PAGE).outlook()).isEmpty();
    }

    @Test
    void halfOfTheVotersIsBelowAMajorityToo() {
        var half = watch(Given.east(new Policy.Quorum(1, true), Given.health()));
        assertThat(to(Verdict.DOWN, half).text()).endsWith(", and fewer than 1 to say UP");
        var both = watch(Given.east(new Policy.Quorum(2, true), Given.health()));
        assertThat(to(Verdict.DOWN, both).text()).doesNotContain("fewer");
    }
}
