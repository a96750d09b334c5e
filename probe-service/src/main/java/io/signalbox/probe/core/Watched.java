package io.signalbox.probe.core;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.rules.FullTarget;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One check as the topology describes it. Equal descriptions mean that nothing changed.
 *
 * @param endpoint the host that is connected to
 * @param digest of what is checked, as {@link io.signalbox.contract.topology.Site#checkDigests} says: every result carries it
 */
public record Watched(CheckName name, String endpoint, Probe probe, String digest) {

    /** Where it connects to, as host and port; null for a check that connects to nothing that the topology names. */
    public @Nullable String target() {
        return FullTarget.target(endpoint, probe.check());
    }

    /** Every check of a topology. */
    public static Map<CheckName, Watched> in(Topology topology) {
        var all = new LinkedHashMap<CheckName, Watched>();
        for (var service : topology.services()) {
            for (var site : service.sites()) {
                var digests = site.checkDigests();
                for (var probe : site.probes()) {
                    var name = new CheckName(service.name(), site.name(), probe.name());
                    all.put(
                            name,
                            new Watched(
                                    name, site.endpoint(), probe, Objects.requireNonNull(digests.get(probe.name()))));
                }
            }
        }
        return all;
    }
}
