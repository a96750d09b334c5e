package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.Submission;
import java.time.Duration;
import java.util.List;

/** Sends one batch to one zone, once. */
interface ChangeSender {

    /** Never throws for what the provider says, or does not say. */
    Answer send(List<PendingChange> batch, Duration limit);

    /** What one request came to. */
    sealed interface Answer {

        /** @param token of all changes of the batch */
        record Taken(String token) implements Answer {}

        /** One or more of the changes are not possible. @param alone what it means when there was only one */
        record Impossible(List<String> messages, Submission alone) implements Answer {}

        /** The zone still processes another change. */
        record Busy(Submission.NotTaken why) implements Answer {}

        /** Too many requests. */
        record Throttled(Submission.NotTaken why) implements Answer {}

        /** Not taken, for a reason that is in no single change: asking for each alone would not help. */
        record Denied(Submission.NotTaken why) implements Answer {}

        /** Taken or not: nobody knows. */
        record Unclear(Submission.Unclear why) implements Answer {}
    }
}
