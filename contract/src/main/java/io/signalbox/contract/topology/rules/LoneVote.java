package io.signalbox.contract.topology.rules;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.Probe;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site on which a single vantage decides although {@code quorum: 1} is not configured: no automatic move may rest on
 * that.
 *
 * @param site the first such site of its service
 * @param vantage the only one with a vote on it
 */
public record LoneVote(SiteName site, VantageName vantage) {

    /** Null if each verdict needs two votes, or {@code quorum: 1} is configured. */
    public static @Nullable LoneVote in(Service service, Collection<VantageName> vantages) {
        Policy.Quorum quorum = service.policy().quorum();
        for (Site site : service.sites()) {
            List<VantageName> voters = vantages.stream()
                    .filter(it -> quorum.mayVote(it, site.name()))
                    .toList();
            boolean judged = !site.probes(Probe.Role.HEALTH).isEmpty();
            if (judged && voters.size() == 1 && !quorum.oneIsEnough()) {
                return new LoneVote(site.name(), voters.getFirst());
            }
        }
        return null;
    }

    /** For a person. */
    public String text() {
        return "one vantage, " + vantage + ", decides alone on " + site
                + ", and nobody has written down that one is enough: no automatic move begins without an approver; add a"
                + " vantage in another region, or write quorum: 1 (without a file: QUORUM=1)";
    }
}
