package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.notice.NoticeEvent;
import io.signalbox.contract.step.Action;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to people. It is sent again until it is delivered or too old.
 *
 * @param id used instead of a plan's id in its commands
 * @param text the message
 * @param event what it is about; null for a notice of a drill
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Notice(
        String id,
        Action by,
        String text,
        Instant since,
        int attempt,
        Instant askAgainAt,
        @JsonProperty(required = false) @Nullable NoticeEvent event) {

    public Notice tried(Instant again) {
        return new Notice(id, by, text, since, attempt + 1, again, event);
    }

    public Notice again(Instant when) {
        return new Notice(id, by, text, since, attempt, when, event);
    }
}
