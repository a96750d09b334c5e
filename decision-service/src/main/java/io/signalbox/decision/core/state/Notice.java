package io.signalbox.decision.core.state;

import io.signalbox.contract.step.Action;
import java.time.Instant;

/**
 * A message to people. It is sent again until it is delivered or too old.
 *
 * @param id used instead of a plan's id in its commands
 * @param text the message
 */
public record Notice(String id, Action by, String text, Instant since, int attempt, Instant askAgainAt) {

    public Notice tried(Instant again) {
        return new Notice(id, by, text, since, attempt + 1, again);
    }

    public Notice again(Instant when) {
        return new Notice(id, by, text, since, attempt, when);
    }
}
