package io.signalbox.probe.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who may be at one target at a time: first come, first served, nobody passes anybody. Not thread-safe.
 */
public final class Turnstile {

    private final Set<Visit> waiting = new LinkedHashSet<>();
    private int inside;

    /** One that comes once and leaves once. */
    public static final class Visit {

        private final int most;
        private final Runnable turn;
        private Stage stage = Stage.NEW;

        private enum Stage {
            NEW,
            WAITING,
            INSIDE,
            GONE
        }

        /**
         * A visit that has not come yet.
         *
         * @param most how many may be at the target at a time, this one among them; at least 1
         * @param turn to be told when its turn has come, if that is not at once
         */
        public Visit(int most, Runnable turn) {
            if (most < 1) {
                throw new IllegalArgumentException("at most " + most + " at a time: expected at least 1");
            }
            this.most = most;
            this.turn = turn;
        }

        /** Tells it that its turn has come. */
        public void tell() {
            turn.run();
        }
    }

    /** Whether it goes in at once; otherwise it waits until it is among those that {@link #leave} lets in. */
    public boolean come(Visit visit) {
        if (visit.stage != Visit.Stage.NEW) {
            throw new IllegalStateException("a visit comes once");
        }
        visit.stage = Visit.Stage.WAITING;
        waiting.add(visit);
        return admitted().contains(visit);
    }

    /**
     * Gives back the place of one that is inside, or takes one that waits out of the queue. A second time means nothing.
     *
     * @return those whose turn has come by that, in order
     */
    public List<Visit> leave(Visit visit) {
        switch (visit.stage) {
            case INSIDE -> inside--;
            case WAITING -> waiting.remove(visit);
            case NEW, GONE -> {
                // It holds nothing.
            }
        }
        visit.stage = Visit.Stage.GONE;
        return admitted();
    }

    private List<Visit> admitted() {
        var admitted = new ArrayList<Visit>();
        for (Iterator<Visit> queue = waiting.iterator(); queue.hasNext(); ) {
            Visit next = queue.next();
            if (inside >= next.most) {
                break;
            }
            queue.remove();
            next.stage = Visit.Stage.INSIDE;
            inside++;
            admitted.add(next);
        }
        return admitted;
    }

    /** Whether nobody is inside and nobody waits. */
    public boolean deserted() {
        return inside == 0 && waiting.isEmpty();
    }
}
