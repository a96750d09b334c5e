package io.signalbox.sandbox.dns;

import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.aws.ResourceRecordSet.Failover;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * Route 53's choice among the record sets of one name and type: the primary while it is healthy, or by weight among the
 * healthy ones, a weight of 0 only where all have it. Where none is healthy it chooses as if all were. Targets of aliases
 * are taken for healthy.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 */
final class RoutingChoice {

    private final Predicate<ResourceRecordSet> healthy;

    RoutingChoice(Predicate<ResourceRecordSet> healthy) {
        this.healthy = healthy;
    }

    Optional<ResourceRecordSet> of(List<ResourceRecordSet> named, String type) {
        var all = named.stream().filter(set -> set.type().equals(type)).toList();
        if (all.size() < 2) {
            return all.stream().findFirst();
        }
        var well = all.stream().filter(healthy).toList();
        var candidates = well.isEmpty() ? all : well;
        return candidates.getFirst().failover() == null ? byWeight(candidates) : byRole(candidates);
    }

    private static Optional<ResourceRecordSet> byRole(List<ResourceRecordSet> candidates) {
        return candidates.stream()
                .filter(set -> set.failover() == Failover.PRIMARY)
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    private static Optional<ResourceRecordSet> byWeight(List<ResourceRecordSet> candidates) {
        long sum = candidates.stream().mapToLong(RoutingChoice::weight).sum();
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
        throw new IllegalStateException("a ticket beyond the sum of the weights");
    }

    private static long weight(ResourceRecordSet set) {
        Long weight = set.weight();
        return weight == null ? 0 : weight;
    }
}
