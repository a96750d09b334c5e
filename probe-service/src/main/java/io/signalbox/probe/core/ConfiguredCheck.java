package io.signalbox.probe.core;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.rules.FullTarget;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One check as the topology configures it. Equal values mean that nothing has changed.
 *
 * @param endpoint the host to connect to
 * @param digest of the check's configuration, by {@link io.signalbox.contract.topology.Site#checkDigests}: every result
 *     carries it
 */
public record ConfiguredCheck(CheckName name, String endpoint, Probe probe, String digest) {

    /** Host and port to connect to; null for a check without a connection of its own. */
    public @Nullable String target() {
        return FullTarget.target(endpoint, probe.check());
    }

    public static Map<CheckName, ConfiguredCheck> in(Topology topology) {
        var all = new LinkedHashMap<CheckName, ConfiguredCheck>();
        for (var service : topology.services()) {
            for (var site : service.sites()) {
                var digests = site.checkDigests();
                for (var probe : site.probes()) {
                    var name = new CheckName(service.name(), site.name(), probe.name());
                    all.put(
                            name,
                            new ConfiguredCheck(
                                    name, site.endpoint(), probe, Objects.requireNonNull(digests.get(probe.name()))));
                }
            }
        }
        return all;
    }
}
