package io.signalbox.decision.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.Response;
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
            boolean passFreeze) {
        @Nullable
        Instant end() {
            return Orders.end(until, lasts);
        }
    }

    /** @param lasts in ISO 8601, for example PT30M; instead of {@code until} */
    public record Freeze(
            @Nullable String why,
            @Nullable Instant until,
            @JsonProperty("for") @Nullable Duration lasts) {
        @Nullable
        Instant end() {
            return Orders.end(until, lasts);
        }
    }

    public record Plain(@Nullable String why) {}

    private static @Nullable Instant end(@Nullable Instant until, @Nullable Duration lasts) {
        if (until != null && lasts != null) {
            throw Problem.of(Response.Status.BAD_REQUEST, "until", "until, for: expected one of them, got both");
        }
        return lasts == null ? until : Instant.now().plus(lasts);
    }
}
