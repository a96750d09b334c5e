package io.signalbox.decision.core.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.signalbox.contract.Reason;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.SiteName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where one service stands. Each carries only what is true in it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Phase.Unadopted.class, name = "unadopted"),
    @JsonSubTypes.Type(value = Phase.Steady.class, name = "steady"),
    @JsonSubTypes.Type(value = Phase.AwaitingLeave.class, name = "awaiting-leave"),
    @JsonSubTypes.Type(value = Phase.Moving.class, name = "moving"),
    @JsonSubTypes.Type(value = Phase.Proving.class, name = "proving"),
    @JsonSubTypes.Type(value = Phase.Stuck.class, name = "stuck")
})
public sealed interface Phase {

    /** Nothing is known of a fence yet. */
    record Unadopted() implements Phase {}

    record Steady() implements Phase {}

    /** A move is wanted, and the governor has not given leave. */
    record AwaitingLeave(SiteName to, MoveKind kind, Instant since, Reason held) implements Phase {}

    /**
     * A plan is being tried; the provider has not been seen to accept it.
     *
     * @param attempt of the last command, from 1
     * @param askAgainAt when the next command goes out
     * @param lastDeadline when no command that was sent may begin any more
     */
    record Moving(Plan plan, int attempt, Instant askAgainAt, Instant lastDeadline) implements Phase {}

    /**
     * The provider has accepted: epoch and active site are the new ones, whatever the proof says.
     *
     * @param token for the next question
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Proving(
            Plan plan,
            int attempt,
            Instant askAgainAt,
            @JsonProperty(required = false) @Nullable String token,
            RecoveryTimes times)
            implements Phase {}

    /** A plan could not finish. Nothing automatic leaves this phase, unless another cell has decided since. */
    record Stuck(Plan plan, Reason reason) implements Phase {}

    /** The phase's name in the public state. */
    default String label() {
        return switch (this) {
            case Unadopted _ -> "unadopted";
            case Steady _ -> "steady";
            case AwaitingLeave _ -> "awaiting-leave";
            case Moving _ -> "moving";
            case Proving _ -> "proving";
            case Stuck _ -> "stuck";
        };
    }

    /** Where a move under way leads; null when none is. */
    default @Nullable SiteName target() {
        return switch (this) {
            case Unadopted _, Steady _ -> null;
            case AwaitingLeave waiting -> waiting.to();
            case Moving moving -> moving.plan().to();
            case Proving proving -> proving.plan().to();
            case Stuck stuck -> stuck.plan().to();
        };
    }
}
