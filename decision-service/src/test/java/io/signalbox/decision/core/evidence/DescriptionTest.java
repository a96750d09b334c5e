package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was measured counts for the check that it was measured of, and for no other. */
class DescriptionTest {

    private static final Probe READY = Given.probe(Given.READY, Role.READINESS);
    private static final Topology HERE = Given.east(Given.health(), READY);
    private static final Topology ELSEWHERE = Given.east(at(9090, Given.health()), READY);
    private static final Topology STRICTER = Given.east(stricter(), READY);
    private static final Topology OTHERWISE_READY = Given.east(Given.health(), at(9090, READY));

    private static Probe at(int port, Probe like) {
        return new Probe(
                like.name(),
                like.role(),
                like.interval(),
                like.timeout(),
                like.fastInterval(),
                like.fall(),
                like.rise(),
                like.window(),
                new Check.Tcp(port),
                Approach.USUAL);
    }

    private static Probe stricter() {
        Probe like = Given.health();
        return new Probe(
                like.name(),
                Probe.Role.HEALTH,
                like.interval(),
                like.timeout(),
                like.fastInterval(),
                5,
                2,
                null,
                like.check(),
                Approach.USUAL);
    }

    /** UP and ready, as the first topology describes them. */
    private static Watch before() {
        return new Watch(HERE, List.of())
                .asDescribedBy(HERE)
                .passes(2, EAST, V1, V2, V3)
                .of(Given.READY)
                .passes(2, EAST, V1, V2, V3)
                .of(HEALTH);
    }

    private static Watch reloaded(Topology topology) {
        Watch before = before();
        var after = new Watch(topology, List.of(before.last()));
        after.now = before.now;
        return after.asDescribedBy(HERE);
    }

    @Test
    void resultsOfAnotherDescriptionNeitherKeepASiteUpNorTurnItDown() {
        Watch watch = reloaded(ELSEWHERE).after(Duration.ZERO);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);

        watch.passes(20, EAST, V1, V2, V3);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
        watch.fails(20, EAST, V1, V2, V3);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void resultsOfTheNewDescriptionCount() {
        Watch watch = reloaded(ELSEWHERE).after(Duration.ZERO).asDescribedBy(ELSEWHERE);

        assertThat(watch.passes(2, EAST, V1, V2, V3).verdict(EAST)).isEqualTo(Verdict.UP);
    }

    @Test
    void aSiteThatIsDescribedAnewIsSaidToBeUnknownOnceAndWhy() {
        Watch watch = reloaded(ELSEWHERE).after(Duration.ZERO).after(Duration.ofSeconds(3));

        assertThat(watch.changes).singleElement().satisfies(told -> {
            assertThat(told.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(told.reason().code()).isEqualTo("described-anew");
            assertThat(told.descriptions())
                    .isEqualTo(ELSEWHERE
                            .services()
                            .getFirst()
                            .site(EAST)
                            .orElseThrow()
                            .checkDigests());
        });
    }

    @Test
    void evidenceThatComesBeforeThatIsToldAsAVerdictOfTheNewDescription() {
        Watch watch = reloaded(ELSEWHERE).asDescribedBy(ELSEWHERE).passes(2, EAST, V1, V2, V3);

        assertThat(watch.after(Duration.ZERO).last().verdict()).isEqualTo(Verdict.UP);
        assertThat(watch.last().descriptions()).isNotEqualTo(before().last().descriptions());
    }

    @Test
    void aSiteOfWhichOnlyThresholdsHaveChangedKeepsItsVerdict() {
        Watch watch = reloaded(STRICTER).after(Duration.ofSeconds(3));

        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.UP);
        assertThat(watch.changes).isEmpty();
        assertThat(watch.passes(2, EAST, V1, V2, V3)
                        .after(Duration.ofSeconds(4))
                        .verdict(EAST))
                .isEqualTo(Verdict.UP);
    }

    @Test
    void aCheckThatDecidesNothingAndIsDescribedAnewIsUnknownBesideTheVerdict() {
        Watch watch = reloaded(OTHERWISE_READY).after(Duration.ZERO);

        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(watch.check(EAST, Given.READY)).isEqualTo(Verdict.UNKNOWN);
        assertThat(watch.last().since()).isEqualTo(before().last().since());
    }

    @Test
    void aProberThatDoesNotTellWhatItMeasuredCounts() {
        Watch watch = new Watch(HERE, List.of()).passes(2, EAST, V1, V2, V3);

        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
    }

    @Test
    void theExplanationSaysThatAProberFollowsAnotherDescription() {
        Watch watch = new Watch(HERE, List.of()).asDescribedBy(ELSEWHERE).passes(2, EAST, V1);

        assertThat(watch.explain(EAST).vantages())
                .filteredOn(vantage -> vantage.vantage().equals(V1))
                .singleElement()
                .satisfies(vantage -> assertThat(vantage.toString()).contains("another description of the site"));
    }
}
