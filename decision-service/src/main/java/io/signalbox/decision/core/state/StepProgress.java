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

/** The progress of one step of a plan. */
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

    /** The step has not begun. */
    record Waiting() implements StepProgress {}

    /** A gate waits for its condition. @param goodSince since when the condition is true; null while it is not */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Watching(
            Instant since,
            @JsonProperty(required = false) @Nullable Instant goodSince) implements StepProgress {}

    /**
     * Commands for the step are sent to the actuator.
     *
     * @param attempt of the last command, from 1
     * @param failures that allowed another attempt
     * @param failed the last attempt whose failure is known, which may be reported again; 0 for none
     * @param askAgainAt when the next command is sent
     * @param lastDeadline when no command sent so far may begin any more
     * @param token of the actuator for the next command
     * @param expected the fence that the step builds on; null for an adoption, and for a step that does not change the
     *     fence
     * @param next the fence that the step writes, the same in every attempt; null for a step that does not change the
     *     fence
     * @param previous what the step changes, as it was before
     * @param idle attempts that have sent no change request; null for none
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

        /** The same step, building on another fence. */
        public Running building(@Nullable Fence known, Fence wanted) {
            return new Running(
                    attempt, failures, failed, since, askAgainAt, lastDeadline, token, known, wanted, previous, idle);
        }

        /** The attempt has sent no change request. */
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

        /** Whether no attempt has sent a change request. */
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
     * A command for the fence that was given up but may still be accepted.
     *
     * @param expected the command works only while this fence is at the provider
     * @param lastDeadline when the command may not begin any more
     */
    record Loose(Fence expected, Instant lastDeadline) {

        public static @Nullable Loose of(Running running) {
            return running.next() == null || running.expected() == null
                    ? null
                    : new Loose(running.expected(), running.lastDeadline());
        }

        /**
         * When it cannot be accepted any more, if nothing else is done about it; null when it cannot be accepted now.
         */
        @Nullable
        public Instant over(@Nullable Fence known, Instant now) {
            Instant over = lastDeadline.plus(AttemptTimes.AFTERMATH);
            return expected.equals(known) && now.isBefore(over) ? over : null;
        }
    }

    /**
     * A person has to answer.
     *
     * @param attempt of the last command; 0 for a gate
     * @param failed whether the question is about a failed step
     * @param untouched true when no attempt has sent a change request
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

    /**  */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failed(
            int attempt,
            Map<String, String> previous,
            Reason why,
            @JsonProperty(required = false) @Nullable Loose loose,
            @JsonProperty(required = false) @Nullable Boolean untouched)
            implements StepProgress {}

    /** The step is being undone; a claim is being returned. */
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

    /**  */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Undone(
            int attempt,
            @JsonProperty(required = false) @Nullable String trouble) implements StepProgress {}

    /** Whether the next stage need not wait for this step. */
    default boolean over() {
        return switch (this) {
            case Done _, Failed _, Undone _ -> true;
            case Waiting _, Watching _, Running _, Asking _, Undoing _ -> false;
        };
    }

    /** Whether the step has changed something, or may have. */
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

    /** The attempt of the last command; 0 when none was sent. */
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

    /**
     * The values that the step has changed, or may have changed, as they were before; empty when there is nothing to
     * undo.
     */
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

    /** A command that was given up and may still be accepted; null for none. */
    default @Nullable Loose givenUp() {
        return switch (this) {
            case Asking asking -> asking.loose();
            case Failed failed -> failed.loose();
            case Waiting _, Watching _, Running _, Done _, Undoing _, Undone _ -> null;
        };
    }

    /** The fence that a running command would write; null for none. */
    default @Nullable Fence leaves() {
        return switch (this) {
            case Running running -> running.next();
            case Undoing undoing -> undoing.next();
            case Waiting _, Watching _, Asking _, Done _, Failed _, Undone _ -> null;
        };
    }
}
