package io.signalbox.probe.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Limits how many probes run against one target at a time. Checks whose verdict is in doubt go first, except every
 * fourth time; otherwise the order is first in, first out. A probe with a lower limit at the head of the queue is not
 * overtaken. Not thread-safe.
 */
public final class ConcurrencyLimit {

    /** The largest number of checks in doubt that run before a settled one that waits. */
    private static final int MOST_IN_DOUBT_IN_A_ROW = 3;

    private final Set<Ticket> inDoubt = new LinkedHashSet<>();
    private final Set<Ticket> settled = new LinkedHashSet<>();
    private int inside;
    private int inDoubtInRow;

    /** Waits for admission. */
    @FunctionalInterface
    public interface Listener {

        /** Admission was granted after a wait. Called on any thread. */
        void admitted();
    }

    /** A request for admission: enters once and leaves once. */
    public static final class Ticket {

        private final int most;
        private final boolean doubtful;
        private final Listener listener;
        private State state = State.NEW;

        private enum State {
            NEW,
            WAITING,
            INSIDE,
            GONE
        }

        /**
         * @param most how many probes may run against the target at a time, including this one; at least 1
         * @param doubtful whether the check's verdict is in doubt
         */
        public Ticket(int most, boolean doubtful, Listener listener) {
            if (most < 1) {
                throw new IllegalArgumentException("at most " + most + " at a time: expected at least 1");
            }
            this.most = most;
            this.doubtful = doubtful;
            this.listener = listener;
        }

        public Listener listener() {
            return listener;
        }
    }

    /** @return whether it is admitted at once; if not, {@link #leave} returns it once it is admitted */
    public boolean enter(Ticket ticket) {
        if (ticket.state != Ticket.State.NEW) {
            throw new IllegalStateException("a ticket enters once");
        }
        ticket.state = Ticket.State.WAITING;
        queue(ticket).add(ticket);
        return admitted().contains(ticket);
    }

    /**
     * Releases the place of an admitted ticket, or removes a waiting one from the queue. A second call does nothing.
     *
     * @return the tickets that are admitted now, in order
     */
    public List<Ticket> leave(Ticket ticket) {
        switch (ticket.state) {
            case INSIDE -> inside--;
            case WAITING -> queue(ticket).remove(ticket);
            case NEW, GONE -> {
                // Holds no place.
            }
        }
        ticket.state = Ticket.State.GONE;
        return admitted();
    }

    private Set<Ticket> queue(Ticket ticket) {
        return ticket.doubtful ? inDoubt : settled;
    }

    private List<Ticket> admitted() {
        var admitted = new ArrayList<Ticket>();
        for (Set<Ticket> queue = next(); !queue.isEmpty(); queue = next()) {
            Iterator<Ticket> first = queue.iterator();
            Ticket ticket = first.next();
            if (inside >= ticket.most) {
                break;
            }
            first.remove();
            inDoubtInRow = ticket.doubtful ? inDoubtInRow + 1 : 0;
            ticket.state = Ticket.State.INSIDE;
            inside++;
            admitted.add(ticket);
        }
        return admitted;
    }

    /** The queue to admit from; empty when nobody waits. */
    private Set<Ticket> next() {
        boolean owed = inDoubtInRow >= MOST_IN_DOUBT_IN_A_ROW && !settled.isEmpty();
        return inDoubt.isEmpty() || owed ? settled : inDoubt;
    }

    /** The waiting tickets, in no particular order. */
    public List<Ticket> waiting() {
        return Stream.concat(inDoubt.stream(), settled.stream()).toList();
    }

    /** True if nobody is admitted and nobody waits. */
    public boolean isIdle() {
        return inside == 0 && inDoubt.isEmpty() && settled.isEmpty();
    }
}
