package io.signalbox.decision.core.state;

import io.signalbox.contract.Action;
import java.time.Instant;

/**
 * Something that somebody is to be told. It is sent until it has arrived or is too old.
 *
 * @param id takes the place of a plan's in its commands
 * @param text what is told
 */
public record Notice(String id, Action by, String text, Instant since, int attempt, Instant askAgainAt) {

    public Notice tried(Instant again) {
        return new Notice(id, by, text, since, attempt + 1, again);
    }

    public Notice again(Instant when) {
        return new Notice(id, by, text, since, attempt, when);
    }
}
