package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.name.SiteName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A move whose plans have ended without any effect. Another plan follows while the move is wanted.
 *
 * @param plans number of plans that have ended so far
 * @param notBefore when the next plan may begin
 * @param drift true after the provider has refused a plan because of records that someone else changed; null before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanRetry(
        SiteName to,
        MoveKind kind,
        int plans,
        Instant notBefore,
        @JsonProperty(required = false) @Nullable Boolean drift) {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    public boolean isFor(SiteName target, MoveKind why) {
        return to.equals(target) && kind == why;
    }

    public boolean hasMetDrift() {
        return Boolean.TRUE.equals(drift);
    }

    public PlanRetry metDrift() {
        return new PlanRetry(to, kind, plans, notBefore, true);
    }

    /** The pause before the next plan, after this many plans have ended. */
    public static Duration pause(int plans) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(plans - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
