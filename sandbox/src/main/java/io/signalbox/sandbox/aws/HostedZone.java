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

/**
 * One hosted zone: the accepted records, and those that its name servers already answer. Thread-safe; times are {@link
 * System#nanoTime}.
 */
public final class HostedZone {

    private static final long NS_TTL = 172_800;
    private static final long SOA_TTL = 900;

    private final String account;
    private final String id;
    private final String name;
    private final String nameServer;
    private final List<Vpc> vpcs;
    private final Supplier<Pace> pace;
    private volatile boolean acceleratedRecovery;
    private final Deque<Publication> publications = new ArrayDeque<>();
    private final Map<String, ChangeInfo> changes = new LinkedHashMap<>();
    private final Map<String, Snapshot> snapshots = new HashMap<>();
    private ZoneRecords accepted;
    private @Nullable ChangeInfo last;

    /** Records that the name servers answer from {@code from} on. */
    private record Publication(long from, ZoneRecords records) {}

    /** @param acceptedAt on the monotonic clock, as is {@code insyncAt} */
    record ChangeInfo(String id, Instant submittedAt, long acceptedAt, long insyncAt) {
        String status(long now) {
            return now - insyncAt >= 0 ? "INSYNC" : "PENDING";
        }
    }

    /** A network that a private zone is associated with. */
    public record Vpc(String id, String region) {}

    /** @param vpcs empty for a public zone */
    HostedZone(String account, String id, String name, String nameServer, List<Vpc> vpcs, Supplier<Pace> pace) {
        this.account = account;
        this.vpcs = List.copyOf(vpcs);
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
                new ResourceRecordSet(name, "NS", null, null, NS_TTL, List.of(nameServer), null, null, null),
                new ResourceRecordSet(name, "SOA", null, null, SOA_TTL, List.of(soa), null, null, null));
    }

    /** The account that the zone belongs to. */
    public String account() {
        return account;
    }

    public String id() {
        return id;
    }

    /** With the final dot. */
    public String name() {
        return name;
    }

    /** With the final dot. A private zone has one in its NS record, which answers nothing for it. */
    public String nameServer() {
        return nameServer;
    }

    /** The networks of a private zone; empty for a public one. */
    public List<Vpc> vpcs() {
        return vpcs;
    }

    /** Turns the accelerated recovery of its API on. */
    public void enableAcceleratedRecovery() {
        acceleratedRecovery = true;
    }

    boolean hasAcceleratedRecovery() {
        return acceleratedRecovery;
    }

    public boolean isPrivate() {
        return !vpcs.isEmpty();
    }

    /** The records as the API returns them: all accepted changes. */
    public synchronized ZoneRecords accepted() {
        return accepted;
    }

    /** The records as the name servers answer them: changes appear after a delay. */
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

    /** Adds record sets as if they had always existed: accepted and published, without audit. */
    public synchronized void seed(List<ResourceRecordSet> sets) {
        try {
            accepted = accepted.apply(sets.stream()
                    .map(set -> new RecordChange(RecordChange.Action.CREATE, set))
                    .toList());
        } catch (ApiError e) {
            throw new IllegalArgumentException("invalid records for zone " + name + ": " + e.getMessage(), e);
        }
        replaceBy(accepted);
    }

    /** The accepted records and changes at one moment. @param changes the ids of the accepted changes */
    private record Snapshot(ZoneRecords records, Set<String> changes) {}

    /** Stores a snapshot of all records, for {@link #rollBack}. */
    public synchronized void remember(String snapshot) {
        snapshots.put(snapshot, new Snapshot(accepted, Set.copyOf(changes.keySet())));
    }

    public synchronized boolean remembers(String snapshot) {
        return snapshots.containsKey(snapshot);
    }

    /**
     * Removes every change accepted after the snapshot, from the API and the name servers.
     *
     * @throws NoSuchElementException when there is no snapshot of that name
     */
    public synchronized void rollBack(String snapshot) {
        Snapshot known = Optional.ofNullable(snapshots.get(snapshot)).orElseThrow();
        changes.keySet().retainAll(known.changes());
        last = null;
        replaceBy(known.records());
    }

    /**
     * Removes all record sets of a name and type without a request, at once also at the name servers.
     *
     * @return whether there were any
     */
    public synchronized boolean remove(String owner, String type) {
        List<RecordChange> deletions = accepted.named(owner).stream()
                .filter(set -> set.type().equals(type))
                .map(set -> new RecordChange(RecordChange.Action.DELETE, set))
                .toList();
        try {
            replaceBy(accepted.apply(deletions));
        } catch (ApiError e) {
            throw new IllegalArgumentException(owner + " " + type + " cannot be removed: " + e.getMessage(), e);
        }
        return !deletions.isEmpty();
    }

    private void replaceBy(ZoneRecords records) {
        accepted = records;
        publications.clear();
        publications.add(new Publication(System.nanoTime(), accepted));
    }

    /** @return the change's info, and the records before and after it */
    synchronized Applied apply(List<RecordChange> batch, String changeId) throws ApiError {
        var now = System.nanoTime();
        var speed = pace.get();
        if (last != null && now - last.acceptedAt() < speed.processing().toNanos()) {
            throw ApiError.priorRequestNotComplete();
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
