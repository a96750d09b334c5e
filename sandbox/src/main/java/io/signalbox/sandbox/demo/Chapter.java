package io.signalbox.sandbox.demo;

import java.util.List;

/**
 * One move and its times.
 *
 * @param cause what began it
 * @param verdict what told the decision-service
 */
record Chapter(String name, Moment cause, Moment verdict, Timeline timeline) {

    /** Detection, decision, actuation, convergence; in milliseconds. */
    List<Long> phases() {
        return List.of(
                timeline.millis(cause, verdict),
                timeline.millis(verdict, Moment.DECIDED),
                timeline.millis(Moment.DECIDED, Moment.ACCEPTED),
                timeline.millis(Moment.ACCEPTED, Moment.ANSWER));
    }

    /** From the cause to the new answer, in milliseconds. */
    long total() {
        return timeline.millis(cause, Moment.ANSWER);
    }
}
