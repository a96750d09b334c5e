package io.signalbox.contract.topology.needs;

import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.step.IamPermission;
import io.signalbox.contract.step.Need;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The minimum permissions of each process for a topology, for each role that it uses. */
public final class AccessPolicy {

    private AccessPolicy() {}

    /**
     * Permissions for the calls with the process's own credentials: calls with the same conditions on the same resources together, in a
     * stable order.
     */
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
        List<String> roles =
                topology.roles().stream().map(AwsRole::arn).distinct().sorted().toList();
        Stream<Need> assuming = roles.isEmpty()
                ? Stream.of()
                : Stream.of(new Need(
                        "AWS STS",
                        Need.Plane.DATA,
                        List.of(),
                        List.of(new IamPermission(List.of("sts:AssumeRole"), roles, new TreeMap<>()))));
        return merged(Stream.concat(needs(topology, null, asksForWriters), assuming));
    }

    /** Permissions for the calls with a role. @param role its ARN */
    public static List<IamPermission> of(Topology topology, String role, boolean asksForWriters) {
        return merged(needs(topology, role, asksForWriters));
    }

    private static Stream<Need> needs(Topology topology, @Nullable String role, boolean asksForWriters) {
        return topology.services().stream().flatMap(service -> needs(service, role, asksForWriters));
    }

    private static Stream<Need> needs(Service service, @Nullable String role, boolean asksForWriters) {
        SignalObject signal = service.dns().signal();
        boolean inZone = service.dns().provider() == Dns.Provider.ROUTE53
                && isRole(service.dns().role(), role);
        boolean signals = signal != null && isRole(signal.role(), role);
        return Stream.of(
                        inZone ? Needs.ofZone(service).stream() : Stream.<Need>of(),
                        inZone && asksForWriters ? Stream.of(Needs.ofWriters(service)) : Stream.<Need>of(),
                        signals ? Needs.ofSignal(service).stream() : Stream.<Need>of(),
                        role == null ? service.notices().flatMap(notice -> notice.needs().stream()) : Stream.<Need>of(),
                        service.plans()
                                .actions()
                                .filter(act -> isRole(act.role(), role))
                                .flatMap(act -> act.action().needs().stream()))
                .flatMap(Function.identity());
    }

    private static boolean isRole(@Nullable AwsRole role, @Nullable String arn) {
        return Objects.equals(role == null ? null : role.arn(), arn);
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
