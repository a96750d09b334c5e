package io.signalbox.sandbox.aws;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One zone: what was accepted, and what its name servers already answer. Thread-safe; all times are {@link System#nanoTime}. */
public final class HostedZone {

    private static final long NS_TTL = 172_800;
    private static final long SOA_TTL = 900;

    private final String id;
    private final String name;
    private final String nameServer;
    private final Supplier<Pace> pace;
    private final Deque<Publication> publications = new ArrayDeque<>();
    private final Map<String, ChangeInfo> changes = new LinkedHashMap<>();
    private final Map<String, Snapshot> snapshots = new HashMap<>();
    private ZoneRecords accepted;
    private @Nullable ChangeInfo last;

    /** What the name servers answer from {@code from} on. */
    private record Publication(long from, ZoneRecords records) {}

    /** @param acceptedAt and {@code insyncAt} on the monotonic clock */
    record ChangeInfo(String id, Instant submittedAt, long acceptedAt, long insyncAt) {
        String status(long now) {
            return now - insyncAt >= 0 ? "INSYNC" : "PENDING";
        }
    }

    HostedZone(String id, String name, String nameServer, Supplier<Pace> pace) {
        this.id = id;
        this.name = ResourceRecordSet.canonical(name);
        this.nameServer = nameServer;
        this.pace = pace;
        this.accepted = ZoneRecords.of(this.name, apex());
        publications.add(new Publication(System.nanoTime(), accepted));
    }

    private List<ResourceRecordSet> apex() {
        var soa = nameServer + " hostmaster." + name + " 1 7200 900 1209600 86400";
        return List.of(
                new ResourceRecordSet(name, "NS", null, null, NS_TTL, List.of(nameServer), null),
                new ResourceRecordSet(name, "SOA", null, null, SOA_TTL, List.of(soa), null));
    }

    public String id() {
        return id;
    }

    /** With the final dot. */
    public String name() {
        return name;
    }

    String nameServer() {
        return nameServer;
    }

    /** What the API answers: all that was accepted. */
    public synchronized ZoneRecords accepted() {
        return accepted;
    }

    /** What the name servers answer: what was accepted some time ago. */
    public synchronized ZoneRecords published() {
        long now = System.nanoTime();
        while (publications.size() > 1 && nextIsDue(now)) {
            publications.removeFirst();
        }
        return publications.getFirst().records();
    }

    private boolean nextIsDue(long now) {
        var pending = publications.iterator();
        pending.next();
        return now - pending.next().from() >= 0;
    }

    /** Puts record sets in place as if they had always been there: accepted, published and audited by nobody. */
    public synchronized void seed(List<ResourceRecordSet> sets) {
        try {
            accepted = accepted.apply(sets.stream()
                    .map(set -> new Change(Change.Action.CREATE, set))
                    .toList());
        } catch (AwsError e) {
            throw new IllegalArgumentException("these records cannot stand in " + name + ": " + e.getMessage(), e);
        }
        become(accepted);
    }

    /** All that was accepted up to a moment. @param changes their ids */
    private record Snapshot(ZoneRecords records, Set<String> changes) {}

    /** Remembers all records as they are now, to roll the zone back to. */
    public synchronized void remember(String snapshot) {
        snapshots.put(snapshot, new Snapshot(accepted, Set.copyOf(changes.keySet())));
    }

    public synchronized boolean remembers(String snapshot) {
        return snapshots.containsKey(snapshot);
    }

    /**
     * Loses every change that was accepted after the snapshot, in the API and at the name servers, as if it had never been.
     *
     * @throws NoSuchElementException when there is no snapshot of that name
     */
    public synchronized void rollBack(String snapshot) {
        Snapshot known = Optional.ofNullable(snapshots.get(snapshot)).orElseThrow();
        changes.keySet().retainAll(known.changes());
        last = null;
        become(known.records());
    }

    /** Another hand removes all record sets of a name and type; accepted and answered at once. @return whether there were any */
    public synchronized boolean remove(String owner, String type) {
        List<Change> deletions = accepted.named(owner).stream()
                .filter(set -> set.type().equals(type))
                .map(set -> new Change(Change.Action.DELETE, set))
                .toList();
        try {
            become(accepted.apply(deletions));
        } catch (AwsError e) {
            throw new IllegalArgumentException(owner + " " + type + " cannot be removed: " + e.getMessage(), e);
        }
        return !deletions.isEmpty();
    }

    private void become(ZoneRecords records) {
        accepted = records;
        publications.clear();
        publications.add(new Publication(System.nanoTime(), accepted));
    }

    /** @return the change's info, and the records before and after it */
    synchronized Applied apply(List<Change> batch, String changeId) throws AwsError {
        var now = System.nanoTime();
        var speed = pace.get();
        if (last != null && now - last.acceptedAt() < speed.processing().toNanos()) {
            throw AwsError.priorRequestNotComplete();
        }
        var before = accepted;
        accepted = before.apply(batch);
        long answering = Math.max(
                now + speed.answerDelay().toNanos(), publications.getLast().from());
        publications.add(new Publication(answering, accepted));
        var info = new ChangeInfo(
                changeId, Instant.now(), now, now + speed.insyncDelay().toNanos());
        changes.put(changeId, info);
        last = info;
        return new Applied(info, before, accepted);
    }

    record Applied(ChangeInfo info, ZoneRecords before, ZoneRecords after) {}

    synchronized Optional<ChangeInfo> change(String changeId) {
        return Optional.ofNullable(changes.get(changeId));
    }
}
