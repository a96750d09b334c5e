package io.signalbox.contract.dns;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Destinations of a name as words such as {@code A 192.0.2.10}. Equal destinations give equal words. */
public final class Places {

    private Places() {}

    /**
     * Those of record sets that get traffic. An alias is a place of its own, which the answers of name servers do not
     * show.
     */
    public static SortedSet<String> serving(Collection<RecordSet> records) {
        var places = new TreeSet<String>();
        records.stream().filter(RecordSet::serves).forEach(record -> places.addAll(of(record)));
        return places;
    }

    private static SortedSet<String> of(RecordSet record) {
        var alias = record.alias();
        return alias == null
                ? of(record.type(), record.values())
                : new TreeSet<>(Set.of(
                        record.type() + " alias " + normal(RecordType.CNAME, alias.name()) + " in " + alias.zoneId()));
    }

    public static SortedSet<String> of(RecordType type, Collection<String> values) {
        var places = new TreeSet<String>();
        values.forEach(value -> places.add(type + " " + normal(type, value)));
        return places;
    }

    private static String normal(RecordType type, String value) {
        return switch (type) {
            case A, AAAA -> InetAddress.ofLiteral(value).getHostAddress();
            case CNAME -> {
                String lower = value.toLowerCase(Locale.ROOT);
                yield lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
            }
            case TXT -> value;
        };
    }
}
