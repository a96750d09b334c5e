package io.signalbox.decision.core.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far one step of a plan has come. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepProgress.Waiting.class, name = "waiting"),
    @JsonSubTypes.Type(value = StepProgress.Watching.class, name = "watching"),
    @JsonSubTypes.Type(value = StepProgress.Running.class, name = "running"),
    @JsonSubTypes.Type(value = StepProgress.Asking.class, name = "asking"),
    @JsonSubTypes.Type(value = StepProgress.Done.class, name = "done"),
    @JsonSubTypes.Type(value = StepProgress.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = StepProgress.Undoing.class, name = "undoing"),
    @JsonSubTypes.Type(value = StepProgress.Undone.class, name = "undone")
})
public sealed interface StepProgress {

    /** Its turn has not come. */
    record Waiting() implements StepProgress {}

    /** A gate is looked at. @param goodSince since when what it waits for has been true; null while it is not */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Watching(
            Instant since,
            @JsonProperty(required = false) @Nullable Instant goodSince) implements StepProgress {}

    /**
     * The actuator is asked to make it true.
     *
     * @param attempt of the last command, from 1
     * @param failures that were worth another attempt
     * @param failed the last attempt of which one is known, which may be told again; 0 for none
     * @param askAgainAt when the next command goes out
     * @param lastDeadline when no command that was sent may begin any more
     * @param token for the next question
     * @param expected the fence that it builds on; null for an adoption, and for a step that leaves the fence as it is
     * @param next the fence that it leaves, in every attempt the same; null for a step that leaves it as it is
     * @param previous what it changes, as it was before
     * @param idle how many attempts are known to have asked nobody for anything; null for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Running(
            int attempt,
            int failures,
            int failed,
            Instant since,
            Instant askAgainAt,
            Instant lastDeadline,
            @JsonProperty(required = false) @Nullable String token,
            @JsonProperty(required = false) @Nullable Fence expected,
            @JsonProperty(required = false) @Nullable Fence next,
            Map<String, String> previous,
            @JsonProperty(required = false) @Nullable Integer idle)
            implements StepProgress {

        public Running again(Instant when, @Nullable String token, Map<String, String> previous) {
            return new Running(
                    attempt, failures, failed, since, when, lastDeadline, token, expected, next, previous, idle);
        }

        /** The same on another fence. */
        public Running building(@Nullable Fence known, Fence wanted) {
            return new Running(
                    attempt, failures, failed, since, askAgainAt, lastDeadline, token, known, wanted, previous, idle);
        }

        /** The attempt has asked nobody for anything. */
        public Running idled() {
            return new Running(
                    attempt,
                    failures,
                    failed,
                    since,
                    askAgainAt,
                    lastDeadline,
                    token,
                    expected,
                    next,
                    previous,
                    idle == null ? 1 : idle + 1);
        }

        /** Whether no attempt has asked anybody for anything. */
        public boolean untouched() {
            return idle != null && idle == attempt;
        }

        /** The attempt has failed. */
        public Running failure() {
            return new Running(
                    attempt,
                    failures + 1,
                    attempt,
                    since,
                    askAgainAt,
                    lastDeadline,
                    token,
                    expected,
                    next,
                    previous,
                    idle);
        }

        public Running attempted(Instant again, Instant deadline) {
            return new Running(
                    attempt + 1, failures, failed, since, again, deadline, token, expected, next, previous, idle);
        }
    }

    /**
     * A command for the fence that is no longer waited for, and may still be taken.
     *
     * @param expected only while this stands at the provider
     * @param lastDeadline when it may no longer begin
     */
    record Loose(Fence expected, Instant lastDeadline) {

        public static @Nullable Loose of(Running running) {
            return running.next() == null || running.expected() == null
                    ? null
                    : new Loose(running.expected(), running.lastDeadline());
        }

        /** When it can no longer be taken, if nothing else is done about it; null when it cannot. */
        @Nullable
        public Instant over(@Nullable Fence known, Instant now) {
            Instant over = lastDeadline.plus(AttemptTimes.AFTERMATH);
            return expected.equals(known) && now.isBefore(over) ? over : null;
        }
    }

    /**
     * A person decides.
     *
     * @param attempt of the last command; 0 for a gate
     * @param failed whether it is about a step that has failed
     * @param untouched true when no attempt has asked anybody for anything
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Asking(
            int attempt,
            Instant since,
            Map<String, String> previous,
            boolean failed,
            Reason question,
            @JsonProperty(required = false) @Nullable Loose loose,
            @JsonProperty(required = false) @Nullable Boolean untouched)
            implements StepProgress {}

    record Done(int attempt, Map<String, String> previous) implements StepProgress {}

    /** @param untouched true when no attempt has asked anybody for anything */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failed(
            int attempt,
            Map<String, String> previous,
            Reason why,
            @JsonProperty(required = false) @Nullable Loose loose,
            @JsonProperty(required = false) @Nullable Boolean untouched)
            implements StepProgress {}

    /** What it did is being put back; for a claim, it is being given back. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Undoing(
            int attempt,
            Instant since,
            Instant askAgainAt,
            Instant lastDeadline,
            @JsonProperty(required = false) @Nullable Fence expected,
            @JsonProperty(required = false) @Nullable Fence next,
            Map<String, String> previous)
            implements StepProgress {

        public Undoing again(Instant when) {
            return new Undoing(attempt, since, when, lastDeadline, expected, next, previous);
        }

        public Undoing attempted(Instant again, Instant deadline) {
            return new Undoing(attempt + 1, since, again, deadline, expected, next, previous);
        }
    }

    /** @param trouble why it could not be put back; null when it was */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Undone(
            int attempt,
            @JsonProperty(required = false) @Nullable String trouble) implements StepProgress {}

    /** Whether the next stage need not wait for it. */
    default boolean over() {
        return switch (this) {
            case Done _, Failed _, Undone _ -> true;
            case Waiting _, Watching _, Running _, Asking _, Undoing _ -> false;
        };
    }

    /** Whether it has changed something, or may have. */
    default boolean touched() {
        return switch (this) {
            case Waiting _ -> false;
            case Running running -> !running.untouched();
            case Asking asking -> !Boolean.TRUE.equals(asking.untouched());
            case Failed failed -> !Boolean.TRUE.equals(failed.untouched());
            case Watching _, Done _, Undoing _, Undone _ -> true;
        };
    }

    default boolean begun() {
        return !(this instanceof Waiting);
    }

    /** Of the last command; 0 when there was none. */
    default int lastAttempt() {
        return switch (this) {
            case Waiting _, Watching _ -> 0;
            case Running running -> running.attempt();
            case Asking asking -> asking.attempt();
            case Done done -> done.attempt();
            case Failed failed -> failed.attempt();
            case Undoing undoing -> undoing.attempt();
            case Undone undone -> undone.attempt();
        };
    }

    /** What it has changed, or may have, as it was before; empty when there is nothing to put back. */
    default Map<String, String> changed() {
        return switch (this) {
            case Running running -> running.previous();
            case Asking asking -> asking.previous();
            case Done done -> done.previous();
            case Failed failed -> failed.previous();
            case Undoing undoing -> undoing.previous();
            case Waiting _, Watching _, Undone _ -> Map.of();
        };
    }

    /** What was sent for it and was given up; null when there is nothing of the kind. */
    default @Nullable Loose givenUp() {
        return switch (this) {
            case Asking asking -> asking.loose();
            case Failed failed -> failed.loose();
            case Waiting _, Watching _, Running _, Done _, Undoing _, Undone _ -> null;
        };
    }

    /** The fence that a command under way would leave. */
    default @Nullable Fence leaves() {
        return switch (this) {
            case Running running -> running.next();
            case Undoing undoing -> undoing.next();
            case Waiting _, Watching _, Asking _, Done _, Failed _, Undone _ -> null;
        };
    }
}
