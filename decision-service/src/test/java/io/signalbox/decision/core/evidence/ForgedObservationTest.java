package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.VantageName;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Observations that another program writes in the name of a vantage: its prober must be heard again soon. */
class ForgedObservationTest {

    private static final List<VantageName> ALL = List.of(V1, V2, V3);

    private final Watch watch = new Watch(Orders.topology(), List.of());

    private void healthy(int rounds) {
        watch.passes(rounds, EAST, V1, V2, V3);
    }

    private void forge(String run, long sequence) {
        for (VantageName vantage : ALL) {
            watch.accept(watch.observation(EAST, vantage, run, sequence, false), watch.now);
        }
    }

    @Test
    void anotherRunKeepsTheProberOutForNoResult() {
        healthy(5);
        for (String run : List.of("run0", "run9", "zzzz")) {
            forge(run, Long.MAX_VALUE);
        }

        healthy(2);

        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
    }

    @Test
    void aSequenceFarAheadKeepsTheProberOutOnlyUntilItIsStale() {
        healthy(5);
        forge("run1", Long.MAX_VALUE);
        Duration freshness = freshness();
        long rounds = 1 + freshness.dividedBy(Watch.ROUND);

        healthy((int) rounds);
        watch.after(Duration.ZERO);
        healthy(3);

        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(watch.explain(EAST, V1, HEALTH).age()).isEqualTo(Duration.ofMillis(1));
    }

    private static Duration freshness() {
        return Orders.topology().services().getFirst().site(EAST).orElseThrow().probes().stream()
                .filter(probe -> probe.name().equals(HEALTH))
                .findFirst()
                .orElseThrow()
                .freshness();
    }

    @Test
    void whatTheProberSendsAgainChangesNothingWhileItsNewestResultIsFresh() {
        healthy(5);
        Observation last = watch.observation(EAST, V1, "run1", 3, false);
        watch.accept(last, watch.now);

        assertThat(watch.explain(EAST, V1, HEALTH).verdict()).isEqualTo(Verdict.UP);
        assertThat(watch.explain(EAST, V1, HEALTH).counts().failures()).isZero();
    }
}
