package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ForeignRecord;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.RecordTarget;
import io.signalbox.contract.dns.RecordSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the records at the provider differ from those that the decision knew. The order of values and upper case in names
 * do not matter.
 *
 * @param missing known records that do not exist as known
 * @param unknown existing records that are not known; those that Signalbox cannot express are described
 */
record Drift(List<RecordSet> missing, List<String> unknown) {

    static Drift between(List<RecordSet> known, LiveRecords fence, LiveRecords traffic) {
        var live = new ArrayList<>(fence.records());
        live.addAll(traffic.traffic());
        var unknown = new ArrayList<String>();
        Stream.concat(fence.foreign().stream(), traffic.foreign().stream())
                .map(ForeignRecord::toString)
                .forEach(unknown::add);
        Set<RecordSet> expected = normal(known);
        Set<RecordSet> found = normal(live);
        live.stream()
                .filter(record -> !expected.contains(RecordTarget.normal(record)))
                .map(Drift::text)
                .forEach(unknown::add);
        return new Drift(
                known.stream()
                        .filter(record -> !found.contains(RecordTarget.normal(record)))
                        .toList(),
                unknown);
    }

    private static Set<RecordSet> normal(List<RecordSet> records) {
        return records.stream().map(RecordTarget::normal).collect(Collectors.toSet());
    }

    boolean isEmpty() {
        return missing.isEmpty() && unknown.isEmpty();
    }

    String describe() {
        return "expected " + missing.stream().map(Drift::text).toList() + ", found " + unknown;
    }

    private static String text(RecordSet record) {
        var alias = record.alias();
        return record.type()
                + (record.setIdentifier() == null ? "" : " " + record.setIdentifier())
                + (record.weight() == null ? "" : " weight " + record.weight())
                + (record.failover() == null ? "" : " " + record.failover())
                + (record.healthCheckId() == null ? "" : " health check " + record.healthCheckId())
                + (record.ttlSeconds() == null ? "" : " ttl " + record.ttlSeconds())
                + (alias == null ? " " + record.values() : " alias " + alias);
    }
}
