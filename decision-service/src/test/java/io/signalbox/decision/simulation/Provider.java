package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.Fence;
import io.signalbox.contract.RecordSet;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import java.util.ArrayList;
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

    private static final int SERVERS = 2;

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

    /** @param arrives per server, when it answers so */
    private record Version(Zone zone, long[] arrives) {}

    /** Told of every change. */
    interface Watcher {
        /** @param overwrites whether records go that another hand has made */
        void changed(Service service, Zone before, Zone after, Command by, boolean overwrites);

        /** What was taken is not there any more, by nobody's wish. */
        void lost(Service service, Zone now);
    }

    private final Agenda agenda;
    private final Chance chance;
    private final Watcher watcher;
    private final Map<ServiceName, List<Version>> history = new HashMap<>();
    private final Map<ServiceName, Zone> drifted = new HashMap<>();
    private long changes;
    /** The last fence that was taken, where the provider does not show it any more. */
    private final Map<ServiceName, Fence> lost = new HashMap<>();

    private final Map<ServiceName, Long> driftedSince = new HashMap<>();
    boolean throttling;
    boolean unavailable;
    boolean slow;

    Provider(Agenda agenda, Chance chance, Topology topology, Watcher watcher) {
        this.agenda = agenda;
        this.chance = chance;
        this.watcher = watcher;
        for (Service service : topology.services()) {
            var versions = new ArrayList<Version>();
            versions.add(new Version(new Zone(null, found(service)), new long[SERVERS]));
            history.put(service.name(), versions);
        }
    }

    /** What a service finds when it is first adopted: nothing, or what a hand has made for one of its sites. */
    private List<RecordSet> found(Service service) {
        if (chance.in(0.3)) {
            return List.of();
        }
        Site site = chance.pick(service.sites());
        List<RecordSet> own = Records.of(service, site.name());
        return chance.in(0.5) ? own : own.stream().filter(RecordSet::serves).toList();
    }

    /** As the control plane has it. */
    Zone zone(ServiceName service) {
        return history.get(service).getLast().zone();
    }

    /** @return the change's token, or null when something is not as it was said to be; then nothing has happened */
    @Nullable
    String submit(Service service, Change change) {
        Zone before = zone(service.name());
        var left = new LinkedHashSet<>(before.traffic());
        boolean fits = change.expects(before) && left.containsAll(change.remove());
        change.remove().forEach(left::remove);
        if (!fits || change.create().stream().anyMatch(record -> meets(left, record))) {
            return null;
        }
        var traffic = Stream.concat(left.stream(), change.create().stream()).toList();
        var after = new Zone(change.next(), traffic);
        add(service, after);
        Fence missed = lost.get(service.name());
        if (missed != null && (change.next().equals(missed) || change.next().epoch() > missed.epoch())) {
            lost.remove(service.name());
        }
        boolean overwrites = !change.create().isEmpty() && drifted.containsKey(service.name());
        watcher.changed(service, before, after, change.by(), overwrites);
        if (overwrites) {
            drifted.remove(service.name());
        }
        return String.valueOf(history.get(service.name()).size() - 1);
    }

    private void add(Service service, Zone zone) {
        var versions = history.get(service.name());
        versions.add(new Version(zone, arrivals(versions.getLast().arrives())));
        changes++;
    }

    /** How often the control plane has got something new. */
    long changes() {
        return changes;
    }

    /** All that has stood there, the newest last. */
    List<Zone> history(Service service) {
        return history.get(service.name()).stream().map(Version::zone).toList();
    }

    /** What stands there is another, by nobody's wish. */
    void loses(Service service, Zone now) {
        Fence before = zone(service.name()).fence();
        if (before != null) {
            lost.putIfAbsent(service.name(), before);
        }
        add(service, now);
        watcher.lost(service, now);
    }

    /** Whether the fence is not the one that was taken last. */
    boolean lost(Service service) {
        return lost.containsKey(service.name());
    }

    /** Another hand lets the name lead to a place that no site has. */
    void drift(Service service) {
        Zone before = zone(service.name());
        drifted.put(service.name(), before);
        driftedSince.put(service.name(), agenda.now());
        add(
                service,
                new Zone(
                        before.fence(),
                        before.traffic().stream().map(Provider::elsewhere).toList()));
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
                        null)
                : record;
    }

    /** The records are as they were, unless somebody has replaced them since. */
    void undrift(Service service) {
        Zone before = drifted.remove(service.name());
        Fence now = zone(service.name()).fence();
        if (before != null
                && before.fence() != null
                && now != null
                && before.fence().active().equals(now.active())
                && Objects.equals(before.fence().split(), now.split())) {
            add(service, new Zone(now, before.traffic()));
        }
    }

    /** When the name was last led to a place that no site has. */
    long driftedSince(Service service) {
        return driftedSince.getOrDefault(service.name(), 0L);
    }

    /** Whether the name leads to a place that no site has. */
    boolean drifted(Service service) {
        return drifted.containsKey(service.name());
    }

    boolean works() {
        return !throttling && !unavailable && !slow;
    }

    private static boolean meets(Set<RecordSet> left, RecordSet created) {
        return left.stream()
                .anyMatch(record -> record.type() == created.type()
                        && (record.setIdentifier() == null
                                || created.setIdentifier() == null
                                || record.setIdentifier().equals(created.setIdentifier())));
    }

    private long[] arrivals(long[] former) {
        var arrivals = new long[SERVERS];
        for (int server = 0; server < SERVERS; server++) {
            long takes = slow ? chance.between(2_000, 60_000) : chance.delay(800, 12_000, 0.05);
            arrivals[server] = Math.max(former[server], agenda.now() + takes);
        }
        return arrivals;
    }

    boolean inSync(ServiceName service, String token) {
        long[] arrives = history.get(service).get(Integer.parseInt(token)).arrives();
        for (long arrival : arrives) {
            if (arrival > agenda.now()) {
                return false;
            }
        }
        return true;
    }

    /** What all name servers answer; null while they disagree. */
    @Nullable
    Zone answered(ServiceName service) {
        Zone agreed = null;
        for (int server = 0; server < SERVERS; server++) {
            Zone answer = answer(history.get(service), server);
            if (agreed != null && !agreed.equals(answer)) {
                return null;
            }
            agreed = answer;
        }
        return agreed;
    }

    private Zone answer(List<Version> versions, int server) {
        int at = versions.size() - 1;
        while (versions.get(at).arrives()[server] > agenda.now()) {
            at--;
        }
        return versions.get(at).zone();
    }

    void heal() {
        throttling = false;
        unavailable = false;
        slow = false;
    }
}
