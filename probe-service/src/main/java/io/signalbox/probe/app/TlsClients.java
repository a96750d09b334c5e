package io.signalbox.probe.app;

import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.wire.TlsClient;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The client ends of TLS that checks ask for by files: one for each setting, whatever the number of its probes. Thread-safe. */
final class TlsClients {

    private record Loaded(TlsClient client, String digest) {}

    private final Map<Tls.Files, Loaded> loaded = new HashMap<>();

    /**
     * Reads every file that the topology names, and goes on with those that have changed.
     *
     * @return what cannot be used, with its place; then everything stays as it was. Empty when all is well
     */
    synchronized List<String> follow(Topology topology) {
        var problems = new LinkedHashSet<String>();
        var now = new LinkedHashMap<Tls.Files, PemFiles>();
        for (Service service : topology.services()) {
            service.sites().stream()
                    .flatMap(site -> site.probes().stream())
                    .forEach(probe -> read(service, probe, now, problems));
        }
        if (problems.isEmpty()) {
            loaded.keySet().retainAll(now.keySet());
            now.forEach(this::load);
        }
        return List.copyOf(problems);
    }

    private static void read(Service service, Probe probe, Map<Tls.Files, PemFiles> now, Set<String> problems) {
        Tls tls = probe.check().tls();
        if (tls == null || tls.files().equals(Tls.Files.NONE) || now.containsKey(tls.files())) {
            return;
        }
        try {
            now.put(tls.files(), PemFiles.read(tls.files()));
        } catch (PemFiles.Unusable e) {
            problems.add("services." + service.name() + ", probe " + probe.name() + ", " + e.getMessage());
        }
    }

    private void load(Tls.Files files, PemFiles now) {
        Loaded before = loaded.get(files);
        if (before == null) {
            loaded.put(files, new Loaded(new TlsClient(now.trusted(), now.shown()), now.digest()));
        } else if (!before.digest().equals(now.digest())) {
            before.client().renew(now.trusted(), now.shown());
            loaded.put(files, new Loaded(before.client(), now.digest()));
        }
    }

    /** Null for what is special in no file, and so the network's own. */
    synchronized @Nullable TlsClient of(Tls.Files files) {
        if (files.equals(Tls.Files.NONE)) {
            return null;
        }
        Loaded found = loaded.get(files);
        if (found == null) {
            throw new IllegalStateException("no TLS is set up for " + files);
        }
        return found.client();
    }
}
