package io.signalbox.decision.core.cell;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Verdicts on sites that are not in this topology yet: stage 1 may follow a newer topology earlier, and sends a verdict
 * only once. Kept in memory, and only for as long as the parts of a cell may take to follow a topology.
 */
final class EarlyVerdicts {

    private static final Duration LASTS = Duration.ofMinutes(5);
    private static final int MOST = 1_000;

    private record Place(ServiceName service, SiteName site) {}

    private record Heard(SiteVerdict verdict, Instant at) {}

    private final Map<Place, Heard> heard = new LinkedHashMap<>();

    /** Keeps verdicts on sites that are not in the topology. */
    void hear(SiteVerdict verdict, Topology topology, Instant now) {
        var place = new Place(verdict.service(), verdict.site());
        heard.remove(place);
        if (!isKnown(place, topology) && heard.size() < MOST) {
            heard.put(place, new Heard(verdict, now));
        }
    }

    /** Removes and returns the verdicts on sites that are in the topology now. */
    List<ServiceEvent.VerdictChanged> known(Topology topology, Instant now) {
        if (heard.isEmpty()) {
            return List.of();
        }
        heard.values().removeIf(each -> each.at().plus(LASTS).isBefore(now));
        var known = new ArrayList<ServiceEvent.VerdictChanged>();
        heard.entrySet().removeIf(each -> {
            boolean expected = isKnown(each.getKey(), topology);
            if (expected) {
                known.add(new ServiceEvent.VerdictChanged(each.getValue().verdict()));
            }
            return expected;
        });
        return known;
    }

    private static boolean isKnown(Place place, Topology topology) {
        return topology.service(place.service())
                .flatMap(service -> service.site(place.site()))
                .isPresent();
    }
}
