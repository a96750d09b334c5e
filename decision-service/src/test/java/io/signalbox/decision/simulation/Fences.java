package io.signalbox.decision.simulation;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a fence and traffic records are compared at the provider. */
final class Fences {

    private Fences() {}

    static Fence withActive(Fence fence, SiteName active) {
        return fence.at(active);
    }

    /** True if both are of one plan; an adoption finds out the active site only when it looks. */
    static boolean sameWriter(Fence found, Fence next) {
        return found.equals(withActive(next, found.active()));
    }

    /** The site that {@code live} leads to; null when it is none, or not one alone. */
    static @Nullable SiteName served(Map<SiteName, List<RecordSet>> candidates, List<RecordSet> live) {
        List<SiteName> sites = candidates.entrySet().stream()
                .filter(candidate -> places(candidate.getValue()).equals(places(live)))
                .map(Map.Entry::getKey)
                .toList();
        return sites.size() == 1 ? sites.getFirst() : null;
    }

    /** True if {@code live} leads where the fence says, in its shares. */
    static boolean isAnswered(Service service, Fence fence, List<RecordSet> live) {
        Split split = fence.split();
        boolean known = service.site(fence.active()).isPresent()
                && (split == null || service.site(split.to()).isPresent());
        return known && weights(live).equals(weights(Records.of(service, fence.active(), split)));
    }

    /** How much each place that {@code live} leads to has of the traffic. */
    static Map<String, Long> weights(Collection<RecordSet> live) {
        return live.stream()
                .filter(RecordSet::serves)
                .collect(Collectors.toMap(
                        record -> record.type() + " " + record.values(),
                        record -> Objects.requireNonNullElse(record.weight(), 0L),
                        Long::sum));
    }

    private static Set<String> places(Collection<RecordSet> records) {
        return records.stream()
                .filter(RecordSet::serves)
                .flatMap(record -> record.values().stream().map(value -> record.type() + " " + value))
                .collect(Collectors.toSet());
    }
}
