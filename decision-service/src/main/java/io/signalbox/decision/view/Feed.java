package io.signalbox.decision.view;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.name.ServiceName;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what is published, and tells it to those who follow: what they missed out of the views, then all that is new.
 * Who comes anew begins with every state.
 */
final class Feed {

    /** How many may follow at once, and how many events each may be behind. */
    record Limits(int readers, int behind) {}

    /** A reader shows its token again at least this often. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final StatesView states;
    private final JournalView journal;
    private final Limits limits;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private Position at = Position.NOTHING;

    Feed(StatesView states, JournalView journal, Limits limits) {
        this.states = states;
        this.journal = journal;
        this.limits = limits;
    }

    /** @param first the offset of the journal that is read first: what was before it is not known here */
    synchronized void begin(long first) {
        journal.begin(first);
        at = new Position(first - 1, at.states());
    }

    int readers() {
        return readers.size();
    }

    synchronized void state(long offset, ServiceStatus status) {
        states.put(offset, status);
        at = new Position(at.journal(), offset);
        Event event = readers.isEmpty() ? null : Event.of(status, at);
        if (event != null) {
            readers.stream()
                    .filter(reader -> offset > reader.begin().states() && reader.wants(status.service()))
                    .forEach(reader -> reader.tell(event));
        }
    }

    /** A service is no more; the journal tells those who follow. */
    synchronized void gone(long offset, ServiceName service) {
        states.remove(service);
        at = new Position(at.journal(), offset);
    }

    synchronized void entry(long offset, JournalEntry entry) {
        journal.add(offset, entry);
        at = new Position(offset, at.states());
        Event event = readers.isEmpty() ? null : Event.of(entry, at);
        if (event != null) {
            readers.stream()
                    .filter(reader -> offset > reader.begin().journal() && reader.wants(entry.service()))
                    .forEach(reader -> reader.tell(event));
        }
    }

    synchronized void heartbeat() {
        Event event = Event.heartbeat(at);
        readers.forEach(reader -> reader.tell(event));
    }

    /**
     * Everything from now on, after what was missed.
     *
     * @param service null for every service
     * @param after what has been told before; null for one who comes anew
     * @return empty when too many follow already
     */
    synchronized Optional<Multi<Event>> follow(@Nullable ServiceName service, @Nullable Position after) {
        if (readers.size() >= limits.readers()) {
            return Optional.empty();
        }
        var reader = new Reader(service, after == null ? at : at.furthest(after), limits.behind());
        readers.add(reader);
        Multi<Event> missed = after == null ? snapshot(service) : missed(service, after);
        return Optional.of(Multi.createBy()
                .concatenating()
                .streams(missed, reader.events())
                .select()
                .first(LONGEST)
                .onTermination()
                .invoke(() -> readers.remove(reader)));
    }

    private Multi<Event> snapshot(@Nullable ServiceName service) {
        Position now = at;
        return Multi.createFrom()
                .iterable(states.after(Position.NOTHING.states(), service))
                .map(state -> Event.of(state.status(), new Position(now.journal(), state.offset())));
    }

    private Multi<Event> missed(@Nullable ServiceName service, Position after) {
        Position now = at;
        Multi<Event> notice = journal.reachesBackTo(after.journal())
                ? Multi.createFrom().empty()
                : Multi.createFrom()
                        .item(Event.notice(
                                "missed", "some journal entries since " + after + " are no longer kept here", after));
        Multi<Event> entries = Multi.createFrom()
                .iterable(journal.after(after.journal(), service))
                .map(kept -> Event.of(kept.entry(), new Position(kept.offset(), after.states())));
        Multi<Event> newer = Multi.createFrom()
                .iterable(states.after(after.states(), service))
                .map(state -> Event.of(
                        state.status(), new Position(Math.max(now.journal(), after.journal()), state.offset())));
        return Multi.createBy().concatenating().streams(notice, entries, newer);
    }
}
