package io.signalbox.probe.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.VantageName;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.engine.CheckStatistics;
import io.signalbox.probe.engine.ProbeEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the vantage's checks; failing ones first.
 *
 * @param total number of all checks
 * @param failing number of all that fail
 * @param silent number of all without a fresh result
 * @param matching number that match the query
 * @param next offset of the next page; null on the last
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

    /** Reads every check: not for an event loop. */
    public static LiveView of(VantageName vantage, ProbeEngine engine, LiveQuery query, Instant at) {
        long now = System.nanoTime();
        var matching = new ArrayList<LiveCheck>();
        int total = 0;
        int failing = 0;
        int silent = 0;
        for (CheckStatistics statistics : engine.allStatistics()) {
            ConfiguredCheck configured = statistics.configured();
            if (configured == null) {
                continue;
            }
            var check = LiveCheck.of(statistics, configured, now);
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
