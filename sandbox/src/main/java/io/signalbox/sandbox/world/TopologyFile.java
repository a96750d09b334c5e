package io.signalbox.sandbox.world;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The topology of a world. Each kind of service has its own copy, because services read a change at different times.
 */
public final class TopologyFile {

    private static final List<String> MODULES = List.of("probe-service", "decision-service", "actuator-service");

    private final Path directory;
    private final String text;
    private final String service;
    private final BiConsumer<String, Path> replaced;

    private TopologyFile(Path directory, String text, String service, BiConsumer<String, Path> replaced) {
        this.directory = directory;
        this.text = text;
        this.service = service;
        this.replaced = replaced;
    }

    /**
     * Writes the topology. Damping is set to forget quickly, so that sites can be broken often.
     *
     * @param bootstraps Kafka's {@code host:port} by cell
     * @param files values of an example's variables that name files
     * @param signalCheck the health check that reads the signal object; empty: no signal, and the topology has a last
     *     resort
     * @param zone the keys of {@code dns} that say where the zone is
     * @param replaced is told the module and the next file before its services can read it
     */
    static TopologyFile write(
            Path directory,
            WorldPlan plan,
            Scene scene,
            Map<String, String> bootstraps,
            Map<String, String> files,
            int sitePort,
            List<String> references,
            Optional<String> signalCheck,
            String zone,
            BiConsumer<String, Path> replaced) {
        String text = plan.example()
                .map(example -> {
                    var values = variables(plan, scene, bootstraps, sitePort, references);
                    values.putAll(files);
                    return example.filled(values);
                })
                .orElseGet(() -> text(plan, bootstraps, sitePort, references, signalCheck, zone));
        var file = new TopologyFile(directory, text, scene.service(), replaced);
        file.restore();
        return file;
    }

    /** The values of an example's variables. */
    private static Map<String, String> variables(
            WorldPlan plan, Scene scene, Map<String, String> bootstraps, int sitePort, List<String> references) {
        var values = new HashMap<String, String>();
        scene.sites().forEach(site -> values.put(ExampleFile.variable(site.name()) + "_ADDRESS", site.address()));
        bootstraps.forEach((cell, bootstrap) -> values.put("KAFKA_" + ExampleFile.variable(cell), bootstrap));
        for (int i = 0; i < references.size(); i++) {
            values.put("REFERENCE_" + (i + 1), references.get(i));
        }
        values.put("PRIMARY_ENDPOINT", scene.sites().getFirst().address());
        values.put("SECONDARY_ENDPOINT", scene.sites().get(1).address());
        values.put("PROBE_THROUGH_NAME", "false");
        values.put("KAFKA_SECURITY", plan.kafka().toString());
        values.put("SITE_PORT", String.valueOf(sitePort));
        values.put("SITE_TLS", "false");
        values.put("HEALTH_CHECK_INTERVAL", "1");
        values.put("HEALTH_CHECK_TIMEOUT", "500ms");
        values.put("FAST_INTERVAL", "250ms");
        values.put("STABLE_FOR", plan.stableFor().toMillis() + "ms");
        values.put("READY_FOR", "1s");
        return values;
    }

    private static String text(
            WorldPlan plan,
            Map<String, String> bootstraps,
            int sitePort,
            List<String> references,
            Optional<String> signalCheck,
            String zone) {
        var cells = bootstraps.entrySet().stream()
                .map(cell -> "  - {name: %s, bootstrap: \"%s\", security: %s}\n"
                        .formatted(cell.getKey(), cell.getValue(), plan.kafka()))
                .collect(Collectors.joining());
        var vantages =
                WorldLayout.VANTAGES.stream().map(WorldLayout.Place::name).collect(Collectors.joining(", "));
        return """
                cells:
                %svantages: [%s]
                references: [%s]
                defaults: {interval: 1s, timeout: 500ms, fastInterval: 250ms, fall: 3, rise: 2}
                services:
                  %s:
                    hostname: %s
                    dns: {zone: %s, %s}
                    sites:
                %s    probes:
                      - {name: health, http: {path: /healthz, port: %d, expect: {status: 2xx, body: ok}}}
                    policy: {failback: {mode: auto, stableFor: %dms}, grace: 5s, damping: {halfLife: 10s, suppressAt: 20000}}
                """.formatted(
                        cells,
                        vantages,
                        references.stream().map("\"%s\""::formatted).collect(Collectors.joining(", ")),
                        WorldLayout.SERVICE,
                        WorldLayout.HOSTNAME,
                        WorldLayout.ZONE,
                        zone,
                        sites(signalCheck),
                        sitePort,
                        plan.stableFor().toMillis());
    }

    private static String sites(Optional<String> signalCheck) {
        var text = new StringBuilder();
        int priority = 1;
        for (WorldLayout.Place site : WorldLayout.SITES) {
            boolean resort = site.equals(WorldLayout.LAST_RESORT);
            if (resort && signalCheck.isPresent()) {
                continue;
            }
            String check = site.equals(WorldLayout.PREFERRED)
                    ? signalCheck.map(", healthCheck: %s"::formatted).orElse("")
                    : "";
            text.append("      - {name: %s, priority: %d, address: {ipv4: [%s]}%s}\n"
                    .formatted(site.name(), priority++, site.address(), resort ? ", lastResort: true" : check));
        }
        return text.toString();
    }

    /** The copy for the services of that module. */
    public Path path(String module) {
        return directory.resolve("topology-" + module + ".yaml");
    }

    public String text() {
        return text;
    }

    /** Replaces all copies. Each is replaced atomically, as an editor does. */
    public void replace(String other) {
        MODULES.forEach(module -> replaceFor(module, other));
    }

    /** Replaces one module's copy. */
    public void replaceFor(String module, String other) {
        Path path = path(module);
        try {
            Path beside = Files.writeString(path.resolveSibling(path.getFileName() + ".new"), other);
            replaced.accept(module, beside);
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written", e);
        }
    }

    /** Restores the original text. */
    public void restore() {
        replace(text);
    }

    /** The topology as decision-services read it. */
    public Topology read() {
        return readFor("decision-service");
    }

    /** The topology as the services of that module read it. */
    public Topology readFor(String module) {
        try {
            return TopologySource.open(Optional.of(path(module)), Map.of()).current();
        } catch (InvalidTopologyException e) {
            throw new IllegalStateException(e);
        }
    }

    public Service service() {
        return read().service(new ServiceName(service)).orElseThrow();
    }

    /** The DNS records while {@code site} is active. */
    public List<ResourceRecordSet> records(String site) {
        return Records.of(service(), new SiteName(site)).stream()
                .map(ResourceRecordSet::of)
                .toList();
    }
}
