package io.signalbox.actuator.route53;

import java.util.List;

/** The changes of one request. @param apart whether it must not be combined: it finds out which change was refused */
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
