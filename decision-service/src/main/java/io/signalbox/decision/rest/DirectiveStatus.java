package io.signalbox.decision.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.JournalKind;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order.
 *
 * @param entry the journal entry of its effect or refusal; null while it is pending
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DirectiveStatus(
        String id, State state, @Nullable JournalEntry entry) {

    public enum State {
        /** The journal has no entry of it: it waits, its id is none, or the entry is older than what the instance keeps. */
        PENDING,
        DONE,
        REFUSED
    }

    /** @param entry null for none */
    static DirectiveStatus of(String id, @Nullable JournalEntry entry) {
        if (entry == null) {
            return new DirectiveStatus(id, State.PENDING, null);
        }
        return new DirectiveStatus(id, isRefusal(entry) ? State.REFUSED : State.DONE, entry);
    }

    static boolean isRefusal(JournalEntry entry) {
        return entry.is(JournalKind.DIRECTIVE_REFUSED);
    }
}
