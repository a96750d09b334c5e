package io.signalbox.probe.beat;

import io.signalbox.probe.core.BlindTime;
import io.signalbox.probe.core.CheckName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** When the last heartbeat of each check came, whichever vantage heard it. Times are monotonic nanoseconds. Thread-safe. */
public final class Beats {

    private final BlindTime blindTime;
    private final Map<CheckName, Expected> expected = new ConcurrentHashMap<>();
    private final Map<CheckName, Heard> heard = new ConcurrentHashMap<>();

    private record Expected(int holders, long sinceNanos, long blindBefore) {}

    /** @param blindBefore how long this vantage had been blind, all in all, when it came; never too much */
    private record Heard(long atNanos, long blindBefore) {}

    /**
     * How long a check has heard nothing.
     *
     * @param nanos since the last heartbeat; without one, since it is waited for
     * @param blindNanos of these this vantage could not have known of one; rather too much than too little
     * @param expectedNanos for how long it has been waited for one
     * @param beaten whether there ever was one
     */
    record Silence(long nanos, long blindNanos, long expectedNanos, boolean beaten) {}

    /** With nothing that blinds this vantage. */
    public Beats() {
        this(new BlindTime());
    }

    public Beats(BlindTime blindTime) {
        this.blindTime = blindTime;
    }

    /** Whether heartbeats could not be known of now. */
    boolean blind() {
        return blindTime.blind();
    }

    /** A heartbeat has come here. @return false when no check waits for it */
    public boolean beat(CheckName check, long nowNanos) {
        if (!expected.containsKey(check)) {
            return false;
        }
        heard(check, nowNanos, nowNanos);
        return true;
    }

    /** A heartbeat has come, here or at another vantage; the newest counts. */
    public void heard(CheckName check, long atNanos, long nowNanos) {
        long blindBefore = blindTime.totalNanos(nowNanos) - (nowNanos - atNanos);
        heard.merge(
                check,
                new Heard(atNanos, Math.max(0, blindBefore)),
                (known, newer) -> newer.atNanos - known.atNanos > 0 ? newer : known);
    }

    /** From now on somebody waits; what has come for another who still does is known to both. */
    void expect(CheckName check, long nowNanos) {
        expected.merge(
                check,
                new Expected(1, nowNanos, blindTime.totalNanos(nowNanos)),
                (before, _) -> new Expected(before.holders + 1, before.sinceNanos, before.blindBefore));
    }

    void forget(CheckName check) {
        expected.computeIfPresent(
                check,
                (_, before) -> before.holders == 1
                        ? null
                        : new Expected(before.holders - 1, before.sinceNanos, before.blindBefore));
    }

    /** Null for a check that nobody waits for. */
    @Nullable
    Silence silence(CheckName check, long nowNanos) {
        Expected wanted = expected.get(check);
        if (wanted == null) {
            return null;
        }
        Heard last = heard.get(check);
        long since = last == null ? wanted.sinceNanos : last.atNanos;
        long blindBefore = last == null ? wanted.blindBefore : last.blindBefore;
        return new Silence(
                nowNanos - since,
                blindTime.totalNanos(nowNanos) - blindBefore,
                nowNanos - wanted.sinceNanos,
                last != null);
    }
}
