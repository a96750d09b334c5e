package io.signalbox.decision.simulation;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which sites really work, and since when, whoever knows of it. */
final class Reality {

    private record Place(ServiceName service, SiteName site) {}

    private record Part(Place place, ProbeName probe) {}

    private final Agenda agenda;
    private final Topology topology;
    /** Where a site really is, once it has moved. */
    private final Map<Place, String> endpoints = new HashMap<>();

    private final Map<Place, Long> movedAt = new HashMap<>();
    private final Map<ServiceName, ServiceName> called = new HashMap<>();

    private final Set<Place> down = new HashSet<>();
    private final Set<Part> broken = new HashSet<>();
    private final Map<Place, Long> deadSince = new HashMap<>();
    private final Map<Place, Long> servesSince = new HashMap<>();
    /** When the first of several deaths began, between which nobody has to have seen the place work. */
    private final Map<Place, Long> firstDeath = new HashMap<>();
    /** When something was last wrong with a place; absent when nothing ever was. */
    private final Map<Place, Long> faultless = new HashMap<>();

    Reality(Agenda agenda, Topology topology) {
        this.agenda = agenda;
        this.topology = topology;
    }

    /** A site is elsewhere from now on; what was left behind answers for ever. */
    void moves(ServiceName service, SiteName site, String endpoint) {
        endpoints.put(new Place(service, site), endpoint);
        movedAt.put(new Place(service, site), agenda.now());
    }

    /** A service is also known by another name. */
    void called(ServiceName other, ServiceName service) {
        called.put(other, service);
    }

    /** Where a site has moved to; null when it is where it always was. */
    @Nullable
    String movedTo(ServiceName service, SiteName site) {
        return endpoints.get(new Place(service, site));
    }

    /** When a site has moved; 0 when it never has. */
    long movedAt(ServiceName service, SiteName site) {
        return movedAt.getOrDefault(new Place(service, site), 0L);
    }

    /** @param endpoint where it is looked for */
    boolean works(ServiceName service, SiteName site, String endpoint, ProbeName probe) {
        if (down.isEmpty() && broken.isEmpty()) {
            return true;
        }
        var place = new Place(called.getOrDefault(service, service), site);
        String real = endpoints.get(place);
        if (real != null && !real.equals(endpoint)) {
            return true;
        }
        return !down.contains(place) && !broken.contains(new Part(place, probe));
    }

    /** Only what one probe looks at fails. */
    void breaks(ServiceName service, SiteName site, ProbeName probe) {
        var place = new Place(service, site);
        broken.add(new Part(place, probe));
        changed(place);
    }

    void recovers(ServiceName service, SiteName site, ProbeName probe) {
        var place = new Place(service, site);
        broken.remove(new Part(place, probe));
        changed(place);
    }

    void breaks(ServiceName service, SiteName site) {
        var place = new Place(service, site);
        down.add(place);
        changed(place);
    }

    void recovers(ServiceName service, SiteName site) {
        var place = new Place(service, site);
        down.remove(place);
        changed(place);
    }

    void allWork() {
        var places = new HashSet<>(down);
        broken.forEach(part -> places.add(part.place()));
        down.clear();
        broken.clear();
        places.forEach(this::changed);
    }

    private void changed(Place place) {
        faultless.put(place, agenda.now());
        if (!serves(place)) {
            if (deadSince.putIfAbsent(place, agenda.now()) == null && wasSeenToWork(place)) {
                firstDeath.put(place, agenda.now());
            }
        } else if (deadSince.remove(place) != null) {
            servesSince.put(place, agenda.now());
        }
    }

    private boolean wasSeenToWork(Place place) {
        long recovery = topology.service(place.service())
                .flatMap(service -> service.site(place.site()))
                .map(Delays::recovery)
                .orElse(0L);
        Long since = servesSince.get(place);
        return since == null || agenda.now() - since >= recovery;
    }

    /** True if so many of a site's health checks can pass as have to. */
    private boolean serves(Place place) {
        if (down.contains(place)) {
            return false;
        }
        Site site = topology.service(place.service())
                .flatMap(service -> service.site(place.site()))
                .orElse(null);
        if (site == null) {
            return true;
        }
        long passing = site.probes().stream()
                .filter(probe -> probe.role() == Probe.Role.HEALTH && !broken.contains(new Part(place, probe.name())))
                .count();
        return passing >= site.passing();
    }

    /** Since when a site has served nobody, in milliseconds of the world; null while it serves. */
    @Nullable
    Long deadSince(ServiceName service, SiteName site) {
        return deadSince.get(new Place(service, site));
    }

    /**
     * Since when a site may have been said to be DOWN without a break: it has served nobody, or only for so short a time that
     * nobody has to have noticed; null while it serves.
     */
    @Nullable
    Long downSince(ServiceName service, SiteName site) {
        var place = new Place(service, site);
        return deadSince.containsKey(place) ? firstDeath.get(place) : null;
    }

    /** Since when nothing at all is wrong with a site; null while something is. */
    @Nullable
    Long faultlessSince(ServiceName service, SiteName site) {
        var place = new Place(service, site);
        boolean faulty = down.contains(place)
                || broken.stream().anyMatch(part -> part.place().equals(place));
        return faulty ? null : faultless.getOrDefault(place, 0L);
    }

    /** True if any site of a service has something wrong with it. */
    boolean troubled(Service service) {
        return service.sites().stream().anyMatch(site -> faultlessSince(service.name(), site.name()) == null);
    }
}
