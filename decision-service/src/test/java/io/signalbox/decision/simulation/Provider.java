package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The DNS provider, the one thing that all cells share: a change happens as a whole or not at all, and spreads slowly. */
final class Provider {

    /**
     * What stands under one service's names.
     *
     * @param fence null before adoption
     * @param garbled whether a text is there that is no fence
     */
    record Zone(@Nullable Fence fence, List<RecordSet> traffic, boolean garbled) {
        Zone {
            traffic = List.copyOf(traffic);
        }

        Zone(@Nullable Fence fence, List<RecordSet> traffic) {
            this(fence, traffic, false);
        }
    }

    /**
     * @param expected null when there must be none
     * @param by who asks for it
     */
    record Change(@Nullable Fence expected, List<RecordSet> remove, Fence next, List<RecordSet> create, Command by) {

        boolean expects(Zone zone) {
            boolean readable = !zone.garbled()
                    || by.arguments() instanceof StepArguments.DnsReadopt readopt && readopt.replacesUnreadable();
            return Objects.equals(zone.fence(), expected) && readable;
        }
    }

    /** Told of every change. */
    interface Watcher {
        /** @param overwrites whether records go that another writer has made */
        void changed(Service service, Zone before, Zone after, Command by, boolean overwrites);

        /** A signal was removed. */
        void lowered(Service service, Zone before, Zone after);

        /** What was taken is not there any more, by nobody's wish. */
        void lost(Service service, Zone now);
    }

    private final Chance chance;
    private final Watcher watcher;
    private final NameServers servers;
    private final Map<ServiceName, Zone> drifted = new HashMap<>();
    private final SignalStore signals;
    private long changes;
    /** The last fence that was taken, where the provider does not show it any more. */
    private final Map<ServiceName, Fence> lost = new HashMap<>();

    boolean throttling;
    boolean unavailable;
    boolean slow;

    Provider(Agenda agenda, Chance chance, Topology topology, Watcher watcher) {
        this.chance = chance;
        this.watcher = watcher;
        this.servers = new NameServers(agenda, chance);
        this.signals = new SignalStore(agenda, chance);
        for (Service service : topology.services()) {
            servers.begin(service.name(), new Zone(null, found(service)));
        }
    }

    /** What a service finds when it is first adopted: nothing, or what a hand has made for one of its sites. */
    private List<RecordSet> found(Service service) {
        if (chance.in(0.3)) {
            return List.of();
        }
        Site site = chance.pick(service.sites());
        List<RecordSet> own = Records.of(service, site.name());
        return SignalStore.isBeside(service) || chance.in(0.5)
                ? own
                : own.stream().filter(RecordSet::serves).toList();
    }

    SignalStore signals() {
        return signals;
    }

    /** What is in force: the control plane's, and where a signal is there the newer of both. */
    Zone zone(ServiceName service) {
        return signals.joined(service, stored(service));
    }

    /** As the control plane has it. */
    Zone stored(ServiceName service) {
        return servers.last(service);
    }

    /** @return the change's token, or null when something is not as it was said to be; then nothing has happened */
    @Nullable
    String submit(Service service, Change change) {
        Zone stored = stored(service.name());
        Zone before = zone(service.name());
        var left = new LinkedHashSet<>(stored.traffic());
        boolean fits = change.expects(stored) && left.containsAll(change.remove());
        change.remove().forEach(left::remove);
        if (!fits || change.create().stream().anyMatch(record -> meets(left, record))) {
            return null;
        }
        var traffic = Stream.concat(left.stream(), change.create().stream()).toList();
        takes(service, change.next(), traffic);
        boolean overwrites = !change.create().isEmpty() && drifted.containsKey(service.name());
        tell(service, before, change.by(), overwrites);
        if (overwrites) {
            drifted.remove(service.name());
        }
        return servers.token(service.name());
    }

    private void tell(Service service, Zone before, Command by, boolean overwrites) {
        Zone after = zone(service.name());
        if (!SignalStore.isBeside(service) || !SignalStore.isSame(before, after)) {
            watcher.changed(service, before, after, by, overwrites);
        }
    }

    /** A signal is there. @param tag of the one that it replaces; null where there must be none @return whether it was so */
    boolean raise(Service service, Command by, @Nullable Long tag) {
        Zone before = zone(service.name());
        boolean taken = signals.put(service.name(), by.next(), tag);
        if (taken) {
            changes++;
            tell(service, before, by, false);
        }
        return taken;
    }

    /** A signal is removed, which changes nothing of what is in force. @return whether it was still that one */
    boolean lower(Service service, SignalStore.Signal signal) {
        Zone before = zone(service.name());
        boolean taken = signals.remove(service.name(), signal.tag());
        if (taken) {
            changes++;
            if (lost(service)) {
                watcher.lost(service, zone(service.name()));
            } else {
                watcher.lowered(service, before, zone(service.name()));
            }
        }
        return taken;
    }

    /** The record is brought up to the signal beside it, if it is still as it was found. */
    void follow(Service service, Zone found, Fence signal) {
        Fence record = found.fence();
        boolean still = record != null && stored(service.name()).equals(found);
        Fence joined = still ? SignalStore.joined(signal, record) : null;
        if (joined != null && !joined.equals(record)) {
            takes(service, joined, found.traffic());
        }
    }

    private void add(Service service, Zone zone) {
        servers.add(service.name(), zone, slow);
        changes++;
    }

    private void takes(Service service, Fence fence, List<RecordSet> traffic) {
        add(service, new Zone(fence, traffic));
        Fence missed = lost.get(service.name());
        if (missed != null && (fence.equals(missed) || fence.epoch() > missed.epoch())) {
            lost.remove(service.name());
        }
    }

    /** How often the control plane has got something new. */
    long changes() {
        return changes;
    }

    /** What stands there is another, by nobody's wish. */
    void loses(Service service, Zone now) {
        Fence before = stored(service.name()).fence();
        if (before != null) {
            lost.putIfAbsent(service.name(), before);
        }
        add(service, now);
        watcher.lost(service, zone(service.name()));
    }

    /** Another hand puts a signal there, or takes it away. */
    void beside(Service service, @Nullable Fence fence) {
        Fence before = zone(service.name()).fence();
        signals.becomes(service.name(), fence);
        changes++;
        Zone now = zone(service.name());
        if (before != null && (now.fence() == null || now.fence().epoch() < before.epoch())) {
            lost.putIfAbsent(service.name(), before);
            watcher.lost(service, now);
        }
    }

    /** The last fence that was taken, where it is not there any more; null where it is. */
    @Nullable
    Fence missed(Service service) {
        return lost.get(service.name());
    }

    /** True if the fence is not the one that was taken last. */
    boolean lost(Service service) {
        return lost.containsKey(service.name());
    }

    /** Another hand lets the name lead to a place that no site has. */
    void drift(Service service) {
        Zone before = stored(service.name());
        drifted.put(service.name(), before);
        var traffic = before.traffic().stream().map(Provider::elsewhere).toList();
        add(service, new Zone(before.fence(), traffic));
    }

    private static RecordSet elsewhere(RecordSet record) {
        return record.serves()
                ? new RecordSet(
                        record.name(),
                        record.type(),
                        record.ttlSeconds(),
                        record.setIdentifier(),
                        record.weight(),
                        List.of("198.51.100.9"),
                        null,
                        null,
                        null)
                : record;
    }

    /** The records are as they were, unless somebody has replaced them since. */
    void undrift(Service service) {
        Zone before = drifted.remove(service.name());
        Fence now = stored(service.name()).fence();
        if (before != null
                && before.fence() != null
                && now != null
                && before.fence().active().equals(now.active())
                && Objects.equals(before.fence().split(), now.split())) {
            add(service, new Zone(now, before.traffic()));
        }
    }

    /** True if the name leads to a place that no site has. */
    boolean drifted(Service service) {
        return drifted.containsKey(service.name());
    }

    boolean works() {
        return !throttling && !unavailable && !slow && !signals.isTroubled();
    }

    /** True if all that a move of the traffic needs is there: a move by signal needs no control plane. */
    boolean carries(Service service, Fence fence) {
        boolean bySignal = SignalStore.isBeside(service)
                && fence.active().equals(service.preferred().name());
        return bySignal ? !slow && !signals.isTroubled() : works();
    }

    private static boolean meets(Set<RecordSet> left, RecordSet created) {
        return left.stream()
                .anyMatch(record -> record.type() == created.type()
                        && (record.setIdentifier() == null
                                || created.setIdentifier() == null
                                || record.setIdentifier().equals(created.setIdentifier())));
    }

    NameServers servers() {
        return servers;
    }

    void heal() {
        throttling = false;
        unavailable = false;
        slow = false;
        signals.heal();
    }
}
