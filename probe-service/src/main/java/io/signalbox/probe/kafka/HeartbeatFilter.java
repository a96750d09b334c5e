package io.signalbox.probe.kafka;

import io.signalbox.contract.evidence.HeardBeat;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.core.CheckName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which records of the topic of heartbeats count: those under their own key, of a check that waits for heartbeats and of a vantage, both of
 * the topology in force. Whoever may write to the topic could otherwise fill the memory of every prober. Thread-safe.
 */
public final class HeartbeatFilter {

    private static final Logger LOG = Logger.getLogger(HeartbeatFilter.class);

    private record Known(Set<CheckName> checks, Set<VantageName> vantages) {}

    private final Runnable ignored;
    /** The reasons that were logged: few, since they name nothing out of a record. */
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    private volatile Known known = new Known(Set.of(), Set.of());

    /** @param ignored runs for each record that does not count */
    public HeartbeatFilter(Runnable ignored) {
        this.ignored = ignored;
    }

    void follow(Topology topology) {
        Set<CheckName> checks = topology.services().stream()
                .flatMap(service -> service.sites().stream().flatMap(site -> site.probes().stream()
                        .filter(probe -> probe.check() instanceof Check.Heartbeat)
                        .map(probe -> new CheckName(service.name(), site.name(), probe.name()))))
                .collect(Collectors.toUnmodifiableSet());
        follow(checks, Set.copyOf(topology.vantages()));
    }

    void follow(Set<CheckName> checks, Set<VantageName> vantages) {
        known = new Known(checks, vantages);
    }

    boolean waitsForAny() {
        return !known.checks().isEmpty();
    }

    /** False for a record that does not count, which is counted, and logged when it is the first of its reason. */
    boolean counts(byte @Nullable [] key, HeardBeat beat, String where) {
        Optional<String> objection = objection(key, beat);
        objection.ifPresent(reason -> ignore(reason, where + " heardAt=" + beat.heardAt() + " check=" + beat.key()));
        return objection.isEmpty();
    }

    private Optional<String> objection(byte @Nullable [] key, HeardBeat beat) {
        Known now = known;
        if (key == null || !new String(key, StandardCharsets.UTF_8).equals(beat.key())) {
            return Optional.of("the record's key is not that of its heartbeat");
        }
        if (!now.vantages().contains(beat.heardAt())) {
            return Optional.of("heardAt is no vantage of the topology");
        }
        return now.checks().contains(new CheckName(beat.service(), beat.site(), beat.probe()))
                ? Optional.empty()
                : Optional.of("no check of the topology waits for it");
    }

    /** @param where the record, by cell and offset */
    void ignore(String reason, String where) {
        ignored.run();
        if (logged.add(reason)) {
            LOG.warnf("heartbeat ignored, as all others for this reason %s reason=\"%s\"", where, reason);
        }
    }
}
