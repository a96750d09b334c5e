package io.signalbox.sandbox.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * One move and its times.
 *
 * @param cause what began it
 * @param verdict what told the decision-service
 */
record Chapter(String name, Moment cause, Moment verdict, Timeline timeline) {

    /**
     * Detection, decision, actuation, convergence; in milliseconds, together {@link #total}. A name server may answer with a
     * change before the actuator hears that it was accepted: a phase ends no later than the one after it.
     */
    List<Long> phases() {
        var ends = new ArrayList<Long>();
        for (Moment moment : List.of(verdict, Moment.DECIDED, Moment.ACCEPTED, Moment.ANSWER)) {
            ends.add(timeline.millis(cause, moment));
        }
        for (int phase = ends.size() - 2; phase >= 0; phase--) {
            ends.set(phase, Math.max(0, Math.min(ends.get(phase), ends.get(phase + 1))));
        }
        var phases = new ArrayList<Long>();
        long begin = 0;
        for (long end : ends) {
            phases.add(end - begin);
            begin = end;
        }
        return phases;
    }

    /** From the cause to the new answer, in milliseconds. */
    long total() {
        return timeline.millis(cause, Moment.ANSWER);
    }
}
