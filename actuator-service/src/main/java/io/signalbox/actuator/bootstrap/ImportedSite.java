package io.signalbox.actuator.bootstrap;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordSet.AliasTarget;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.name.Names;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The records of one name with the same set identifier, as a site.
 *
 * @param identifier null with simple routing
 */
record ImportedSite(@Nullable String identifier, List<RecordSet> records) {

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-gov)?-[a-z]+-[0-9]");

    /** The identifier as the name of a site, or the region in the name that it points at. */
    String name() {
        if (identifier == null) {
            Matcher region = REGION.matcher(records.toString());
            return region.find() ? region.group() : "primary";
        }
        String name = identifier
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return Names.valid(name) ? name : "site";
    }

    boolean serves() {
        return records.stream().anyMatch(RecordSet::serves);
    }

    Set<RecordType> types() {
        return records.stream().map(RecordSet::type).collect(Collectors.toCollection(TreeSet::new));
    }

    @Nullable
    String healthCheck() {
        return records.stream()
                .map(RecordSet::healthCheckId)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    boolean evaluatesTargetHealth() {
        return alias().filter(AliasTarget::evaluatesTargetHealth).isPresent();
    }

    /** Why this is no address of a site; empty if it is one. */
    Optional<String> objection() {
        boolean aliases = records.stream().allMatch(record -> record.alias() != null);
        boolean plain = records.stream().allMatch(record -> record.alias() == null);
        if (!aliases && !plain) {
            return Optional.of("an alias for one type and values for another");
        }
        return records.stream().map(RecordSet::alias).distinct().count() > 1
                ? Optional.of("another alias for each type")
                : Optional.empty();
    }

    /** As a topology has it. */
    String address() {
        Optional<AliasTarget> alias = alias();
        if (alias.isPresent()) {
            return "{alias: " + alias.get().name().toLowerCase(Locale.ROOT) + ", zoneId: "
                    + alias.get().zoneId()
                    + (alias.get().evaluatesTargetHealth() ? ", evaluateTargetHealth: true}" : "}");
        }
        return types().contains(RecordType.CNAME)
                ? "{cname: "
                        + values(RecordType.CNAME)
                                .getFirst()
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("\\.$", "") + "}"
                : "{" + types().stream().map(this::literals).collect(Collectors.joining(", ")) + "}";
    }

    /** The endpoint of probes, as the topology would have it by default. */
    String endpoint() {
        return alias().map(AliasTarget::name)
                .orElseGet(() -> records.getFirst().values().getFirst());
    }

    private String literals(RecordType type) {
        return (type == RecordType.A ? "ipv4" : "ipv6") + ": "
                + values(type).stream().map(value -> "\"" + value + "\"").toList();
    }

    private List<String> values(RecordType type) {
        return records.stream()
                .filter(record -> record.type() == type)
                .flatMap(record -> record.values().stream())
                .toList();
    }

    private Optional<AliasTarget> alias() {
        return records.stream().map(RecordSet::alias).filter(Objects::nonNull).findFirst();
    }
}
