package io.signalbox.decision.core.cell;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.machine.Given.THIRD;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.machine.Given;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stage 1 follows a newer topology before the brain does. */
class EarlyVerdictsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Topology older = new Given().topology();
    private final Topology newer = new Given().third().topology();
    private final EarlyVerdicts early = new EarlyVerdicts();

    private static SiteVerdict verdict(SiteName site, Verdict verdict) {
        return new SiteVerdict(
                SiteVerdict.VERSION,
                ORDERS,
                site,
                verdict,
                NOW,
                null,
                List.of(),
                2,
                Reason.of("quorum", site + " is " + verdict),
                "d1",
                null,
                null,
                null,
                null);
    }

    private List<Verdict> known(Topology topology, Duration later) {
        return early.known(topology, NOW.plus(later)).stream()
                .map(ServiceEvent.VerdictChanged::verdict)
                .map(SiteVerdict::verdict)
                .toList();
    }

    @Test
    void theLastVerdictOnASiteIsKeptUntilTheTopologyKnowsTheSiteAndIsToldOnce() {
        early.hear(verdict(THIRD, Verdict.UP), older, NOW);
        early.hear(verdict(THIRD, Verdict.DOWN), older, NOW);
        assertThat(known(older, LONGEST)).isEmpty();
        assertThat(known(newer, LONGEST)).containsExactly(Verdict.DOWN);
        assertThat(known(newer, LONGEST)).isEmpty();
    }

    @Test
    void aVerdictThatIsOlderThanFiveMinutesIsForgotten() {
        early.hear(verdict(THIRD, Verdict.UP), older, NOW);
        assertThat(known(newer, LONGEST.plusMillis(1))).isEmpty();
        assertThat(known(newer, Duration.ZERO)).isEmpty();
    }

    @Test
    void aVerdictOnAKnownSiteIsNotKept() {
        early.hear(verdict(EAST, Verdict.UP), older, NOW);
        assertThat(known(older, Duration.ZERO)).isEmpty();
    }

    @Test
    void aNewerVerdictOnASiteThatHasBecomeKnownReplacesTheOneThatWasKept() {
        early.hear(verdict(THIRD, Verdict.UP), older, NOW);
        early.hear(verdict(THIRD, Verdict.DOWN), newer, NOW);
        assertThat(known(newer, Duration.ZERO)).isEmpty();
    }

    @Test
    void noMoreThanAThousandAreKeptUntilTheyAreTooOld() {
        for (int site = 0; site < 1_000; site++) {
            early.hear(verdict(new SiteName("site-" + site), Verdict.UP), older, NOW);
        }
        early.hear(verdict(THIRD, Verdict.UP), older, NOW);
        assertThat(known(newer, Duration.ZERO)).isEmpty();
        assertThat(known(older, LONGEST.plusMillis(1))).isEmpty();
        early.hear(verdict(THIRD, Verdict.UP), older, NOW);
        assertThat(known(newer, Duration.ZERO)).containsExactly(Verdict.UP);
    }
}
