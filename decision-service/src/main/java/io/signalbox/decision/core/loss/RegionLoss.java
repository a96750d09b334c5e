package io.signalbox.decision.core.loss;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be done if a region were lost now.
 *
 * @param decides the cell that would decide; null if none is left
 * @param note what the answer does not take into account; null for nothing
 * @param services all of the topology, in its order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RegionLoss(
        String region,
        Instant at,
        @Nullable CellName decides,
        @Nullable String note,
        List<ForService> services) {

    public RegionLoss {
        services = List.copyOf(services);
    }

    /** What would become of the traffic. */
    public enum Effect {
        /** It moves, without a person. */
        MOVES,
        /** A move is wanted, and waits for an approver or for a limit. */
        WAITS,
        /** It stays where it is. */
        STAYS,
        /** That cannot be told now. */
        UNKNOWN
    }

    /**
     * @param active where its traffic is now; null when that is not known
     * @param loses whether the traffic is in the region
     * @param counted whether its present votes were counted; otherwise every vantage is taken to vote
     * @param to where it would go; null when it stays or that is not known
     * @param because in one sentence
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ForService(
            ServiceName service,
            @Nullable SiteName active,
            boolean loses,
            boolean counted,
            Effect effect,
            @Nullable SiteName to,
            String because) {}
}
