package io.signalbox.probe.once;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.evidence.Cause;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of an on-demand check with all details.
 *
 * @param check service/site/probe, or the requested URL
 * @param kind as in the topology
 * @param cause null unless it failed
 * @param detail what was found and what was expected; null if it passed
 * @param certificateExpiry the earliest of the chain; null without TLS
 * @param connections in order; empty for kinds without connections, or that do not report them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckReport(
        String check,
        String kind,
        Instant startedAt,
        Ending result,
        @Nullable Cause cause,
        @Nullable String detail,
        PhaseMillis millis,
        @Nullable Instant certificateExpiry,
        List<ConnectionReport> connections) {

    public enum Ending {
        PASSED,
        FAILED,
        /** No result: it would not vote. */
        UNDECIDED
    }

    public CheckReport {
        connections = List.copyOf(connections);
    }
}
