package io.signalbox.contract.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.name.VantageName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The verdict of one vantage on one site, and whether it counts.
 *
 * @param counts false for a vantage that is sick, silent or excluded for this site
 * @param measuredAt of the newest observation behind it; null when there is none
 * @param failingSince when the present run of failures began, whether or not it is long enough for a verdict; null
 *     while passing
 * @param detail the counters and the last failure, for a person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Vote(
        VantageName vantage,
        Verdict verdict,
        boolean counts,
        @JsonProperty(required = false) @Nullable Instant measuredAt,
        String detail,
        @JsonProperty(required = false) @Nullable Instant failingSince) {}
