package io.signalbox.contract.topology.needs;

import io.signalbox.contract.step.IamPermission;
import io.signalbox.contract.step.Need;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Work;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The least that each process must be allowed to do its work for a topology. */
public final class AccessPolicy {

    private AccessPolicy() {}

    /** Permissions for all calls: calls with the same conditions on the same resources together, in a stable order. */
    public static List<IamPermission> of(Topology topology) {
        return of(topology, false);
    }

    /** @param asksForWriters whether actuator-service asks CloudTrail who else has changed records */
    public static List<IamPermission> of(Topology topology, Holder holder, boolean asksForWriters) {
        return switch (holder) {
            case ACTUATOR -> of(topology, asksForWriters);
            case BOOTSTRAP ->
                merged(topology.services().stream().flatMap(service -> Needs.ofBootstrap(service).stream()));
            case PROBE -> merged(Needs.ofProbes(topology).stream());
        };
    }

    /** @param asksForWriters whether actuator-service asks CloudTrail who else has changed records */
    public static List<IamPermission> of(Topology topology, boolean asksForWriters) {
        return merged(Stream.concat(
                topology.services().stream().flatMap(AccessPolicy::needs),
                asksForWriters ? Stream.of(Needs.ofWriters()) : Stream.of()));
    }

    private static Stream<Need> needs(Service service) {
        Stream<Need> actions = Stream.of(Plans.Name.values())
                .flatMap(plan -> service.plans().of(plan).stream())
                .flatMap(stage -> stage.steps().stream())
                .flatMap(step -> step.work() instanceof Work.Act(var action) ? action.needs().stream() : Stream.of());
        return Stream.concat(Needs.ofName(service).stream(), actions);
    }

    /** Calls that differ in their resources, and in the values of their conditions, only. */
    private record Kind(List<String> actions, List<String> keys) {

        static Kind of(IamPermission permission) {
            return new Kind(
                    permission.actions(), List.copyOf(permission.conditions().keySet()));
        }
    }

    private static List<IamPermission> merged(Stream<Need> needs) {
        Map<Kind, IamPermission> merged = new HashMap<>();
        needs.flatMap(need -> need.permissions().stream())
                .forEach(one -> merged.merge(Kind.of(one), one, AccessPolicy::both));
        return merged.values().stream()
                .sorted(Comparator.comparing(permission -> permission.actions().toString()))
                .toList();
    }

    private static IamPermission both(IamPermission one, IamPermission other) {
        var conditions = new TreeMap<String, List<String>>();
        one.conditions()
                .forEach((key, values) ->
                        conditions.put(key, union(values, other.conditions().getOrDefault(key, List.of()))));
        return new IamPermission(one.actions(), union(one.resources(), other.resources()), conditions);
    }

    private static List<String> union(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().sorted().toList();
    }
}
