package io.signalbox.sandbox.aws;

import io.signalbox.contract.dns.RecordSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Route 53 record set: simple, weighted or failover, with values or an alias.
 *
 * @param name lower case, with the final dot
 * @param weight null except in weighted routing
 * @param ttl in seconds; null for an alias
 * @param values empty for an alias
 * @param failover null except in failover routing
 * @param healthCheckId null without a health check
 */
public record ResourceRecordSet(
        String name,
        String type,
        @Nullable String setIdentifier,
        @Nullable Long weight,
        @Nullable Long ttl,
        List<String> values,
        @Nullable Alias alias,
        @Nullable Failover failover,
        @Nullable String healthCheckId) {

    private static final Set<String> TRAFFIC = Set.of("A", "AAAA", "CNAME");

    /** The role in a pair of failover record sets. */
    public enum Failover {
        PRIMARY,
        SECONDARY
    }

    public record Alias(String zoneId, String dnsName, boolean evaluateTargetHealth) {
        public Alias {
            dnsName = canonical(dnsName);
        }
    }

    /** The identity of a record set. */
    public record Key(String name, String type, @Nullable String setIdentifier) {

        /** The name in Route 53's error messages. */
        public String inWords() {
            String identifier = setIdentifier == null ? "" : ", set-identifier='" + setIdentifier + "'";
            return "[name='" + name + "', type='" + type + "'" + identifier + "]";
        }
    }

    public ResourceRecordSet {
        name = canonical(name);
        values = List.copyOf(values);
    }

    public static ResourceRecordSet of(RecordSet set) {
        var target = set.alias();
        return new ResourceRecordSet(
                set.name(),
                set.type().name(),
                set.setIdentifier(),
                set.weight(),
                set.ttlSeconds(),
                set.values(),
                target == null ? null : new Alias(target.zoneId(), target.name(), target.evaluatesTargetHealth()),
                set.failover() == null ? null : Failover.valueOf(set.failover().name()),
                set.healthCheckId());
    }

    /** Lower case, with the final dot, an asterisk as Route 53's escape {@code \052}. */
    public static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace("*", "\\052");
        return lower.endsWith(".") ? lower : lower + ".";
    }

    public Key key() {
        return new Key(name, type, setIdentifier);
    }

    /** True if a DELETE of {@code other} deletes this record set: all content must match, in any order of values. */
    boolean matches(ResourceRecordSet other) {
        return Objects.equals(weight, other.weight)
                && Objects.equals(ttl, other.ttl)
                && Objects.equals(alias, other.alias)
                && failover == other.failover
                && Objects.equals(healthCheckId, other.healthCheckId)
                && values.size() == other.values.size()
                && new HashSet<>(values).equals(new HashSet<>(other.values));
    }

    public boolean isTraffic() {
        return TRAFFIC.contains(type);
    }

    /** True if it gets traffic: its weight is not 0. */
    public boolean serves() {
        return weight == null || weight > 0;
    }
}
