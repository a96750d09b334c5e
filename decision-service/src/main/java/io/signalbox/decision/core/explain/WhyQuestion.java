package io.signalbox.decision.core.explain;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.evidence.Explanation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an answer is based on.
 *
 * @param status as last published
 * @param brake why automatic moves of all services are held; null when they are not
 * @param live the counters now; null when they are not available
 * @param note why they are not; null when they are
 */
public record WhyQuestion(
        ServiceStatus status,
        Service service,
        GovernorSettings governor,
        @Nullable Reason brake,
        @Nullable Explanation live,
        @Nullable String note,
        Instant now) {

    /** The site that has the traffic, as published; empty before adoption, and when it is no site of the topology. */
    Optional<ServiceStatus.Site> active() {
        SiteName active = status.active();
        return active == null ? Optional.empty() : site(active);
    }

    Optional<ServiceStatus.Site> site(SiteName name) {
        return status.sites().stream().filter(site -> site.name().equals(name)).findFirst();
    }

    /** @return null where nothing is counted */
    Explanation.@Nullable Site live(SiteName name) {
        if (live == null) {
            return null;
        }
        return live.sites().stream()
                .filter(site -> site.site().equals(name))
                .findFirst()
                .orElse(null);
    }
}
