package io.signalbox.decision.core.transition;

import io.signalbox.contract.Command;
import io.signalbox.contract.JournalEntry;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event led to. To be stored before anything of it is told.
 *
 * @param wakeAt when time alone changes something; null when nothing is waited for
 * @param began whether an automatic move has begun, which the fleet's limits count
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
