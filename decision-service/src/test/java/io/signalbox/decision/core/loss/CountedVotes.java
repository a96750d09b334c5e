package io.signalbox.decision.core.loss;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static io.signalbox.decision.core.Orders.WEST;

import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.decision.core.evidence.Explanation;
import io.signalbox.decision.core.evidence.VoteCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The present votes on the usual service, as they are counted. */
final class CountedVotes {

    private CountedVotes() {}

    /** All vantages but one say that both sites are UP. */
    static Explanation without(VantageName silent, Instant now) {
        List<Explanation.Site> sites =
                Stream.of(EAST, WEST).map(site -> site(site, silent, now)).toList();
        return new Explanation(ORDERS, "d1", now, Duration.ZERO, List.of(), sites);
    }

    private static Explanation.Site site(SiteName site, VantageName silent, Instant now) {
        List<Explanation.Vantage> vantages = Stream.of(V1, V2, V3)
                .map(vantage -> vantage(vantage, !vantage.equals(silent)))
                .toList();
        return new Explanation.Site(
                site, Verdict.UP, now, Verdict.UP, null, 2, new VoteCount(2, 0, 1), 1, vantages, List.of());
    }

    private static Explanation.Vantage vantage(VantageName name, boolean votes) {
        return new Explanation.Vantage(
                name,
                votes ? Verdict.UP : Verdict.UNKNOWN,
                votes,
                votes ? null : "silent",
                true,
                VantageHealth.HEALTHY,
                null,
                List.of());
    }
}
