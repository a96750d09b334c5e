package io.signalbox.actuator.route53;

import java.util.List;

/**
 * The changes of one request.
 *
 * @param apart true if it must not be combined with others, since it searches for the refused change
 */
record Batch(List<PendingChange> changes, boolean apart) {

    /** The limits of Route 53 for one request; a replaced record ({@code UPSERT}) would count twice, but is never sent. */
    static final int MOST_ELEMENTS = 1_000;

    static final int MOST_CHARACTERS = 32_000;

    Batch {
        changes = List.copyOf(changes);
    }

    int size() {
        return changes.size();
    }
}
