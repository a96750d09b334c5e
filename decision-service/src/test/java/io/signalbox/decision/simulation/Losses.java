package io.signalbox.decision.simulation;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Policy.Damping;
import io.signalbox.contract.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the sites of a cell have to bear for having failed again and again, counted from the verdicts that it has heard. */
final class Losses {

    /** Both sides round for themselves. */
    private static final Duration ROUNDING = Duration.ofMillis(20);

    private record Place(ServiceName service, SiteName site) {}

    private static final class Burden {
        private double weight;
        private Instant asOf = Instant.EPOCH;
        private Instant heldUntil = Instant.EPOCH;
        private boolean suppressed;
        private boolean lost;

        private double weightAt(Instant now, Damping damping) {
            double halvings = (double) Math.max(0, Duration.between(asOf, now).toMillis())
                    / damping.halfLife().toMillis();
            return weight / Math.pow(2, halvings);
        }

        private boolean suppressedAt(Instant now, Damping damping) {
            return suppressed && weightAt(now, damping) > damping.reuseAt();
        }

        private void loses(Instant now, Damping damping) {
            boolean still = suppressedAt(now, damping);
            weight = weightAt(now, damping) + Damping.PER_LOSS;
            asOf = now;
            suppressed = still || weight >= damping.suppressAt();
            long hold = damping.holdDown().toMillis();
            for (long loss = Math.round(weight / Damping.PER_LOSS); loss > 1; loss--) {
                hold = Math.min(2 * hold, damping.longestHoldDown().toMillis());
            }
            heldUntil = now.plusMillis(Math.min(hold, damping.longestHoldDown().toMillis()));
        }
    }

    private final Topology topology;
    private final Map<Place, Burden> burdens = new HashMap<>();

    Losses(Topology topology) {
        this.topology = topology;
    }

    void heard(SiteVerdict verdict, Instant now) {
        if (verdict.verdict() == Verdict.UNKNOWN
                || topology.service(verdict.service()).isEmpty()) {
            return;
        }
        var burden = burdens.computeIfAbsent(new Place(verdict.service(), verdict.site()), _ -> new Burden());
        if (verdict.verdict() == Verdict.DOWN && !burden.lost) {
            burden.loses(now, damping(verdict.service()));
        }
        burden.lost = verdict.verdict() == Verdict.DOWN;
    }

    /** What is not in the topology any more is forgotten. */
    void retain(Topology newer) {
        burdens.keySet().removeIf(place -> newer.service(place.service())
                .flatMap(service -> service.site(place.site()))
                .isEmpty());
    }

    /** True if the site must surely not be sent traffic. */
    boolean forbid(ServiceName service, SiteName site, Instant now) {
        return forbidAt(service, site, now.plus(ROUNDING));
    }

    /** True if nothing is, or was a moment ago, against the site. */
    boolean allow(ServiceName service, SiteName site, Instant now) {
        return !forbidAt(service, site, now.minus(ROUNDING));
    }

    private boolean forbidAt(ServiceName service, SiteName site, Instant now) {
        Burden burden = burdens.get(new Place(service, site));
        return burden != null && (burden.suppressedAt(now, damping(service)) || now.isBefore(burden.heldUntil));
    }

    private Damping damping(ServiceName service) {
        return topology.service(service).orElseThrow().policy().damping();
    }
}
