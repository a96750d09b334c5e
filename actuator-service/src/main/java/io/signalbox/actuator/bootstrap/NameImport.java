package io.signalbox.actuator.bootstrap;

import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.HealthCheckSpec;
import io.signalbox.actuator.core.HealthCheckStore;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.fence.Fence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes a topology for names as they are at their provider. Changes nothing. */
public final class NameImport {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String OWNED = "heritage=external-dns";

    private final DnsProvider provider;
    private final HealthCheckStore checks;
    private final Set<String> names = new HashSet<>();

    public NameImport(DnsProvider provider, HealthCheckStore checks) {
        this.provider = provider;
        this.checks = checks;
    }

    /**
     * @param lines the topology, with comments about what it cannot express
     * @param imported how many of the names it contains
     */
    public record Result(List<String> lines, int imported) {

        public Result {
            lines = List.copyOf(lines);
        }
    }

    /** @param zone its name or its id */
    public Result of(String zone, List<String> hostnames) throws ZoneUnavailableException {
        var lines = new ArrayList<>(List.of(
                "# The names of the zone " + zone + " as they were found. Replace cells, vantages and probes by yours.",
                "cells: [{name: us-west-2, bootstrap: \"localhost:9092\"}]",
                "vantages: [us-east-1, eu-west-1, us-west-2]",
                "services:"));
        int imported = 0;
        for (String hostname : new TreeSet<>(hostnames)) {
            Zone found = provider.zone(zone, LIMIT);
            registry(found, hostname).forEach(note -> lines.add("  # " + note));
            ImportedService service = service(found, zone, hostname);
            Optional<String> objection = service.objection();
            if (objection.isPresent()) {
                lines.add("  # " + hostname + " is left out: " + objection.get());
            } else {
                fence(found, hostname).ifPresent(note -> lines.add("  # " + note));
                lines.addAll(service.yaml());
                imported++;
            }
        }
        return new Result(lines, imported);
    }

    private ImportedService service(Zone zone, String reference, String hostname) throws ZoneUnavailableException {
        LiveRecords live = zone.records(hostname);
        Map<String, Optional<HealthCheckSpec>> found = new TreeMap<>();
        for (String check : live.traffic().stream()
                .map(record -> record.healthCheckId())
                .filter(Objects::nonNull)
                .distinct()
                .toList()) {
            found.put(check, checks.find(check, LIMIT).map(HealthCheckStore.Live::spec));
        }
        return new ImportedService(name(hostname), hostname, reference, live, found);
    }

    /** The first label, unless another service has it. */
    private String name(String hostname) {
        String label = hostname.substring(0, hostname.indexOf('.'));
        String name = names.add(label) ? label : hostname.replace('.', '-');
        names.add(name);
        return name;
    }

    private static Optional<String> fence(Zone zone, String hostname) throws ZoneUnavailableException {
        LiveRecords found = zone.records(Fence.recordName(hostname));
        return found.texts().isEmpty()
                ? Optional.empty()
                : Optional.of(hostname + " already has " + found.fence().describe());
    }

    /**
     * The record in which external-dns notes that it owns the name. Without a configured prefix its registry is stored
     * there.
     */
    private static List<String> registry(Zone zone, String hostname) throws ZoneUnavailableException {
        var notes = new ArrayList<String>();
        for (String place : List.of(hostname, "a-" + hostname, "aaaa-" + hostname, "cname-" + hostname)) {
            zone.records(place).plainTexts().stream()
                    .filter(text -> text.contains(OWNED))
                    .forEach(text -> notes.add("external-dns owns " + hostname + " by " + place + " TXT \"" + text
                            + "\": see docs/living-with-others.md before apply"));
        }
        return notes;
    }
}
