package io.signalbox.decision.core.evidence;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Policy;
import java.util.List;

/**
 * The vantages that may vote on a site, and the votes that a verdict takes: constants of the topology. A silent or sick
 * vantage makes a verdict harder to reach, never easier.
 */
record SiteVoters(List<VantageName> configured, Policy.Quorum quorum) {

    boolean mayVote(VantageName vantage, SiteName site) {
        return quorum.mayVote(vantage, site);
    }

    int needed(SiteName site) {
        return quorum.needed((int)
                configured.stream().filter(vantage -> mayVote(vantage, site)).count());
    }
}
