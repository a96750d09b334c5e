package io.signalbox.infra.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contract.acl.AccessTable;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.contract.topology.needs.Holder;
import io.signalbox.infra.stack.IamDocuments;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The processes of a region: their sizes, settings and files. Sizes and settings are those of k8s/base. */
final class Processes {

    /** Where the settings lead; everything in it comes from Secrets Manager. */
    static final String FOLDER = "/etc/signalbox/";

    private static final String TOPOLOGY = "topology.yaml";

    private Processes() {}

    static SignalboxProcess prober(String region, Topology topology) {
        Map<String, String> files = files(Map.of("tokens", "signalbox/tokens"));
        certificates(topology).forEach(path -> files.put(path, "signalbox/" + path));
        return new SignalboxProcess(
                "probe",
                "probe-service",
                AccessTable.prober(new VantageName(region)),
                1,
                256,
                512,
                "-Xmx64m",
                files,
                List.of(),
                Map.of("SIGNALBOX_VANTAGE", region, "SIGNALBOX_TOKENS", FOLDER + "tokens"),
                policy(topology, Holder.PROBE));
    }

    /** @param instance unique in the cell @param address where the other instance reaches this one */
    static SignalboxProcess decision(String region, String instance, String address) {
        return new SignalboxProcess(
                instance,
                "decision-service",
                AccessTable.decision(),
                1,
                512,
                1024,
                "-Xmx160m",
                files(Map.of("tokens", "signalbox/tokens", "peers", "signalbox/peers")),
                List.of(DecisionInstances.API, DecisionInstances.MANAGEMENT),
                Map.of(
                        "SIGNALBOX_CELL",
                        region,
                        "SIGNALBOX_INSTANCE",
                        instance,
                        "SIGNALBOX_ADDRESS",
                        address,
                        "SIGNALBOX_TOKENS",
                        FOLDER + "tokens",
                        "SIGNALBOX_PEERS_SECRET",
                        FOLDER + "peers",
                        "SIGNALBOX_MANAGEMENT_PORT",
                        String.valueOf(DecisionInstances.MANAGEMENT)),
                SignalboxProcess.NO_POLICY);
    }

    static SignalboxProcess actuator(String region, Topology topology) {
        return new SignalboxProcess(
                "actuator",
                "actuator-service",
                AccessTable.actuator(),
                2,
                256,
                512,
                "-Xmx96m",
                files(Map.of("restore-keys", "signalbox/restore-keys")),
                List.of(),
                Map.of("SIGNALBOX_CELL", region, "SIGNALBOX_RESTORE_KEYS", FOLDER + "restore-keys"),
                policy(topology, Holder.ACTUATOR));
    }

    private static Map<String, String> files(Map<String, String> own) {
        var files = new TreeMap<>(own);
        files.put(TOPOLOGY, "signalbox/topology");
        return files;
    }

    /** Without statements there is nothing to allow. */
    private static JsonNode policy(Topology topology, Holder holder) {
        JsonNode document = IamDocuments.of(topology, holder, Map.of());
        return document.path("Statement").isEmpty() ? SignalboxProcess.NO_POLICY : document;
    }

    /** The files that probes show or trust, below the folder. */
    private static Stream<String> certificates(Topology topology) {
        return topology.services().stream()
                .flatMap(service -> service.sites().stream())
                .flatMap(site -> site.probes().stream())
                .map(probe -> probe.check().tls())
                .filter(Objects::nonNull)
                .flatMap(Processes::paths)
                .filter(path -> path.startsWith(FOLDER))
                .map(path -> path.substring(FOLDER.length()))
                .distinct();
    }

    private static Stream<String> paths(Tls tls) {
        return Stream.of(
                tls.files().trust(),
                tls.files().clientCertificate(),
                tls.files().clientKey());
    }
}
