package io.signalbox.decision.view;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.reason.Reason;
import java.nio.charset.StandardCharsets;

/**
 * An event for the readers of the event stream.
 *
 * @param at the position of a reader after this event
 * @param data JSON
 */
public record Event(Type type, Position at, String data) {

    public enum Type {
        /** A service's new state. */
        STATE,
        /** A journal entry. */
        JOURNAL,
        /** A {@link Reason} about the stream itself: events are missing. */
        NOTICE,
        /** Keep-alive without content. */
        HEARTBEAT
    }

    private static final Codec<ServiceStatus> STATES = Codec.of(ServiceStatus.class);
    private static final Codec<JournalEntry> JOURNAL = Codec.of(JournalEntry.class);
    private static final Codec<Reason> NOTICES = Codec.of(Reason.class);

    static Event of(ServiceStatus status, Position at) {
        return new Event(Type.STATE, at, text(STATES.write(status)));
    }

    static Event of(JournalEntry entry, Position at) {
        return new Event(Type.JOURNAL, at, text(JOURNAL.write(entry)));
    }

    static Event notice(String code, String text, Position at) {
        return new Event(Type.NOTICE, at, text(NOTICES.write(Reason.of(code, text))));
    }

    static Event heartbeat(Position at) {
        return new Event(Type.HEARTBEAT, at, "");
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
