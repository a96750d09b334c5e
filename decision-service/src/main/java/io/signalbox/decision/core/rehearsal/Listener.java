package io.signalbox.decision.core.rehearsal;

import io.signalbox.contract.Command;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.evidence.SiteVerdict;

/** Receives the results of a rehearsal as they occur. */
public interface Listener {

    /** A verdict has changed. */
    default void heard(SiteVerdict verdict) {}

    /** A command is sent to an actuator; its effect is immediate. */
    default void asked(Command command) {}

    /** The traffic moves to another site. */
    default void moved(Move move) {}

    /** Every entry of the journal, verdicts and moves included. */
    default void journalled(JournalEntry entry) {}
}
