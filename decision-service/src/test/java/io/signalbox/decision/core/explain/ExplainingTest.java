package io.signalbox.decision.core.explain;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.MAJORITY;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static io.signalbox.decision.core.Orders.WEST;
import static io.signalbox.decision.core.Orders.topology;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Directive;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.decision.core.explain.Scene.View;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainingTest {

    private static Policy mode(Policy.Mode mode) {
        return new Policy(
                mode,
                MAJORITY,
                POLICY.failback(),
                POLICY.whenAllDown(),
                POLICY.grace(),
                Duration.ZERO,
                POLICY.damping(),
                POLICY.planDeadline(),
                POLICY.claimFor(),
                false);
    }

    private static List<String> codes(Why why) {
        return why.held().stream().map(held -> held.reason().code()).toList();
    }

    @Test
    void atHomeAndWellThereIsNothingToHold() {
        Why why = Scene.steady(topology()).why();

        assertThat(why.sentence())
                .isEqualTo(
                        "orders is on us-east-1, its preferred site, which is UP: 3 of 3 vantages say UP, 2 are needed; "
                                + "it has not moved: no vantage says that us-east-1 is DOWN");
        assertThat(why.held()).isEmpty();
        assertThat(why.evidence().from()).isEqualTo("live");
    }

    @Test
    void thatOnlyAPartOfTheResultsIsCountedIsTold() {
        Why why = Scene.steady(topology()).why(List.of(V1));

        String told = "there are more results of " + V1
                + " than this instance can read, and it counts a part of each check's";
        assertThat(why.sentence()).contains("; " + told);
        assertThat(why.evidence().note()).startsWith(told);
    }

    @Test
    void whyNoStandbyIsWarmIsTold() {
        Topology cold = topology();
        Service orders = cold.services().getFirst();
        var dns = new Dns(
                orders.dns().provider(),
                orders.dns().zone(),
                orders.dns().types(),
                orders.dns().ttl(),
                orders.dns().routing(),
                null,
                null,
                10,
                true,
                Dns.OnDrift.HOLD,
                null);
        var warm = new Service(orders.name(), orders.hostname(), dns, orders.sites(), orders.policy());
        Why why = Scene.steady(new Topology(
                        cold.cells(),
                        cold.vantages(),
                        List.of(),
                        List.of(warm),
                        cold.governor(),
                        AllowedAddresses.NONE,
                        cold.digest()))
                .why();

        assertThat(why.sentence()).contains("; no standby is kept warm: us-west-2 is UP, and is kept warm from 2026");
    }

    @Test
    void oneVantageAloneMovesNothingAndWhatIsMissingIsCounted() {
        Why why = Scene.steady(topology())
                .sees(EAST, View.FAILS, V2)
                .runs(3)
                .sees(EAST, View.FAILS, V3)
                .runs(1)
                .why();

        assertThat(why.sentence())
                .contains("which is UP")
                .contains("it has not moved: 1 of 3 vantages says DOWN (eu-west-1), 2 are needed");
        assertThat(why.changes()).anySatisfy(change -> assertThat(change)
                .startsWith("us-east-1 becomes DOWN: 1 vantage more would have to say DOWN")
                .contains("us-west-2: health needs 1 more failure"));
        Why.Vote vote = why.sites().getFirst().vantages().get(1);
        assertThat(vote.says()).isEqualTo(Verdict.DOWN);
        assertThat(vote.checks().getFirst().counts().failures()).isGreaterThanOrEqualTo(3);
        assertThat(vote.age()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void whatIsNotKnownMovesNothingAndTheSilentAreNamed() {
        Why why = Scene.steady(topology())
                .sees(EAST, View.NOTHING, V1)
                .sees(EAST, View.FAILS_WHILE_SICK, V3)
                .sees(WEST, View.FAILS_WHILE_SICK, V3)
                .sees(EAST, View.FAILS, V2)
                .runs(8)
                .why();

        assertThat(why.sites().getFirst().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(why.notMoved())
                .contains("1 of 3 vantages says DOWN (eu-west-1), 2 are needed")
                .contains("without a vote: us-east-1 (silent since")
                .contains("us-west-2 (sick: references unreachable)")
                .contains("traffic does not move while that is not known");
    }

    @Test
    void aFreezeIsNamedWithWhoWhyAndWhatEndsIt() {
        var scene = Scene.steady(topology());
        Instant until = scene.now.plusSeconds(600);
        Why why = scene.orders(new Directive.Freeze(until))
                .allSee(EAST, View.FAILS)
                .runs(4)
                .why();

        assertThat(why.phase()).isEqualTo("awaiting-leave");
        assertThat(why.sentence())
                .contains("which is DOWN: 3 of 3 vantages say DOWN")
                .contains("it has not moved: would move to us-west-2")
                .contains("frozen by ann");
        assertThat(codes(why)).containsExactly("frozen");
        assertThat(why.held().getFirst().reason().text()).isEqualTo("it is frozen by ann: a migration");
        assertThat(why.changes()).contains("frozen ends with a thaw, or its end at " + until);
    }

    @Test
    void aFreezeOfAllServicesIsToldApart() {
        Why why = Scene.steady(topology())
                .ordersForAll(new Directive.Freeze(null))
                .why();

        assertThat(why.held().getFirst().endsWith()).isEqualTo("a thaw of all services");
    }

    @Test
    void recordsOfAnotherHandAreNamedWithWhatEndsThat() {
        Scene scene = Scene.steady(topology());
        var drift = new DriftSighting(
                Outcome.VERSION,
                ORDERS,
                scene.now,
                1,
                true,
                "A 192.0.2.1",
                "A 203.0.113.7",
                List.of("A 203.0.113.7"),
                "user deployer");

        Why seen = scene.hear(new ServiceEvent.Reported(drift)).why();
        assertThat(codes(seen)).containsExactly("records-drift");
        assertThat(seen.changes()).contains("records-drift ends with records as they should be, or a forced override");

        Why why = scene.allSee(EAST, View.FAILS).runs(4).why();
        assertThat(why.phase()).isEqualTo("awaiting-leave");
        assertThat(codes(why)).containsExactly("records-drift");
        assertThat(why.sentence()).contains("203.0.113.7", "user deployer");
    }

    @Test
    void aFenceThatIsNotAsKnownIsNamedWithTheWayOut() {
        Scene scene = Scene.steady(topology());
        var unreadable = new FenceSighting(
                Outcome.VERSION, ORDERS, scene.now, FenceSighting.Sight.UNREADABLE, null, "4 servers agree", null);

        Why seen = scene.hear(new ServiceEvent.Reported(unreadable)).why();
        assertThat(codes(seen)).containsExactly("fence-unreadable");
        assertThat(seen.changes()).contains("fence-unreadable ends with a re-adoption, or the fence as it is known");

        Why why = scene.handsIdle().orders(new Directive.ReAdopt(null)).why();
        assertThat(why.phase()).isEqualTo("re-adopting");
        assertThat(why.sentence()).startsWith("the fence of orders is replaced, and no traffic moves: step 1 of 1");
    }

    @Test
    void aSiteWithStaleDataIsNamedWithTheOrderThatEndsItsMark() {
        Scene scene = Scene.steady(topology());
        Fence cutOff = Fence.settled(9, EAST, "m9-1", new CellName("eu-west-1")).marking(Marks.NONE.stale(WEST, 8));
        var seen = new FenceSighting(
                Outcome.VERSION, ORDERS, scene.now, FenceSighting.Sight.PRESENT, cutOff, "answered", null);

        Why why = scene.hear(new ServiceEvent.Reported(seen)).why();
        assertThat(codes(why)).contains("stale-data");
        assertThat(why.changes()).contains("stale-data ends with the order reseeded for us-west-2 and epoch 8");
    }

    @Test
    void aModeThatAsksIsNamedWithWhoseWordIsAwaited() {
        Why why = Scene.steady(topology(mode(Policy.Mode.APPROVE)))
                .allSee(EAST, View.FAILS)
                .runs(4)
                .why();

        assertThat(codes(why)).containsExactly("awaits-move", "approve");
        assertThat(why.changes()).contains("awaits-move ends with an approver's word");
    }

    @Test
    void adviceIsToldAsSuch() {
        var scene = Scene.steady(topology(mode(Policy.Mode.AUTO)));
        assertThat(codes(scene.why())).isEmpty();

        Why why = Scene.steady(topology(mode(Policy.Mode.ADVISE)))
                .allSee(EAST, View.FAILS)
                .runs(4)
                .why();
        assertThat(codes(why)).containsExactly("advise");
        assertThat(why.sentence()).contains("would move");
    }

    @Test
    void anOverrideIsNamedWithWhatEndsIt() {
        Why why = Scene.steady(topology())
                .orders(new Directive.Override(WEST, null, false, false))
                .runs(1)
                .why();

        assertThat(why.sentence())
                .contains("orders is on us-west-2 which is UP")
                .contains("ann wants us-west-2");
        assertThat(codes(why)).containsExactly("override");
        assertThat(why.changes()).contains("override ends with a release");
    }

    @Test
    void whereNoOtherSiteIsFitThatIsTheReason() {
        Why why = Scene.steady(topology())
                .allSee(WEST, View.NOTHING)
                .runs(8)
                .allSee(EAST, View.FAILS)
                .runs(4)
                .why();

        assertThat(why.phase()).isEqualTo("steady");
        assertThat(why.notMoved()).contains("us-west-2 is UNKNOWN: waiting until");
        assertThat(codes(why)).containsExactly("grace");
        assertThat(why.changes()).anySatisfy(change -> assertThat(change).startsWith("us-west-2 becomes UP"));
    }

    @Test
    void awayFromHomeItTellsWhenItGoesBack() {
        Why why = Scene.steady(topology())
                .allSee(EAST, View.FAILS)
                .runs(4)
                .allSee(EAST, View.PASSES)
                .runs(3)
                .why();

        assertThat(why.active()).isEqualTo(WEST);
        assertThat(why.notMoved()).contains("failback is due at");
        assertThat(codes(why)).containsExactly("failback-waits");
    }

    @Test
    void aMoveUnderWayIsToldStepByStep() {
        Why why = Scene.steady(topology())
                .handsIdle()
                .allSee(EAST, View.FAILS)
                .runs(3)
                .why();

        assertThat(why.phase()).isEqualTo("moving");
        assertThat(why.sentence()).startsWith("orders is moving to us-west-2: step 1 of 1, ");
        assertThat(why.notMoved()).isNull();
    }

    @Test
    void aStepThatIsHeldIsToldWithWhatHoldsIt() {
        Why why = Scene.steady(topology())
                .orders(new Directive.Freeze(null, true))
                .orders(new Directive.Override(WEST, null, false, true))
                .why();

        assertThat(why.sentence()).contains("step 1 of 1, dns-switch, is waiting (for the end of the freeze of ann");
        assertThat(codes(why)).contains("step-waits", "frozen");
    }

    @Test
    void withoutCountersTheLastVerdictIsToldAndThatItIsOnlyThat() {
        Why why = Scene.steady(topology()).sees(EAST, View.FAILS, V2).runs(3).whyWithoutCounters();

        assertThat(why.evidence().from()).isEqualTo("verdicts");
        assertThat(why.evidence().note()).contains("another instance");
        assertThat(why.sites().getFirst().needed()).isEqualTo(2);
        assertThat(why.changes())
                .anySatisfy(change -> assertThat(change).isEqualTo("us-east-1 becomes DOWN: 2 more vantages say so"));
    }
}
