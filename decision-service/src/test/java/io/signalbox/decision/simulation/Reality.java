package io.signalbox.decision.simulation;

import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import java.util.HashSet;
import java.util.Set;

/** Which sites really work, whoever knows of it. */
final class Reality {

    private record Place(ServiceName service, SiteName site) {}

    private final Set<Place> down = new HashSet<>();

    boolean works(ServiceName service, SiteName site) {
        return !down.contains(new Place(service, site));
    }

    void breaks(ServiceName service, SiteName site) {
        down.add(new Place(service, site));
    }

    void recovers(ServiceName service, SiteName site) {
        down.remove(new Place(service, site));
    }

    void allWork() {
        down.clear();
    }
}
