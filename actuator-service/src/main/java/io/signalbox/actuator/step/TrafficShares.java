package io.signalbox.actuator.step;

import io.signalbox.actuator.core.RecordTarget;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The destinations of records and their shares in thousandths, by type; without TTLs and identifiers. */
record TrafficShares(Map<RecordTarget, Long> perThousand) {

    private static final long ALL = 1_000;

    TrafficShares {
        perThousand = Map.copyOf(perThousand);
    }

    static TrafficShares of(Collection<RecordSet> records) {
        Map<RecordType, Long> sums = records.stream()
                .filter(RecordSet::serves)
                .collect(Collectors.groupingBy(RecordSet::type, Collectors.summingLong(TrafficShares::weight)));
        var shares = new HashMap<RecordTarget, Long>();
        for (RecordSet record : records) {
            Long sum = sums.get(record.type());
            if (record.serves() && sum != null) {
                shares.merge(RecordTarget.of(record), Math.round((double) ALL * weight(record) / sum), Long::sum);
            }
        }
        return new TrafficShares(shares);
    }

    private static long weight(RecordSet record) {
        Long weight = record.weight();
        return weight == null ? 1 : weight;
    }

    boolean isEmpty() {
        return perThousand.isEmpty();
    }

    @Override
    public String toString() {
        return perThousand.entrySet().stream()
                .map(share -> share.getValue() == ALL
                        ? share.getKey().toString()
                        : share.getKey() + " (" + share.getValue() + " of " + ALL + ")")
                .sorted()
                .collect(Collectors.joining("; ", "[", "]"));
    }
}
