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
