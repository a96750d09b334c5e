package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.Submission;
import java.time.Duration;
import java.util.List;

/** Sends one batch to one zone, once. */
interface ChangeSender {

    /** Never throws: neither for an answer of the provider, nor without one. */
    SendResult send(List<PendingChange> batch, Duration limit);

    /** The result of one request. */
    sealed interface SendResult {

        /** For the log. */
        default String text() {
            return switch (this) {
                case Taken(String token) -> "taken as " + token;
                case Impossible(List<String> messages, Submission _) -> "impossible: " + messages.getFirst();
                case Busy(Submission.NotTaken why) -> why.cause();
                case Throttled(Submission.NotTaken why) -> why.cause();
                case Denied(Submission.NotTaken why) -> why.cause();
                case Unclear(Submission.Unclear why) -> "unclear: " + why.cause();
            };
        }

        /** @param token of all changes of the batch */
        record Taken(String token) implements SendResult {}

        /**
         * Refused, perhaps for one of the changes.
         *
         * @param messages may name changes
         * @param alone the result when there was only one
         */
        record Impossible(List<String> messages, Submission alone) implements SendResult {}

        /** The zone still processes another change. */
        record Busy(Submission.NotTaken why) implements SendResult {}

        /** Too many requests. */
        record Throttled(Submission.NotTaken why) implements SendResult {}

        /**
         * Refused for a reason that no single change has, such as the credentials: sending each alone would not help.
         */
        record Denied(Submission.NotTaken why) implements SendResult {}

        /** Unknown whether it was applied. */
        record Unclear(Submission.Unclear why) implements SendResult {}
    }
}
