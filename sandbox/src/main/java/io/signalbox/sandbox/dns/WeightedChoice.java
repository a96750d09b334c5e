package io.signalbox.sandbox.dns;

import io.signalbox.sandbox.aws.ResourceRecordSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Route 53's choice among the record sets of one name and type: by weight, and a weight of 0 only where all have it. */
final class WeightedChoice {

    Optional<ResourceRecordSet> of(List<ResourceRecordSet> named, String type) {
        var candidates = named.stream().filter(set -> set.type().equals(type)).toList();
        if (candidates.size() < 2) {
            return candidates.stream().findFirst();
        }
        long sum = candidates.stream().mapToLong(WeightedChoice::weight).sum();
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
