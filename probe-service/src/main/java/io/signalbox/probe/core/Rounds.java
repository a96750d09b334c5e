package io.signalbox.probe.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Which round of reference checks answers whom: one that started after the question was asked. At most one round runs,
 * and all who ask meanwhile share the next. Not thread-safe: belongs to one event loop.
 */
public final class Rounds<W> {

    private List<W> served = List.of();
    private List<W> waiting = new ArrayList<>();
    private boolean running;

    /** @return whether a round is to be begun now; otherwise one runs and the next is due at its end */
    public boolean ask(W who) {
        waiting.add(who);
        return !running;
    }

    public boolean running() {
        return running;
    }

    /** A round starts, for all who have asked until now. */
    public void begin() {
        served = waiting;
        waiting = new ArrayList<>();
        running = true;
    }

    /** The round is over. @return who asked for it, in the order of asking */
    public List<W> end() {
        var answered = served;
        served = List.of();
        running = false;
        return answered;
    }

    /** Whether somebody waits for the next round. */
    public boolean wanted() {
        return !waiting.isEmpty();
    }
}
