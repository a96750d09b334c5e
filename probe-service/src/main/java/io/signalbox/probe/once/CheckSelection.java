package io.signalbox.probe.once;

import io.signalbox.contract.topology.Topology;
import io.signalbox.probe.core.ConfiguredCheck;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Selects checks of the topology. @param probe null for all of the site's */
public record CheckSelection(
        String service, String site, @Nullable String probe) {

    private static final int MOST_NAMES = 20;

    /** No check matches. */
    public static final class Unknown extends Exception {
        private Unknown(String what, Stream<String> known) {
            super("there is no " + what + "; known are " + joined(known), null, false, false);
        }

        private static String joined(Stream<String> known) {
            List<String> names = known.distinct().sorted().toList();
            String most = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
            return names.isEmpty() ? "none" : names.size() > MOST_NAMES ? most + " and others" : most;
        }
    }

    /** The selected checks in the topology's order; at least one. */
    public List<ConfiguredCheck> in(Topology topology) throws Unknown {
        List<ConfiguredCheck> all = List.copyOf(ConfiguredCheck.in(topology).values());
        List<ConfiguredCheck> ofService = all.stream()
                .filter(configured -> configured.name().service().value().equals(service))
                .toList();
        if (ofService.isEmpty()) {
            throw new Unknown(
                    "service \"" + service + "\" with checks",
                    all.stream().map(configured -> configured.name().service().value()));
        }
        List<ConfiguredCheck> ofSite = ofService.stream()
                .filter(configured -> configured.name().site().value().equals(site))
                .toList();
        if (ofSite.isEmpty()) {
            throw new Unknown(
                    "site \"" + site + "\" of " + service + " with checks",
                    ofService.stream()
                            .map(configured -> configured.name().site().value()));
        }
        List<ConfiguredCheck> wanted = ofSite.stream()
                .filter(configured ->
                        probe == null || configured.name().probe().value().equals(probe))
                .toList();
        if (wanted.isEmpty()) {
            throw new Unknown(
                    "probe \"" + probe + "\" of " + service + "/" + site,
                    ofSite.stream().map(configured -> configured.name().probe().value()));
        }
        return wanted;
    }
}
