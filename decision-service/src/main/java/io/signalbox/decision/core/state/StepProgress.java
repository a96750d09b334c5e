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

    /** A gate waits for its condition. @param goodSince since when the condition holds; null while it does not */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Watching(
            Instant since,
            @JsonProperty(required = false) @Nullable Instant goodSince) implements StepProgress {}

    /**
     * The actuator is asked to carry out the step.
     *
     * @param attempt number of the last command, from 1
     * @param failures failures after which another attempt follows
     * @param failed the last attempt that is known to have failed; its outcome may arrive again; 0 for none
     * @param askAgainAt when the next command is sent
     * @param lastDeadline when no command that was sent may begin any more
     * @param token token for the next command
     * @param expected the fence that the step replaces; null for an adoption, and for a step that does not change the
     *     fence
     * @param next the fence that the step writes, the same in every attempt; null if it does not change the fence
     * @param previous values before the step changed them
     * @param idle number of attempts that have sent no change request; null for none
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

        /** A copy that replaces another fence. */
        public Running building(@Nullable Fence known, Fence wanted) {
            return new Running(
                    attempt, failures, failed, since, askAgainAt, lastDeadline, token, known, wanted, previous, idle);
        }

        /** Counts an attempt that has sent no change request. */
        public Running idled() {
            int idled = idle == null ? 1 : idle + 1;
            return new Running(
                    attempt, failures, failed, since, askAgainAt, lastDeadline, token, expected, next, previous, idled);
        }

        /** True if no attempt has sent a change request. */
        public boolean untouched() {
            return idle != null && idle == attempt;
        }

        /** Counts a failed attempt. */
        public Running failure() {
            int more = failures + 1;
            return new Running(
                    attempt, more, attempt, since, askAgainAt, lastDeadline, token, expected, next, previous, idle);
        }

        public Running attempted(Instant again, Instant deadline) {
            return new Running(
                    attempt + 1, failures, failed, since, again, deadline, token, expected, next, previous, idle);
        }
    }

    /**
     * A command that changes the fence, that the plan no longer waits for, and that the provider may still accept.
     *
     * @param expected the provider accepts the command only while it has this fence
     * @param lastDeadline when the command may no longer begin
     */
    record Loose(Fence expected, Instant lastDeadline) {

        public static @Nullable Loose of(Running running) {
            return running.next() == null || running.expected() == null
                    ? null
                    : new Loose(running.expected(), running.lastDeadline());
        }

        /** When the provider can no longer accept it; null when it already cannot. */
        @Nullable
        public Instant over(@Nullable Fence known, Instant now) {
            Instant over = lastDeadline.plus(AttemptTimes.AFTERMATH);
            return expected.equals(known) && now.isBefore(over) ? over : null;
        }
    }

    /**
     * The plan waits for a person's decision.
     *
     * @param attempt number of the last command; 0 for a gate
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

    /** @param untouched true when no attempt has sent a change request */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failed(
            int attempt,
            Map<String, String> previous,
            Reason why,
            @JsonProperty(required = false) @Nullable Loose loose,
            @JsonProperty(required = false) @Nullable Boolean untouched)
            implements StepProgress {}

    /** The changes of the step are being undone; for a claim, the claim is being returned. */
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

    /** @param trouble why the undo failed; null when it succeeded */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Undone(
            int attempt,
            @JsonProperty(required = false) @Nullable String trouble) implements StepProgress {}

    /** True if the next stage no longer waits for this step. */
    default boolean over() {
        return switch (this) {
            case Done _, Failed _, Undone _ -> true;
            case Waiting _, Watching _, Running _, Asking _, Undoing _ -> false;
        };
    }

    /** True if the step has changed something, or may have. */
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

    /** Number of the last command; 0 for none. */
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

    /** Values before the step changed them, or may have changed them; empty when there is nothing to undo. */
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

    /** The command that was sent and given up; null for none. */
    default @Nullable Loose givenUp() {
        return switch (this) {
            case Asking asking -> asking.loose();
            case Failed failed -> failed.loose();
            case Waiting _, Watching _, Running _, Done _, Undoing _, Undone _ -> null;
        };
    }

    /** The fence that a pending command would write; null for none. */
    default @Nullable Fence leaves() {
        return switch (this) {
            case Running running -> running.next();
            case Undoing undoing -> undoing.next();
            case Waiting _, Watching _, Asking _, Done _, Failed _, Undone _ -> null;
        };
    }
}
