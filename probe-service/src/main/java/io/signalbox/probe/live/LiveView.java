package io.signalbox.probe.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.VantageName;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.engine.Engine;
import io.signalbox.probe.engine.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one vantage, or a page of them; failing ones first.
 *
 * @param total how many there are
 * @param failing how many of all fail
 * @param silent how many of all have no result, or one that is too old to say anything
 * @param matching how many are asked for
 * @param next the offset of the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LiveView(
        VantageName vantage,
        VantageHealth vantageHealth,
        Instant at,
        int total,
        int failing,
        int silent,
        int matching,
        List<LiveCheck> checks,
        @Nullable Integer next) {

    public LiveView {
        checks = List.copyOf(checks);
    }

    /** Looks at every check, so not for an event loop. */
    public static LiveView of(VantageName vantage, Engine engine, LiveQuery query, Instant at) {
        long now = System.nanoTime();
        var matching = new ArrayList<LiveCheck>();
        int total = 0;
        int failing = 0;
        int silent = 0;
        for (Tally tally : engine.tallies()) {
            Watched watched = tally.watched();
            if (watched == null) {
                continue;
            }
            var check = LiveCheck.of(tally, watched, now);
            total++;
            failing += check.failing() ? 1 : 0;
            silent += check.result() == null || check.stale() ? 1 : 0;
            if (query.asksFor(check)) {
                matching.add(check);
            }
        }
        matching.sort(LiveCheck.WORST_FIRST);
        int from = Math.min(query.offset(), matching.size());
        int to = Math.min(from + query.limit(), matching.size());
        return new LiveView(
                vantage,
                engine.vantageHealth(),
                at,
                total,
                failing,
                silent,
                matching.size(),
                matching.subList(from, to),
                to < matching.size() ? to : null);
    }
}
