package io.signalbox.actuator.bootstrap;

import io.signalbox.actuator.core.HealthCheckSpec;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordSet.Failover;
import io.signalbox.contract.dns.RecordType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The records of a name as a service of a topology.
 *
 * @param checks what the health checks of the records ask for, by their ids; none for one that a topology cannot express
 */
record ImportedService(
        String name, String hostname, String zone, LiveRecords live, Map<String, Optional<HealthCheckSpec>> checks) {

    private static final long ALL_WEIGHT = 100;

    /** Why Signalbox cannot keep these records; empty if it can. */
    Optional<String> objection() {
        if (live.traffic().isEmpty() && live.foreign().isEmpty()) {
            return Optional.of("has no record of the types A, AAAA and CNAME");
        }
        if (!live.foreign().isEmpty()) {
            return Optional.of("Signalbox cannot express " + live.foreign());
        }
        long kinds =
                live.traffic().stream().map(ImportedService::routing).distinct().count();
        if (kinds > 1) {
            return Optional.of("has records of several routing policies");
        }
        return Stream.concat(
                        sites().stream().flatMap(site -> site.objection().stream()),
                        Stream.of(types(), shares()).flatMap(Optional::stream))
                .findFirst();
    }

    private Optional<String> types() {
        return sites().stream().map(ImportedSite::types).distinct().count() > 1
                ? Optional.of("has a type of record for some sites only: Route 53 would still answer it after a move")
                : Optional.empty();
    }

    /** With failover routing the PRIMARY serves. */
    private Optional<String> shares() {
        List<String> serving = sites().stream()
                .filter(ImportedSite::serves)
                .map(ImportedSite::name)
                .toList();
        return serving.size() == 1
                ? Optional.empty()
                : Optional.of("sends traffic to " + (serving.isEmpty() ? "no site" : serving)
                        + " at the same time: Signalbox sends it to one site");
    }

    private static String routing(RecordSet record) {
        return record.weight() != null ? "weighted" : record.failover() != null ? "failover" : "simple";
    }

    /** The serving site first, which becomes the preferred one. */
    private List<ImportedSite> sites() {
        var grouped = new LinkedHashMap<String, List<RecordSet>>();
        live.traffic().forEach(record -> grouped.computeIfAbsent(
                        Objects.requireNonNullElse(record.setIdentifier(), ""), _ -> new ArrayList<>())
                .add(record));
        return grouped.entrySet().stream()
                .map(group -> new ImportedSite(group.getKey().isEmpty() ? null : group.getKey(), group.getValue()))
                .sorted(Comparator.comparing(ImportedSite::serves).reversed())
                .toList();
    }

    /** The entry of the topology; only without an objection. */
    List<String> yaml() {
        var lines = new ArrayList<String>();
        notes().forEach(note -> lines.add("  # " + note));
        lines.add("  " + name + ":");
        lines.add("    hostname: " + hostname);
        lines.add("    dns: {zone: " + zone + types(sites().getFirst().types()) + ttl() + ", routing: "
                + routing(live.traffic().getFirst()) + "}");
        lines.add("    sites:");
        int priority = 1;
        for (ImportedSite site : sites()) {
            lines.add("      - {name: " + site.name() + ", priority: " + priority + ", address: " + site.address()
                    + healthCheck(site) + "}");
            priority++;
        }
        lines.add("    probes:");
        lines.add("      - {name: health, " + probe() + "}");
        return lines;
    }

    private static String types(Set<RecordType> types) {
        return types.contains(RecordType.CNAME) ? "" : ", types: " + types;
    }

    private String ttl() {
        return ttls().isEmpty() ? "" : ", ttl: " + ttls().getFirst() + "s";
    }

    private List<Long> ttls() {
        return live.traffic().stream()
                .map(RecordSet::ttlSeconds)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private boolean isFailover() {
        return live.traffic().stream().anyMatch(record -> record.failover() != null);
    }

    private String healthCheck(ImportedSite site) {
        String check = site.healthCheck();
        boolean needed = isFailover() && (check != null || !site.evaluatesTargetHealth());
        return needed ? ", healthCheck: " + (check == null ? name + "-" + site.name() : check) : "";
    }

    /** The request that Route 53 makes; a TCP connection to port 443 is assumed where it makes none. */
    private String probe() {
        return checks.values().stream()
                .flatMap(Optional::stream)
                .filter(spec -> !spec.inverted())
                .findFirst()
                .map(ImportedService::probe)
                .orElse("tcp: {port: 443}");
    }

    private static String probe(HealthCheckSpec spec) {
        return switch (spec.type()) {
            case TCP -> "tcp: {port: " + spec.port() + "}";
            case HTTP, HTTPS ->
                "http: {path: \"" + (spec.path().isEmpty() ? "/" : spec.path()) + "\", port: " + spec.port()
                        + (spec.type() == HealthCheckSpec.Type.HTTPS ? ", secure: true" : "")
                        + (spec.host() == null ? "" : ", host: " + spec.host()) + "}";
        };
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        notes.add("what the probe checks is "
                + (checks.isEmpty()
                        ? "a guess"
                        : "as the health check has it; others: "
                                + checks.entrySet().stream()
                                        .map(ImportedService::text)
                                        .collect(Collectors.joining("; "))));
        if (sites().size() == 1) {
            notes.add("one site only: add the others");
        }
        if (ttls().size() > 1) {
            notes.add("has the TTLs " + ttls() + ": apply gives all records the first one");
        }
        sites().stream()
                .flatMap(this::changes)
                .map(change -> change + ": apply changes that")
                .forEach(notes::add);
        return notes;
    }

    private static String text(Map.Entry<String, Optional<HealthCheckSpec>> check) {
        return check.getKey() + " "
                + check.getValue().map(HealthCheckSpec::text).orElse("checks something that a probe cannot express");
    }

    /** How the records differ from those that Signalbox makes for such a site. */
    private Stream<String> changes(ImportedSite site) {
        return site.records().stream()
                .flatMap(record -> Stream.<Function<RecordSet, Optional<String>>>of(
                                ImportedService::weight, ImportedService::secondary, each -> identifier(site))
                        .flatMap(rule -> rule.apply(record).stream()))
                .distinct();
    }

    private static Optional<String> weight(RecordSet record) {
        Long weight = record.weight();
        return weight == null || weight == 0 || weight == ALL_WEIGHT
                ? Optional.empty()
                : Optional.of(record.setIdentifier() + " has the weight " + weight + " and not " + ALL_WEIGHT);
    }

    private static Optional<String> secondary(RecordSet record) {
        return record.failover() == Failover.SECONDARY && record.healthCheckId() != null
                ? Optional.of(record.setIdentifier() + " is SECONDARY and has a health check")
                : Optional.empty();
    }

    private static Optional<String> identifier(ImportedSite site) {
        return site.identifier() == null || site.identifier().equals(site.name())
                ? Optional.empty()
                : Optional.of("the set identifier " + site.identifier() + " is no name of a site");
    }
}
