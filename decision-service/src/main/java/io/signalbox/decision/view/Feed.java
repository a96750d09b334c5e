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
 * Updates the views with published states and journal entries, and sends them to the readers: first the missed events from the
 * views, then all new ones. A new reader first gets every state.
 */
final class Feed {

    /** Maximum number of concurrent readers, and of queued events of each. */
    record Limits(int readers, int behind) {}

    /** Maximum duration of a stream: then the reader reconnects, and its token is checked again. */
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

    /** @param first the first offset of the journal that is read; earlier entries are unknown here */
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

    /** Removes a service. Readers learn this from the journal. */
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
     * The missed events, then all new ones.
     *
     * @param service null for every service
     * @param after the reader's last position; null for a new reader
     * @return empty when the maximum number of readers is reached
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
