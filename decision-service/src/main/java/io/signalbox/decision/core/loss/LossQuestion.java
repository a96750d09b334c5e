package io.signalbox.decision.core.loss;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.evidence.Explanation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an answer is based on.
 *
 * @param cell the one that is asked
 * @param states as last published
 * @param live the counters of services, as far as they are at hand
 * @param brake why automatic moves of all services are held; null when they are not
 * @param region the name of a site, a vantage or a cell, which are all lost
 */
public record LossQuestion(
        Topology topology,
        CellName cell,
        List<ServiceStatus> states,
        Map<ServiceName, Explanation> live,
        @Nullable Reason brake,
        String region,
        Instant now) {

    public LossQuestion {
        states = List.copyOf(states);
        live = Map.copyOf(live);
    }

    /** The cell that decides after the loss; empty if none is left. */
    Optional<CellName> decides() {
        return isCellLost()
                ? topology.cells().stream()
                        .map(each -> each.name())
                        .filter(name -> !name.value().equals(region))
                        .findFirst()
                : Optional.of(cell);
    }

    /** The votes on a site that follow from the loss. */
    LostVotes votes(Service service, SiteVerdict known) {
        return new LostVotes(known, present(service, known), region, now);
    }

    private List<Vote> present(Service service, SiteVerdict known) {
        Explanation counted = live.get(service.name());
        return counted == null
                ? PresentVotes.assumed(known, topology, service.policy().quorum())
                : counted.sites().stream()
                        .filter(site -> site.site().equals(known.site()))
                        .findFirst()
                        .map(PresentVotes::counted)
                        .orElse(List.of());
    }

    /** True if the cell that is asked is lost with the region. */
    boolean isCellLost() {
        return cell.value().equals(region);
    }
}
