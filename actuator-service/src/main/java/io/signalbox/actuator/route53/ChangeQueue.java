package io.signalbox.actuator.route53;

import io.signalbox.actuator.route53.budget.CellShare;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The changes waiting for one zone. A batch contains as many as Route 53 accepts; {@link SuspectGroups} are sent when
 * nothing else waits. More than one batch is sent in the order of names in the zone, beginning at the place of this
 * cell: other cells that want the same changes begin elsewhere, so that each makes other ones first. Not thread-safe.
 */
final class ChangeQueue {

    private final DoubleSupplier place;
    private final Deque<PendingChange> together = new ArrayDeque<>();
    private final SuspectGroups apart = new SuspectGroups();

    /** The last change that was sent in the order of names; null while everything fits one batch. */
    private @Nullable PendingChange last;

    /** @param place as in {@link CellShare} */
    ChangeQueue(DoubleSupplier place) {
        this.place = place;
    }

    boolean isEmpty() {
        return together.isEmpty() && apart.isEmpty();
    }

    int size() {
        return (int) all().count();
    }

    /** True if the next batch would not get larger by waiting. */
    boolean isFull() {
        return together.isEmpty() || isMoreThanOneBatch();
    }

    private boolean isMoreThanOneBatch() {
        return together.stream().mapToInt(PendingChange::elements).sum() > Batch.MOST_ELEMENTS
                || together.stream().mapToInt(PendingChange::characters).sum() > Batch.MOST_CHARACTERS;
    }

    void add(PendingChange change) {
        together.addLast(change);
    }

    /** Puts a batch back at the head, in its old order. */
    void putBack(Batch batch) {
        if (batch.apart()) {
            apart.putBack(batch.changes());
        } else {
            putBack(batch.changes());
        }
    }

    void putBack(List<PendingChange> changes) {
        changes.reversed().forEach(together::addFirst);
    }

    /** Is sent as it is, with no other change. */
    void setApart(List<PendingChange> changes) {
        apart.add(changes);
    }

    SuspectGroups apart() {
        return apart;
    }

    /** @return false when the queue does not contain it */
    boolean withdraw(PendingChange change) {
        return remove(Set.of(change)) > 0;
    }

    /** Removes and returns what can no longer be sent in time. */
    List<PendingChange> expire(long now) {
        List<PendingChange> late =
                all().filter(change -> change.sendBy() - now <= 0).toList();
        if (!late.isEmpty()) {
            int _ = remove(new HashSet<>(late));
        }
        return late;
    }

    private int remove(Set<PendingChange> changes) {
        long before = all().count();
        together.removeIf(changes::contains);
        apart.remove(changes);
        return (int) (before - all().count());
    }

    private Stream<PendingChange> all() {
        return Stream.concat(together.stream(), apart.all());
    }

    /** When the last change must be sent; {@code now} when there is none. */
    long lastChance(long now) {
        return all().mapToLong(PendingChange::sendBy)
                        .map(sendBy -> sendBy - now)
                        .max()
                        .orElse(0)
                + now;
    }

    /** @return empty when nothing waits */
    Batch next() {
        if (!together.isEmpty()) {
            return new Batch(cut(), false);
        }
        return new Batch(apart.next(), true);
    }

    /**
     * The next batch, of at least one change. Two changes of one name go into different batches: together they would
     * make each other fail.
     */
    private List<PendingChange> cut() {
        var batch = new ArrayList<PendingChange>();
        Set<String> names = new HashSet<>();
        int elements = 0;
        int characters = 0;
        for (PendingChange change : inOrder()) {
            elements += change.elements();
            characters += change.characters();
            if (!batch.isEmpty() && (elements > Batch.MOST_ELEMENTS || characters > Batch.MOST_CHARACTERS)) {
                break;
            }
            boolean free = change.names().stream().noneMatch(names::contains);
            names.addAll(change.names());
            if (free) {
                batch.add(change);
            } else {
                elements -= change.elements();
                characters -= change.characters();
            }
        }
        together.removeAll(new HashSet<>(batch));
        last = together.isEmpty() ? null : batch.getLast();
        return batch;
    }

    /**
     * The waiting changes in the order of arrival if they fit one batch; else by name, beginning where the last batch
     * ended. Changes of one name keep their order.
     */
    private List<PendingChange> inOrder() {
        var all = new ArrayList<>(together);
        if (isMoreThanOneBatch()) {
            all.sort(Comparator.comparing(PendingChange::place));
            Collections.rotate(all, -start(all));
        }
        return all;
    }

    private int start(List<PendingChange> sorted) {
        if (last == null) {
            return (int) (place.getAsDouble() * sorted.size());
        }
        for (int index = 0; index < sorted.size(); index++) {
            if (sorted.get(index).place().compareTo(last.place()) > 0) {
                return index;
            }
        }
        return 0;
    }
}
