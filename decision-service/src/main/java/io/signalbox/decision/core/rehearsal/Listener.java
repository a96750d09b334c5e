package io.signalbox.decision.core.rehearsal;

import io.signalbox.contract.Command;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.evidence.SiteVerdict;

/** Is told what a rehearsal comes to, as it happens. */
public interface Listener {

    /** A verdict has changed. */
    default void heard(SiteVerdict verdict) {}

    /** An actuator is asked for something, which is true at once. */
    default void asked(Command command) {}

    /** Traffic goes elsewhere. */
    default void moved(Move move) {}

    /** Everything that would be in the journal, verdicts and moves included. */
    default void journalled(JournalEntry entry) {}
}
