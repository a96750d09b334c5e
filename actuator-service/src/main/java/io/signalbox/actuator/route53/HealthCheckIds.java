package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.topology.HealthCheckName;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The ids of the health checks that topologies name. Listed again when one is missing, at most every few seconds. */
final class HealthCheckIds {

    private static final long AGAIN = 5_000_000_000L;

    private final Route53Calls calls;
    private final Supplier<Set<String>> names;
    private volatile Map<String, String> ids = Map.of();
    private volatile long asked = System.nanoTime() - AGAIN;

    /** @param names those in use: only they are replaced by ids */
    HealthCheckIds(Route53Calls calls, Supplier<Set<String>> names) {
        this.calls = calls;
        this.names = names;
    }

    boolean areNeeded() {
        return !names.get().isEmpty();
    }

    /**
     * By name; without those that do not exist yet.
     *
     * @param end of {@link System#nanoTime}
     */
    Map<String, String> byName(long end) throws ZoneUnavailableException {
        Set<String> wanted = names.get();
        if (!ids.keySet().containsAll(wanted) && System.nanoTime() - asked >= AGAIN) {
            ids = read(end);
            asked = System.nanoTime();
        }
        return ids.entrySet().stream()
                .filter(entry -> wanted.contains(entry.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** By id. */
    Map<String, String> byId(long end) throws ZoneUnavailableException {
        return byName(end).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    private Map<String, String> read(long end) throws ZoneUnavailableException {
        Function<String, String> name =
                reference -> HealthCheckName.of(reference).orElse("");
        return HealthCheckList.all(calls, end).stream()
                .filter(check -> !name.apply(check.callerReference()).isEmpty())
                .collect(Collectors.toUnmodifiableMap(
                        check -> name.apply(check.callerReference()), check -> check.id()));
    }
}
