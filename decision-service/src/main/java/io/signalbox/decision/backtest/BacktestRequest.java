package io.signalbox.decision.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The request for a backtest.
 *
 * @param services null or empty for all
 * @param from start of the time range of observations
 * @param to end of the time range; null for now
 * @param policy the candidate's, with the keys of a policy in the topology; absent keys keep today's values
 * @param probes {@code fall}, {@code rise} and {@code window} for every probe; absent keys keep today's values
 * @param falseWithin a move counts as false when the site that it left is UP again within this time; null for 5 minutes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BacktestRequest(
        @JsonProperty(required = false) @Nullable List<String> services,
        @JsonProperty(required = false) @Nullable Instant from,
        @JsonProperty(required = false) @Nullable Instant to,

        @JsonProperty(required = false) @Schema(implementation = Object.class) @Nullable
        JsonNode policy,

        @JsonProperty(required = false) @Schema(implementation = Object.class) @Nullable
        JsonNode probes,

        @JsonProperty(required = false) @Nullable Duration falseWithin) {

    private static final Duration FALSE_WITHIN = Duration.ofMinutes(5);

    public BacktestRequest {
        services = services == null ? List.of() : List.copyOf(services);
        falseWithin = falseWithin == null ? FALSE_WITHIN : falseWithin;
    }

    /** The changed policy and probe settings, with the keys of the topology. */
    String difference() {
        String first = policy == null ? "" : "\"policy\": " + policy;
        String second = probes == null ? "" : "\"probes\": " + probes;
        return "{" + first + (policy == null || probes == null ? "" : ", ") + second + "}";
    }
}
