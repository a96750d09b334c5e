package io.signalbox.probe.beat;

import io.signalbox.probe.core.CheckName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** When each check that waits for heartbeats heard the last. In memory only: after a restart all begin anew. Thread-safe. */
public final class Beats {

    /** @param beaten whether any came since {@code sinceNanos}, which is the last one's time then */
    record Last(int holders, long sinceNanos, boolean beaten) {}

    private final Map<CheckName, Last> last = new ConcurrentHashMap<>();

    /** A heartbeat has come. @return false when no check waits for it */
    public boolean beat(CheckName check, long nowNanos) {
        return last.computeIfPresent(check, (_, before) -> new Last(before.holders, nowNanos, true)) != null;
    }

    /** From now on somebody waits; what has come for another who still does is known to both. */
    void expect(CheckName check, long nowNanos) {
        last.merge(
                check,
                new Last(1, nowNanos, false),
                (before, _) -> new Last(before.holders + 1, before.sinceNanos, before.beaten));
    }

    void forget(CheckName check) {
        last.computeIfPresent(
                check,
                (_, before) ->
                        before.holders == 1 ? null : new Last(before.holders - 1, before.sinceNanos, before.beaten));
    }

    @Nullable
    Last last(CheckName check) {
        return last.get(check);
    }
}
