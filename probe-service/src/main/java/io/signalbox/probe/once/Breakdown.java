package io.signalbox.probe.once;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.evidence.Cause;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one check found when it was made once, and how.
 *
 * @param check service/site/probe, or the URL that was asked for
 * @param kind as the topology calls it
 * @param cause why it failed; null unless it did
 * @param detail what was found and what was expected; null where there is nothing to say
 * @param certificateExpiry the earliest of the chain; null without TLS
 * @param connections in their order; none of kinds that open none, or that do not tell of theirs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Breakdown(
        String check,
        String kind,
        Instant startedAt,
        Ending result,
        @Nullable Cause cause,
        @Nullable String detail,
        Millis millis,
        @Nullable Instant certificateExpiry,
        List<Connection> connections) {

    /** How a check ended. */
    public enum Ending {
        PASSED,
        FAILED,
        /** It has nothing to say of the site: there would be no vote. */
        UNDECIDED
    }

    public Breakdown {
        connections = List.copyOf(connections);
    }
}
