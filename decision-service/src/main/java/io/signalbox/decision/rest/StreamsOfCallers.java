package io.signalbox.decision.rest;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts the event streams of each caller. */
final class StreamsOfCallers {

    private final int most;
    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

    StreamsOfCallers(int most) {
        this.most = most;
    }

    /** @return false when the caller has as many as are allowed */
    boolean begin(String person) {
        boolean[] begun = {false};
        open.compute(person, (_, count) -> {
            int now = count == null ? 0 : count;
            begun[0] = now < most;
            return begun[0] ? Integer.valueOf(now + 1) : count;
        });
        return begun[0];
    }

    void end(String person) {
        open.computeIfPresent(person, (_, count) -> count == 1 ? null : count - 1);
    }

    int callers() {
        return open.size();
    }
}
