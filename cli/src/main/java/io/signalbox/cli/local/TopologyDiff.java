package io.signalbox.cli.local;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two topologies: a line for each part that was added (+), removed (-) or changed (~). */
record TopologyDiff(Topology before, Topology after) {

    private static final int LONGEST_VALUE = 160;

    List<String> lines() {
        var lines = new ArrayList<String>();
        changed(lines, "cells", before.cells(), after.cells());
        changed(lines, "vantages", before.vantages(), after.vantages());
        changed(lines, "references", before.references(), after.references());
        changed(lines, "governor", before.governor(), after.governor());
        changed(lines, "allowAddresses", before.allowed(), after.allowed());
        Map<ServiceName, Service> old = byName(before.services(), Service::name);
        Map<ServiceName, Service> next = byName(after.services(), Service::name);
        each(lines, "services.", old, next, TopologyDiff::service);
        return lines;
    }

    private static void service(List<String> lines, String path, Service old, Service next) {
        changed(lines, path + ".hostname", old.hostname(), next.hostname());
        changed(lines, path + ".dns", old.dns(), next.dns());
        Map<SiteName, Site> sites = byName(old.sites(), Site::name);
        each(lines, path + ".sites.", sites, byName(next.sites(), Site::name), TopologyDiff::site);
        changed(lines, path + ".policy", old.policy(), next.policy());
        changed(lines, path + ".shadow", old.shadow(), next.shadow());
        changed(lines, path + ".plans", old.plans(), next.plans());
        changed(lines, path + ".drills", old.drills(), next.drills());
        changed(lines, path + ".maintenance", old.maintenance(), next.maintenance());
        changed(lines, path + ".reporting", old.reporting(), next.reporting());
    }

    private static void site(List<String> lines, String path, Site old, Site next) {
        changed(lines, path + ".priority", old.priority(), next.priority());
        changed(lines, path + ".address", old.address(), next.address());
        changed(lines, path + ".endpoint", old.endpoint(), next.endpoint());
        changed(lines, path + ".lastResort", old.lastResort(), next.lastResort());
        changed(lines, path + ".probes", old.probes(), next.probes());
        changed(lines, path + ".passing", old.passing(), next.passing());
        changed(lines, path + ".healthCheck", old.healthCheck(), next.healthCheck());
    }

    @FunctionalInterface
    private interface Comparison<T> {
        void add(List<String> lines, String path, T old, T next);
    }

    private static <K, T> void each(
            List<String> lines, String path, Map<K, T> old, Map<K, T> next, Comparison<T> comparison) {
        Set<K> names = new LinkedHashSet<>(old.keySet());
        names.addAll(next.keySet());
        for (K name : names) {
            T one = old.get(name);
            T other = next.get(name);
            if (one == null || other == null) {
                lines.add((one == null ? "+ " : "- ") + path + name);
            } else {
                comparison.add(lines, path + name, one, other);
            }
        }
    }

    private static void changed(List<String> lines, String path, @Nullable Object old, @Nullable Object next) {
        if (!Objects.equals(old, next)) {
            lines.add("~ " + path + ": " + shortened(old) + " -> " + shortened(next));
        }
    }

    private static String shortened(@Nullable Object value) {
        String text = value == null ? "nothing" : value.toString();
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }

    private static <K, T> Map<K, T> byName(List<T> all, Function<T, K> name) {
        return all.stream().collect(Collectors.toMap(name, Function.identity(), (one, _) -> one, LinkedHashMap::new));
    }
}
