package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The times of one move, in order; differences between them are the phases of the recovery time. A time that has not
 * come, or does not apply (nothing failed before a failback), is null.
 *
 * @param firstFailure when the first failure of the run that led to DOWN was measured
 * @param detected when the quorum concluded DOWN
 * @param decided when the move was permitted and the first command sent
 * @param accepted when the DNS provider accepted the change
 * @param insync when the provider reported that all its servers have it
 * @param converged when every authoritative name server answered with the new site
 * @param reached when the service was reached through its name
 * @param replicated up to this time the promoted copy had the data, by the last measurement before the loss of its
 *     source
 * @param lagSeen when that was measured; the difference is the replication lag
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecoveryTimes(
        @JsonProperty(required = false) @Nullable Instant firstFailure,
        @JsonProperty(required = false) @Nullable Instant detected,
        @JsonProperty(required = false) @Nullable Instant decided,
        @JsonProperty(required = false) @Nullable Instant accepted,
        @JsonProperty(required = false) @Nullable Instant insync,
        @JsonProperty(required = false) @Nullable Instant converged,
        @JsonProperty(required = false) @Nullable Instant reached,
        @JsonProperty(required = false) @Nullable Instant replicated,
        @JsonProperty(required = false) @Nullable Instant lagSeen) {

    /** A move of which nothing is known yet. */
    public static final RecoveryTimes NONE = new RecoveryTimes(null, null, null, null, null, null, null);

    /** The times of a move that promotes no copy of data. */
    public RecoveryTimes(
            @Nullable Instant firstFailure,
            @Nullable Instant detected,
            @Nullable Instant decided,
            @Nullable Instant accepted,
            @Nullable Instant insync,
            @Nullable Instant converged,
            @Nullable Instant reached) {
        this(firstFailure, detected, decided, accepted, insync, converged, reached, null, null);
    }

    /** The duration of each phase whose begin and end are known, by name, in order. */
    public Map<String, Duration> phases() {
        var phases = new LinkedHashMap<String, Duration>();
        add(phases, "detection", firstFailure, detected);
        add(phases, "decision", detected, decided);
        add(phases, "actuation", decided, accepted);
        add(phases, "convergence", accepted, converged);
        add(phases, "reach", converged, reached);
        return phases;
    }

    private static void add(Map<String, Duration> phases, String name, @Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !to.isBefore(from)) {
            phases.put(name, Duration.between(from, to));
        }
    }
}
