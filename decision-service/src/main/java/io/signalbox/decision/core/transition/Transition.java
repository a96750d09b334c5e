package io.signalbox.decision.core.transition;

import io.signalbox.contract.Command;
import io.signalbox.contract.JournalEntry;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one event. It is stored before any command or journal entry is sent.
 *
 * @param wakeAt when time alone changes something; null when nothing is pending
 * @param began whether an automatic move has begun, which counts against the fleet's limits
 */
public record Transition(
        ServiceState next,
        List<Command> commands,
        List<JournalEntry> journal,
        @Nullable Instant wakeAt,
        boolean began) {

    public Transition {
        commands = List.copyOf(commands);
        journal = List.copyOf(journal);
    }
}
