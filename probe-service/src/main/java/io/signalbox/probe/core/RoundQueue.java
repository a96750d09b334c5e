package io.signalbox.probe.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Assigns requests to rounds of reference checks: each request is answered by a round that starts after it. At most one
 * round runs; requests during a round share the next one. Not thread-safe: belongs to one event loop.
 */
public final class RoundQueue<W> {

    private List<W> served = List.of();
    private List<W> waiting = new ArrayList<>();
    private boolean running;

    /** @return whether to start a round now; if not, one runs and the next is due when it ends */
    public boolean ask(W who) {
        waiting.add(who);
        return !running;
    }

    public boolean running() {
        return running;
    }

    /** A round starts, for all requests so far. */
    public void begin() {
        served = waiting;
        waiting = new ArrayList<>();
        running = true;
    }

    /** The round has ended. @return its requests, in order */
    public List<W> end() {
        var answered = served;
        served = List.of();
        running = false;
        return answered;
    }

    /** True if requests wait for the next round. */
    public boolean wanted() {
        return !waiting.isEmpty();
    }
}
