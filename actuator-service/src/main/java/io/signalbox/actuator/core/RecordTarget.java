package io.signalbox.actuator.core;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the records of one type lead clients, without TTL, set identifier and weight.
 *
 * @param values in one normal form, so that equal destinations are equal texts
 */
public record RecordTarget(RecordType type, Set<String> values) {

    private static final String ALIAS = "alias ";

    public RecordTarget {
        values = Set.copyOf(values);
    }

    public static RecordTarget of(RecordSet record) {
        var alias = record.alias();
        return alias == null
                ? of(record.type(), record.values())
                : new RecordTarget(record.type(), Set.of(ALIAS + name(alias.name()) + " in " + alias.zoneId()));
    }

    public static RecordTarget of(RecordType type, Collection<String> values) {
        return new RecordTarget(
                type, values.stream().map(value -> normal(type, value)).collect(Collectors.toUnmodifiableSet()));
    }

    /** The targets of all serving record sets; several per type if several sites serve. */
    public static Set<RecordTarget> serving(Collection<RecordSet> records) {
        return records.stream().filter(RecordSet::serves).map(RecordTarget::of).collect(Collectors.toUnmodifiableSet());
    }

    /** The same record set in one spelling: neither the order of values nor how a name is written makes a difference. */
    public static RecordSet normal(RecordSet record) {
        var alias = record.alias();
        List<String> values = record.type() == RecordType.TXT
                ? record.values()
                : List.copyOf(new TreeSet<>(of(record.type(), record.values()).values()));
        return new RecordSet(
                record.name(),
                record.type(),
                record.ttlSeconds(),
                record.setIdentifier(),
                record.weight(),
                values,
                alias == null
                        ? null
                        : new RecordSet.AliasTarget(name(alias.name()), alias.zoneId(), alias.evaluateTargetHealth()),
                record.failover(),
                record.healthCheckId());
    }

    private static String normal(RecordType type, String value) {
        return switch (type) {
            case A, AAAA -> InetAddress.ofLiteral(value).getHostAddress();
            case CNAME -> name(value);
            case TXT -> value;
        };
    }

    private static String name(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    @Override
    public String toString() {
        return type + " " + values.stream().sorted().collect(Collectors.joining(", "));
    }
}
