package io.signalbox.decision.simulation;

import io.signalbox.contract.ProbeName;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import java.util.HashSet;
import java.util.Set;

/** Which sites really work, whoever knows of it. */
final class Reality {

    private record Place(ServiceName service, SiteName site) {}

    private record Part(Place place, ProbeName probe) {}

    private final Set<Place> down = new HashSet<>();
    private final Set<Part> broken = new HashSet<>();

    boolean works(ServiceName service, SiteName site, ProbeName probe) {
        var place = new Place(service, site);
        return !down.contains(place) && !broken.contains(new Part(place, probe));
    }

    /** Only what one probe looks at fails. */
    void breaks(ServiceName service, SiteName site, ProbeName probe) {
        broken.add(new Part(new Place(service, site), probe));
    }

    void recovers(ServiceName service, SiteName site, ProbeName probe) {
        broken.remove(new Part(new Place(service, site), probe));
    }

    void breaks(ServiceName service, SiteName site) {
        down.add(new Place(service, site));
    }

    void recovers(ServiceName service, SiteName site) {
        down.remove(new Place(service, site));
    }

    void allWork() {
        down.clear();
        broken.clear();
    }
}
