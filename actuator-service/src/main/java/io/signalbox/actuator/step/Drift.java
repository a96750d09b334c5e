package io.signalbox.actuator.step;

import io.signalbox.actuator.core.ForeignRecord;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.contract.dns.RecordSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the records at the provider differ from those that the decision knew.
 *
 * @param missing known, and not there as known
 * @param unknown there, and not known; those that Signalbox cannot express are described
 */
record Drift(List<RecordSet> missing, List<String> unknown) {

    static Drift between(List<RecordSet> known, LiveRecords fence, LiveRecords traffic) {
        var live = new ArrayList<>(fence.records());
        live.addAll(traffic.traffic());
        var unknown = new ArrayList<String>();
        Stream.concat(fence.foreign().stream(), traffic.foreign().stream())
                .map(ForeignRecord::toString)
                .forEach(unknown::add);
        live.stream().filter(record -> !known.contains(record)).map(Drift::text).forEach(unknown::add);
        return new Drift(known.stream().filter(record -> !live.contains(record)).toList(), unknown);
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
                + (alias == null ? " " + record.values() : " alias " + alias.name() + " in " + alias.zoneId());
    }
}
