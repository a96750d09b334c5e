package io.signalbox.probe.app;

import io.signalbox.contract.topology.Topology;
import io.signalbox.probe.core.Watched;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks of the topology that somebody wants to see made. @param probe null for all of the site's */
record Wanted(String service, String site, @Nullable String probe) {

    private static final int MOST_NAMES = 20;

    /** There is no such check. */
    static final class Unknown extends Exception {
        private Unknown(String what, Stream<String> known) {
            super("there is no " + what + "; known are " + joined(known), null, false, false);
        }

        private static String joined(Stream<String> known) {
            List<String> names = known.distinct().sorted().toList();
            String most = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
            return names.isEmpty() ? "none" : names.size() > MOST_NAMES ? most + " and others" : most;
        }
    }

    /** In the order of the topology; at least one. */
    List<Watched> in(Topology topology) throws Unknown {
        List<Watched> all = List.copyOf(Watched.in(topology).values());
        List<Watched> ofService = all.stream()
                .filter(watched -> watched.name().service().value().equals(service))
                .toList();
        if (ofService.isEmpty()) {
            throw new Unknown(
                    "service \"" + service + "\" with checks",
                    all.stream().map(watched -> watched.name().service().value()));
        }
        List<Watched> ofSite = ofService.stream()
                .filter(watched -> watched.name().site().value().equals(site))
                .toList();
        if (ofSite.isEmpty()) {
            throw new Unknown(
                    "site \"" + site + "\" of " + service + " with checks",
                    ofService.stream().map(watched -> watched.name().site().value()));
        }
        List<Watched> wanted = ofSite.stream()
                .filter(watched ->
                        probe == null || watched.name().probe().value().equals(probe))
                .toList();
        if (wanted.isEmpty()) {
            throw new Unknown(
                    "probe \"" + probe + "\" of " + service + "/" + site,
                    ofSite.stream().map(watched -> watched.name().probe().value()));
        }
        return wanted;
    }
}
