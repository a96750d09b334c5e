package io.signalbox.sandbox.dns;

import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.aws.ResourceRecordSet.Failover;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * Selects one of the record sets with the same name and type as Route 53 does: the primary while it is healthy,
 * otherwise the secondary; or by weight among the healthy ones, where weight 0 counts only if all have it. If none is
 * healthy, all count as healthy. Alias targets always count as healthy.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 */
final class RecordSelection {

    private final Predicate<ResourceRecordSet> healthy;

    RecordSelection(Predicate<ResourceRecordSet> healthy) {
        this.healthy = healthy;
    }

    Optional<ResourceRecordSet> of(List<ResourceRecordSet> named, String type) {
        var all = named.stream().filter(set -> set.type().equals(type)).toList();
        if (all.size() < 2) {
            return all.stream().findFirst();
        }
        var healthySets = all.stream().filter(healthy).toList();
        var candidates = healthySets.isEmpty() ? all : healthySets;
        return candidates.getFirst().failover() == null ? byWeight(candidates) : byRole(candidates);
    }

    private static Optional<ResourceRecordSet> byRole(List<ResourceRecordSet> candidates) {
        return candidates.stream()
                .filter(set -> set.failover() == Failover.PRIMARY)
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    private static Optional<ResourceRecordSet> byWeight(List<ResourceRecordSet> candidates) {
        long sum = candidates.stream().mapToLong(RecordSelection::weight).sum();
        var random = ThreadLocalRandom.current();
        if (sum == 0) {
            return Optional.of(candidates.get(random.nextInt(candidates.size())));
        }
        long ticket = random.nextLong(sum);
        for (ResourceRecordSet candidate : candidates) {
            ticket -= weight(candidate);
            if (ticket < 0) {
                return Optional.of(candidate);
            }
        }
        throw new IllegalStateException("the random number is above the sum of the weights");
    }

    private static long weight(ResourceRecordSet set) {
        Long weight = set.weight();
        return weight == null ? 0 : weight;
    }
}
