package io.signalbox.decision.simulation;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
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

    /** True if anybody looks for a site at that place. */
    boolean looksAt(ServiceName service, SiteName site, String endpoint) {
        return vantages.stream().anyMatch(vantage -> vantage.looksAt(service, site, endpoint));
    }

    /** True if a vantage could not reach a site, for reasons of its own, at that moment or in the minute before. */
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

    /** True if no site may have been fit, so that the policy was to be at this one: a plan that leads there is wanted as it was. */
    boolean isWantedInNeed(Service service, SiteName to, long at) {
        return service.policy().whenAllDown() == Policy.WhenAllDown.PRIMARY
                && service.preferred().name().equals(to)
                && service.sites().stream().allMatch(site -> site.lastResort() || mayBeUnfit(service, site, at));
    }

    private boolean mayBeUnfit(Service service, Site site, long at) {
        Long dead = reality.deadSince(service.name(), site.name());
        Long faultless = reality.faultlessSince(service.name(), site.name());
        return dead != null && dead <= at || faultless != null && faultless > at - Delays.recovery(site);
    }
}
