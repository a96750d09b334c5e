package io.signalbox.actuator.bootstrap;

import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.RecordTarget;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The intended change of a name's fence and records. @param change null when nothing has to be, or may be, changed */
record ChangeIntent(
        ResourceFinding.Kind kind,
        String summary,
        List<String> lines,
        @Nullable FencedChange change) {

    ChangeIntent {
        lines = List.copyOf(lines);
    }

    static ChangeIntent without(ResourceFinding.Kind kind, String summary) {
        return new ChangeIntent(kind, summary, List.of(), null);
    }

    /** @param before record sets as they are, exactly @param after as they shall be, without what stays as it is */
    static ChangeIntent change(
            ResourceFinding.Kind kind, String summary, List<RecordSet> before, List<RecordSet> after, String comment) {
        return new ChangeIntent(
                kind, summary, difference(before, after), new FencedChange(before, after, List.of(), comment));
    }

    /** True if something stands in the way of a change. */
    boolean isObstacle() {
        return kind == ResourceFinding.Kind.REFUSED || kind == ResourceFinding.Kind.ERROR;
    }

    ChangeIntent refused(String why) {
        return new ChangeIntent(ResourceFinding.Kind.REFUSED, why, lines, null);
    }

    private static List<String> difference(List<RecordSet> before, List<RecordSet> after) {
        var lines = new ArrayList<String>();
        missing(before, after).forEach(record -> lines.add("- " + text(record)));
        missing(after, before).forEach(record -> lines.add("+ " + text(record)));
        return lines;
    }

    private static List<RecordSet> missing(List<RecordSet> of, List<RecordSet> in) {
        Set<RecordSet> there = normal(in);
        return of.stream()
                .filter(record -> !there.contains(RecordTarget.normal(record)))
                .toList();
    }

    /** True if both answer the same in the same way: neither the order of values nor how a name is spelt makes a difference. */
    static boolean same(List<RecordSet> one, List<RecordSet> other) {
        return normal(one).equals(normal(other));
    }

    private static Set<RecordSet> normal(List<RecordSet> records) {
        return records.stream().map(RecordTarget::normal).collect(Collectors.toSet());
    }

    static String text(RecordSet record) {
        var alias = record.alias();
        return record.name() + " " + record.type()
                + (record.setIdentifier() == null ? "" : " " + record.setIdentifier())
                + (record.weight() == null ? "" : " weight " + record.weight())
                + (record.failover() == null ? "" : " " + record.failover())
                + (record.healthCheckId() == null ? "" : " health check " + record.healthCheckId())
                + (record.ttlSeconds() == null ? "" : " ttl " + record.ttlSeconds())
                + (alias == null ? " " + String.join(", ", record.values()) : " alias " + alias);
    }

    static List<RecordSet> with(String hostname, Fence fence, List<RecordSet> traffic) {
        return Stream.concat(Stream.of(FenceRecord.of(hostname, fence)), traffic.stream())
                .toList();
    }
}
