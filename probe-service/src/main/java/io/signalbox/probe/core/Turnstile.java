package io.signalbox.probe.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may be at one target at a time. Those in doubt come first, but for each fourth turn, and otherwise each in its order; nobody
 * passes one that wants more room. Not thread-safe.
 */
public final class Turnstile {

    /** How many in doubt may go before one that is settled and waits. */
    private static final int MOST_IN_DOUBT_IN_A_ROW = 3;

    private final Set<Visit> inDoubt = new LinkedHashSet<>();
    private final Set<Visit> settled = new LinkedHashSet<>();
    private int inside;
    private int inDoubtInRow;

    /** Who waits for a turn. */
    @FunctionalInterface
    public interface Visitor {

        /** Its turn has come, if that was not at once. Told on any thread. */
        void turn();
    }

    /** One that comes once and leaves once. */
    public static final class Visit {

        private final int most;
        private final boolean doubtful;
        private final Visitor visitor;
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
         * @param doubtful whether what the check says is in doubt
         */
        public Visit(int most, boolean doubtful, Visitor visitor) {
            if (most < 1) {
                throw new IllegalArgumentException("at most " + most + " at a time: expected at least 1");
            }
            this.most = most;
            this.doubtful = doubtful;
            this.visitor = visitor;
        }

        public Visitor visitor() {
            return visitor;
        }
    }

    /** Whether it goes in at once; otherwise it waits until it is among those that {@link #leave} lets in. */
    public boolean come(Visit visit) {
        if (visit.stage != Visit.Stage.NEW) {
            throw new IllegalStateException("a visit comes once");
        }
        visit.stage = Visit.Stage.WAITING;
        queue(visit).add(visit);
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
            case WAITING -> queue(visit).remove(visit);
            case NEW, GONE -> {
                // It holds nothing.
            }
        }
        visit.stage = Visit.Stage.GONE;
        return admitted();
    }

    private Set<Visit> queue(Visit visit) {
        return visit.doubtful ? inDoubt : settled;
    }

    private List<Visit> admitted() {
        var admitted = new ArrayList<Visit>();
        for (Set<Visit> queue = next(); !queue.isEmpty(); queue = next()) {
            Iterator<Visit> first = queue.iterator();
            Visit visit = first.next();
            if (inside >= visit.most) {
                break;
            }
            first.remove();
            inDoubtInRow = visit.doubtful ? inDoubtInRow + 1 : 0;
            visit.stage = Visit.Stage.INSIDE;
            inside++;
            admitted.add(visit);
        }
        return admitted;
    }

    /** Whose turn it is; empty when nobody waits. */
    private Set<Visit> next() {
        boolean owed = inDoubtInRow >= MOST_IN_DOUBT_IN_A_ROW && !settled.isEmpty();
        return inDoubt.isEmpty() || owed ? settled : inDoubt;
    }

    /** Those that wait, in no order. */
    public List<Visit> waiting() {
        return Stream.concat(inDoubt.stream(), settled.stream()).toList();
    }

    /** Whether nobody is inside and nobody waits. */
    public boolean deserted() {
        return inside == 0 && inDoubt.isEmpty() && settled.isEmpty();
    }
}
