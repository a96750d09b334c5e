package io.signalbox.probe.certificates;

import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Tls;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The TLS clients of checks with their own files: one for each combination of files. Thread-safe. */
public final class TlsClients {

    private record Loaded(TlsClient client, String digest) {}

    private final Map<Tls.Files, Loaded> loaded = new HashMap<>();

    /**
     * Reads every file that the topology names, and applies those that have changed.
     *
     * @return the problems, each with its place; then nothing changes. Empty if there are none
     */
    public synchronized List<String> follow(Topology topology) {
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

    /** Null if no file is configured: use the network's client. */
    public synchronized @Nullable TlsClient of(Tls.Files files) {
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
