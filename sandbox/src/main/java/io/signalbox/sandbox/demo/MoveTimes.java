package io.signalbox.sandbox.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * The times of one move of traffic.
 *
 * @param cause the event that started the move
 * @param verdict the verdict that led to the decision
 */
record MoveTimes(String name, Milestone cause, Milestone verdict, Timeline timeline) {

    /**
     * The phases detection, decision, actuation and convergence, in milliseconds; their sum is {@link #total}. A name
     * server may answer with a change before the actuator hears that Route 53 accepted it, so each phase is cut to end
     * no later than the next one.
     */
    List<Long> phases() {
        var ends = new ArrayList<Long>();
        for (Milestone moment : List.of(verdict, Milestone.DECIDED, Milestone.ACCEPTED, Milestone.ANSWER)) {
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

    /** From the cause to the new DNS answer, in milliseconds. */
    long total() {
        return timeline.millis(cause, Milestone.ANSWER);
    }
}
