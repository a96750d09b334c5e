package io.signalbox.decision.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The bodies of an operator's requests. Which fields must be there is said, field by field, by the errors. */
public final class Orders {

    private Orders() {}

    /** @param lasts in ISO 8601, for example PT30M; instead of {@code until} */
    public record Override(
            @Nullable String target,
            @Nullable String why,
            @Nullable Instant until,
            @JsonProperty("for") @Nullable Duration lasts,
            boolean force,
            boolean passFreeze) {}

    /** @param lasts in ISO 8601, for example PT30M; instead of {@code until} */
    public record Freeze(
            @Nullable String why,
            @Nullable Instant until,
            @JsonProperty("for") @Nullable Duration lasts) {}

    public record Plain(@Nullable String why) {}
}
