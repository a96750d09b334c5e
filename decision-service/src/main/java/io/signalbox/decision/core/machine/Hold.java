package io.signalbox.decision.core.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.SiteName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an operator has ordered and has not yet ended. */
public sealed interface Hold {

    String directive();

    String who();

    String why();

    Instant since();

    /** When it ends by itself; null means when it is ended. */
    @Nullable
    Instant until();

    default boolean endedAt(Instant now) {
        Instant end = until();
        return end != null && !now.isBefore(end);
    }

    /** Traffic belongs to {@code target}. @param force even if that is not UP */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Override(
            String directive,
            SiteName target,
            String who,
            String why,
            Instant since,
            @JsonProperty(required = false) @Nullable Instant until,
            boolean force)
            implements Hold {}

    /** Nothing automatic begins. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Freeze(
            String directive,
            String who,
            String why,
            Instant since,
            @JsonProperty(required = false) @Nullable Instant until)
            implements Hold {}
}
