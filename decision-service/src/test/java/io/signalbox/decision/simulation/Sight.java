package io.signalbox.decision.simulation;

import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.topology.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all vantages together can see of what is real. */
final class Sight {

    private final Reality reality;
    private final List<Vantage> vantages;

    Sight(Reality reality, List<Vantage> vantages) {
        this.reality = reality;
        this.vantages = vantages;
    }

    /** Whether anybody looks for a site at that place. */
    boolean looksAt(ServiceName service, SiteName site, String endpoint) {
        return vantages.stream().anyMatch(vantage -> vantage.looksAt(service, site, endpoint));
    }

    /** Whether a vantage could not reach a site, for reasons of its own, at that moment or in the minute before. */
    boolean missed(SiteName site, long at) {
        return vantages.stream()
                .map(vantage -> vantage.reachesSince(site))
                .anyMatch(reached -> reached == null || reached > at - 60_000);
    }

    /** Since when a site works in every respect, and every vantage can see that; null while it does not. */
    @Nullable
    Long seenToWorkSince(Service service, SiteName site) {
        Long since = reality.faultlessSince(service.name(), site);
        for (Vantage vantage : vantages) {
            Long reached = vantage.reachesSince(site);
            since = since == null || reached == null ? null : Long.valueOf(Math.max(since, reached));
        }
        return since;
    }
}
