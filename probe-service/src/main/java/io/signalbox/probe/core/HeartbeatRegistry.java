package io.signalbox.probe.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The last heartbeat of each check, from any vantage. Times are monotonic nanoseconds. Thread-safe. */
public final class HeartbeatRegistry {

    private final BlindTime blindTime;
    private final Map<CheckName, Expected> expected = new ConcurrentHashMap<>();
    private final Map<CheckName, Heard> heard = new ConcurrentHashMap<>();

    private record Expected(int holders, long sinceNanos, long blindBefore) {}

    /** @param blindBefore how long this vantage had been blind in total when the heartbeat came; never too much */
    private record Heard(long atNanos, long blindBefore) {}

    /**
     * How long a check has had no heartbeat.
     *
     * @param nanos since the last heartbeat, or since the check started to wait
     * @param blindNanos how much of that time this vantage was blind; rather too much than too little
     * @param expectedNanos since the check started to wait
     * @param everHeard whether there ever was a heartbeat
     */
    public record Silence(long nanos, long blindNanos, long expectedNanos, boolean everHeard) {}

    /** A registry that is never blind. */
    public HeartbeatRegistry() {
        this(new BlindTime());
    }

    public HeartbeatRegistry(BlindTime blindTime) {
        this.blindTime = blindTime;
    }

    /** True if heartbeats cannot be seen now. */
    public boolean blind() {
        return blindTime.blind();
    }

    /** A client has sent a heartbeat to this vantage. @return false if no check waits for it */
    public boolean beat(CheckName check, long nowNanos) {
        if (!expected.containsKey(check)) {
            return false;
        }
        heard(check, nowNanos, nowNanos);
        return true;
    }

    /** A heartbeat has reached this or another vantage; the newest counts. */
    public void heard(CheckName check, long atNanos, long nowNanos) {
        long blindBefore = blindTime.totalNanos(nowNanos) - (nowNanos - atNanos);
        heard.merge(
                check,
                new Heard(atNanos, Math.max(0, blindBefore)),
                (known, newer) -> newer.atNanos - known.atNanos > 0 ? newer : known);
    }

    /** A check starts to wait. Checks of the same name share their heartbeats. */
    public void expect(CheckName check, long nowNanos) {
        expected.merge(
                check,
                new Expected(1, nowNanos, blindTime.totalNanos(nowNanos)),
                (before, _) -> new Expected(before.holders + 1, before.sinceNanos, before.blindBefore));
    }

    public void forget(CheckName check) {
        expected.computeIfPresent(
                check,
                (_, before) -> before.holders == 1
                        ? null
                        : new Expected(before.holders - 1, before.sinceNanos, before.blindBefore));
    }

    /** Null if no check of this name waits. */
    public @Nullable Silence silence(CheckName check, long nowNanos) {
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
