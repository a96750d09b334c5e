package io.signalbox.decision.core.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.rehearsal.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What two policies would have done about the same observations.
 *
 * @param falseWithin a move is called false when the site that it left was UP again within this time
 * @param observations how many were counted
 * @param cannotKnow where what happened, or would have happened, may differ from this
 * @param today the policy in force, all services together
 */
public record BacktestReport(
        Instant from,
        Instant to,
        Duration falseWithin,
        long observations,
        List<Limit> cannotKnow,
        Summary today,
        Summary candidate,
        Difference difference,
        List<OfService> services) {

    public BacktestReport {
        cannotKnow = List.copyOf(cannotKnow);
        services = List.copyOf(services);
    }

    public record OfService(ServiceName service, Conduct today, Conduct candidate, Difference difference) {}

    /** @param moves in order, at most {@link Account#MOST_SHOWN} of them; {@code summary} counts all */
    public record Conduct(Summary summary, List<OneMove> moves) {
        public Conduct {
            moves = List.copyOf(moves);
        }
    }

    /**
     * @param unfinished moves that a plan could not finish, and that waited for a person
     * @param detections how often a site turned DOWN
     * @param detectionP50 from the first failure until the site was DOWN; null when none was
     * @param timeOn how long the traffic was at each site
     * @param timeOnDown how long the traffic was at a site that was failing: from the first failure until it was no longer DOWN, by
     *     the evidence of the policy in force, for both policies alike
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Summary(
            int moves,
            int falseMoves,
            int unfinished,
            int detections,
            @JsonProperty(required = false) @Nullable Duration detectionP50,
            @JsonProperty(required = false) @Nullable Duration detectionMax,
            Map<SiteName, Duration> timeOn,
            Duration timeOnDown) {
        public Summary {
            timeOn = Map.copyOf(timeOn);
        }
    }

    /** @param falseMove whether the site that it left was UP again soon */
    public record OneMove(
            Instant at, SiteName from, SiteName to, String kind, Reason why, boolean asked, boolean falseMove) {

        static OneMove of(Move move, boolean falseMove) {
            return new OneMove(
                    move.at(), move.from(), move.to(), move.kind().label(), move.reason(), move.asked(), falseMove);
        }
    }

    /**
     * The candidate's figure minus the one of the policy in force.
     *
     * @param missedOutages for which the policy in force left a site, and the candidate stayed on it to the end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            int moves,
            int falseMoves,
            List<Missed> missedOutages,
            Duration timeOnDown,
            @JsonProperty(required = false) @Nullable Duration detectionP50) {
        public Difference {
            missedOutages = List.copyOf(missedOutages);
        }
    }

    /** @param until the end of the outage, or of what was looked at */
    public record Missed(ServiceName service, SiteName site, Instant from, Instant until) {}
}
