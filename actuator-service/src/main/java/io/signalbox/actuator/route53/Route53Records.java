package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.ForeignRecord;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.AliasTarget;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetFailover;

/** Converts record sets between Route 53's form and the contract's. */
final class Route53Records {

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    private Route53Records() {}

    static Change change(ChangeAction action, RecordSet record) {
        return Change.builder()
                .action(action)
                .resourceRecordSet(set -> set.name(record.name())
                        .type(record.type().name())
                        .ttl(record.ttlSeconds())
                        .setIdentifier(record.setIdentifier())
                        .weight(record.weight())
                        .failover(
                                record.failover() == null
                                        ? null
                                        : ResourceRecordSetFailover.fromValue(
                                                record.failover().name()))
                        .healthCheckId(record.healthCheckId())
                        .resourceRecords(values(record))
                        .aliasTarget(alias(record.alias())))
                .build();
    }

    private static @Nullable Collection<ResourceRecord> values(RecordSet record) {
        return record.values().isEmpty()
                ? null
                : record.values().stream()
                        .map(value -> ResourceRecord.builder().value(value).build())
                        .toList();
    }

    private static @Nullable AliasTarget alias(RecordSet.@Nullable AliasTarget alias) {
        return alias == null
                ? null
                : AliasTarget.builder()
                        .dnsName(alias.name())
                        .hostedZoneId(alias.zoneId())
                        .evaluateTargetHealth(alias.evaluatesTargetHealth())
                        .build();
    }

    static LiveRecords live(List<ResourceRecordSet> found) {
        var records = new ArrayList<RecordSet>();
        var foreign = new ArrayList<ForeignRecord>();
        for (ResourceRecordSet set : found) {
            Optional<RecordType> type = type(set.type());
            if (type.isPresent()) {
                foreignness(set)
                        .ifPresentOrElse(
                                why -> foreign.add(new ForeignRecordSet(set, why)),
                                () -> records.add(record(set, type.get())));
            }
        }
        return new LiveRecords(records, foreign);
    }

    private static Optional<RecordType> type(RRType type) {
        return switch (type) {
            case A -> Optional.of(RecordType.A);
            case AAAA -> Optional.of(RecordType.AAAA);
            case CNAME -> Optional.of(RecordType.CNAME);
            case TXT -> Optional.of(RecordType.TXT);
            default -> Optional.empty();
        };
    }

    /** Explains why {@link RecordSet} cannot express a record set, so that a DELETE would not match it. */
    private static Optional<String> foreignness(ResourceRecordSet set) {
        if (set.healthCheckId() != null && set.failover() == null) {
            return Optional.of("a health check");
        }
        boolean known = set.weight() != null
                || set.failover() == ResourceRecordSetFailover.PRIMARY
                || set.failover() == ResourceRecordSetFailover.SECONDARY;
        return set.setIdentifier() != null && !known ? Optional.of(policy(set)) : Optional.empty();
    }

    private static String policy(ResourceRecordSet set) {
        if (set.region() != null) {
            return "latency routing";
        }
        if (set.geoLocation() != null || set.geoProximityLocation() != null) {
            return "routing by location";
        }
        return set.multiValueAnswer() != null
                ? "multivalue answers"
                : "a routing policy other than weighted and failover";
    }

    private static RecordSet record(ResourceRecordSet set, RecordType type) {
        AliasTarget alias = set.aliasTarget();
        return new RecordSet(
                name(set.name()),
                type,
                set.ttl(),
                set.setIdentifier(),
                set.weight(),
                set.resourceRecords().stream().map(ResourceRecord::value).toList(),
                alias == null
                        ? null
                        : new RecordSet.AliasTarget(
                                withoutDot(alias.dnsName()), alias.hostedZoneId(), alias.evaluateTargetHealth()),
                set.failover() == null ? null : RecordSet.Failover.valueOf(set.failoverAsString()),
                set.healthCheckId());
    }

    /** Route 53 returns names with a final dot, and with {@code \052} for special characters. */
    static String name(String name) {
        String plain = OCTAL.matcher(name)
                .replaceAll(
                        octal -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(octal.group(1), 8))));
        return withoutDot(plain).toLowerCase(Locale.ROOT);
    }

    /** Route 53 returns ids as {@code /hostedzone/Z1} and accepts {@code Z1}. */
    static String plainId(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
