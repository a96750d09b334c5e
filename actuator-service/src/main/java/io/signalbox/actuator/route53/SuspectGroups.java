package io.signalbox.actuator.route53;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parts of refused batches, when the error does not name the change. Halves of a part are sent until a change is refused alone.
 * If one half is accepted, the other one is not sent as a whole: it contains the cause. Not thread-safe.
 */
final class SuspectGroups {

    /** After this many refusals in a row single changes are tried, because perhaps everything is refused. */
    private static final int REFUSED_IN_A_ROW = 4;

    /**
     * If this many randomly chosen changes are refused alone, within the same row of refusals, everything is refused.
     */
    private static final int SAMPLES = 3;

    private final List<Group> groups = new ArrayList<>();
    private @Nullable Group underWay;
    private boolean sampling;
    private int refusals;
    private int refusedSamples;

    /** The group that both halves come from. */
    private static final class Split {
        private boolean oneAccepted;
    }

    /** @param split null if the changes are not one half of something */
    private record Group(
            List<PendingChange> changes, @Nullable Split split) {

        boolean containsTheCause() {
            return split != null && split.oneAccepted;
        }

        Group without(Set<PendingChange> removed) {
            return new Group(
                    changes.stream().filter(change -> !removed.contains(change)).toList(), split);
        }
    }

    /** Adds changes that are sent together, and with no others. */
    void add(List<PendingChange> changes) {
        groups.addLast(new Group(List.copyOf(changes), null));
    }

    void putBack(List<PendingChange> changes) {
        groups.addFirst(new Group(List.copyOf(changes), underWay == null ? null : underWay.split()));
    }

    Stream<PendingChange> all() {
        return groups.stream().flatMap(group -> group.changes().stream());
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    void remove(Set<PendingChange> changes) {
        groups.replaceAll(group -> group.without(changes));
        groups.removeIf(group -> group.changes().isEmpty());
    }

    /** The largest group, or a single change; empty when there is none. */
    List<PendingChange> next() {
        sampling = false;
        underWay = null;
        if (groups.isEmpty()) {
            return List.of();
        }
        Group largest = largest();
        if (refusals >= REFUSED_IN_A_ROW && largest.changes().size() > 1) {
            return sample(largest);
        }
        while (largest.containsTheCause() && largest.changes().size() > 1) {
            groups.remove(largest);
            halve(largest.changes());
            largest = largest();
        }
        groups.remove(largest);
        underWay = largest;
        return largest.changes();
    }

    private Group largest() {
        return groups.stream()
                .max(Comparator.comparingInt(group -> group.changes().size()))
                .orElseThrow();
    }

    private List<PendingChange> sample(Group group) {
        PendingChange chosen = group.changes()
                .get(ThreadLocalRandom.current().nextInt(group.changes().size()));
        groups.remove(group);
        groups.addFirst(new Group(group.without(Set.of(chosen)).changes(), null));
        sampling = true;
        return List.of(chosen);
    }

    /** Queues both halves of a refused group or batch. */
    void halve(List<PendingChange> changes) {
        var split = new Split();
        int half = changes.size() / 2;
        groups.addLast(new Group(List.copyOf(changes.subList(0, half)), split));
        groups.addLast(new Group(List.copyOf(changes.subList(half, changes.size())), split));
    }

    /** The last request was accepted, of a group or not. */
    void accepted() {
        refusals = 0;
        refusedSamples = 0;
        if (underWay != null && underWay.split() != null) {
            underWay.split().oneAccepted = true;
        }
        sampling = false;
        underWay = null;
    }

    /** The last request was refused, and the error named none of its changes. @return whether everything is refused */
    boolean refused() {
        refusals++;
        refusedSamples += sampling ? 1 : 0;
        sampling = false;
        underWay = null;
        return refusedSamples >= SAMPLES;
    }

    /** Removes and returns everything. */
    List<PendingChange> clear() {
        List<PendingChange> all = all().toList();
        groups.clear();
        refusals = 0;
        refusedSamples = 0;
        return all;
    }
}
