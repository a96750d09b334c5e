package io.signalbox.contract.dns;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Destinations of a name as words such as {@code A 192.0.2.10}. Equal destinations give equal words. */
public final class Places {

    private Places() {}

    /** Those that record sets of addresses and names answer; what has no weight answers nothing, and aliases are no places. */
    public static SortedSet<String> serving(Collection<RecordSet> records) {
        var places = new TreeSet<String>();
        records.stream().filter(RecordSet::serves).forEach(record -> places.addAll(of(record.type(), record.values())));
        return places;
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
