package io.signalbox.contract.topology.reader;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import java.util.Collection;
import java.util.Optional;

/**
 * Who has a vote on which site.
 *
 * @param vantages empty when they could not be read: then nothing is said of votes
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

    /** The voters of the site that has the fewest, since more votes could never be had there; at least 1. */
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
