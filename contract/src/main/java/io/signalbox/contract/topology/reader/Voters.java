package io.signalbox.contract.topology.reader;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import java.util.Collection;
import java.util.Optional;

/**
 * The vantages that vote on each site.
 *
 * @param vantages empty when they could not be read: then nothing about votes is reported
 * @param sites the ones with probes
 */
record Voters(Collection<VantageName> vantages, Collection<SiteName> sites) {

    private static final int MOST = 1_000;

    /** A site that nobody may vote on. */
    Optional<SiteName> withoutVoters(boolean excludeOwn) {
        return vantages.isEmpty()
                ? Optional.empty()
                : sites.stream().filter(site -> of(site, excludeOwn) == 0).findFirst();
    }

    /** The number of voters of the site with the fewest, since no more votes are possible there; at least 1. */
    int fewest(boolean excludeOwn) {
        if (vantages.isEmpty()) {
            return MOST;
        }
        int fewest = sites.stream().mapToInt(site -> of(site, excludeOwn)).min().orElse(vantages.size());
        return Math.max(1, fewest);
    }

    private int of(SiteName site, boolean excludeOwn) {
        boolean own = vantages.contains(new VantageName(site.value()));
        return vantages.size() - (excludeOwn && own ? 1 : 0);
    }
}
