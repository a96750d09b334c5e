package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A site with several health probes, of which all, one or some must pass. */
class SeveralProbesTest {

    private static final Probe LOGIN = Given.probe(Given.LOGIN, Role.HEALTH);
    private static final Probe CART = Given.probe(Given.CART, Role.HEALTH);

    private static Watch passing(int passing) {
        return new Watch(Given.east(passing, Given.health(), LOGIN, CART), List.of());
    }

    /** What both vantages have seen of the three probes in turn; a blank for nothing. */
    private static Verdict sees(Watch watch, String health, String login, String cart) {
        watch.of(HEALTH).sees(health, EAST, V1, V2);
        watch.of(Given.LOGIN).sees(login, EAST, V1, V2);
        return watch.of(Given.CART).sees(cart, EAST, V1, V2).verdict(EAST);
    }

    @Test
    void whereAllMustPassOneThatIsDownIsEnough() {
        assertThat(sees(passing(3), "++", "++", "++")).isEqualTo(Verdict.UP);
        assertThat(sees(passing(3), "++", "++", "+")).isEqualTo(Verdict.UNKNOWN);
        assertThat(sees(passing(3), "", "", "---")).isEqualTo(Verdict.DOWN);
        assertThat(sees(passing(3), "++", "++", "---")).isEqualTo(Verdict.DOWN);
    }

    @Test
    void whereOneMustPassItIsDownWhenNoneDoes() {
        assertThat(sees(passing(1), "", "++", "")).isEqualTo(Verdict.UP);
        assertThat(sees(passing(1), "---", "++", "---")).isEqualTo(Verdict.UP);
        assertThat(sees(passing(1), "---", "", "---")).isEqualTo(Verdict.UNKNOWN);
        assertThat(sees(passing(1), "---", "---", "---")).isEqualTo(Verdict.DOWN);
    }

    @Test
    void whereTwoMustPassItIsDownOnceTwoCannotBeHad() {
        assertThat(sees(passing(2), "++", "++", "---")).isEqualTo(Verdict.UP);
        assertThat(sees(passing(2), "++", "++", "")).isEqualTo(Verdict.UP);
        assertThat(sees(passing(2), "++", "", "---")).isEqualTo(Verdict.UNKNOWN);
        assertThat(sees(passing(2), "++", "---", "---")).isEqualTo(Verdict.DOWN);
        assertThat(sees(passing(2), "", "---", "---")).isEqualTo(Verdict.DOWN);
    }

    @Test
    void whereAllMustPassTheFirstFailureIsTheFirstOfAnyProbe() {
        Watch watch = passing(3);
        sees(watch, "++", "++", "++");
        var first = watch.now.plus(Watch.ROUND).minusMillis(1);
        watch.of(HEALTH).fails(2, EAST, V1, V2);
        watch.of(Given.LOGIN).fails(2, EAST, V1, V2).of(HEALTH).fails(1, EAST, V1, V2);
        assertThat(watch.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(watch.last().firstFailure()).isEqualTo(first);
    }

    @Test
    void aProbeThatHadLongBeenDownIsNotTheFirstFailureWhereOthersSufficed() {
        Watch watch = passing(2);
        sees(watch, "++", "++", "++");
        watch.of(Given.CART).fails(40, EAST, V1, V2);
        watch.of(HEALTH).passes(2, EAST, V1, V2).of(Given.LOGIN).passes(2, EAST, V1, V2);
        var first = watch.now.plus(Watch.ROUND).minusMillis(1);
        watch.of(Given.LOGIN).fails(3, EAST, V1, V2);
        assertThat(watch.last().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(watch.last().firstFailure()).isEqualTo(first);
    }

    @Test
    void aVoteNamesEachProbeThatDecides() {
        Watch watch = passing(2);
        sees(watch, "++", "---", "---");
        assertThat(watch.last().votes().getFirst().detail())
                .isEqualTo("health passing; login failing, last: REFUSED refused; cart failing, last: REFUSED refused");
    }

    @Test
    void aVoteIsAsNewAsTheNewestResultBehindIt() {
        Watch watch = passing(3);
        sees(watch, "++", "++", "++");
        assertThat(watch.last().votes().getFirst().measuredAt()).isEqualTo(watch.now.minusMillis(1));
    }

    @Test
    void whatComesFromAnUnknownProbeOrSiteCountsForNothing() {
        Watch watch = new Watch(Given.east(Given.health()), List.of());
        watch.passes(2, EAST, V1, V2).of(new ProbeName("stranger")).fails(10, EAST, V1, V2);
        watch.of(HEALTH).fails(10, PAGE, V1, V2);
        assertThat(watch.changes).hasSize(1);
    }
}
