package io.signalbox.probe.wire;

import io.signalbox.contract.evidence.ProbeResult.Failed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Results of a check per address of a name. The check fails as often in a row as its worst address: failures of
 * different addresses do not add up. It keeps failing while an address is down, which is after {@code fall} failures of
 * that address in a row. Not thread-safe: belongs to the check's event loop.
 */
final class AddressStreaks<A> {

    private final int fall;
    private final int rise;
    private final Map<A, Streak<A>> streaks = new HashMap<>();
    private long probes;
    /** Failures of the check in a row. */
    private int failed;

    AddressStreaks(int fall, int rise) {
        this.fall = fall;
        this.rise = rise;
    }

    /** The results of one address. */
    static final class Streak<A> {

        private final A address;
        private int failures;
        private int successes;
        private boolean returning;
        private long probe;
        private long startedNanos;
        private @Nullable Failed last;

        private Streak(A address) {
            this.address = address;
        }

        A address() {
            return address;
        }

        /** Failures in a row. */
        int failures() {
            return failures;
        }

        /** When the probe of the newest failure started. */
        long startedNanos() {
            return startedNanos;
        }

        /** The newest failure. Only after a failure. */
        Failed failure() {
            return Objects.requireNonNull(last);
        }
    }

    /** A probe starts. Forgets addresses that the name no longer has. */
    void begin(Collection<A> addresses) {
        probes++;
        streaks.keySet().retainAll(addresses);
    }

    /** The next address to probe in rotation: one in doubt first, else the one not probed for longest. */
    A next(List<A> addresses) {
        for (A address : addresses) {
            Streak<A> streak = streaks.get(address);
            if (streak != null && (streak.returning || streak.failures > 0 && streak.failures < fall)) {
                return address;
            }
        }
        return addresses.stream()
                .min(Comparator.comparingLong(address -> streaks.containsKey(address) ? streaks.get(address).probe : 0))
                .orElseThrow();
    }

    void passed(A address) {
        Streak<A> streak = run(address);
        streak.returning = (streak.returning || streak.failures >= fall) && streak.successes + 1 < rise;
        streak.successes++;
        streak.failures = 0;
    }

    void failed(A address, Failed failure, long startedNanos) {
        Streak<A> streak = run(address);
        streak.failures++;
        streak.successes = 0;
        streak.returning = false;
        streak.last = failure;
        streak.startedNanos = startedNanos;
    }

    private Streak<A> run(A address) {
        Streak<A> streak = streaks.computeIfAbsent(address, Streak::new);
        streak.probe = probes;
        return streak;
    }

    /** The probe has ended. @return the addresses that make the check fail, the worst first; empty if it passes */
    List<Streak<A>> end() {
        var failing = new ArrayList<Streak<A>>();
        boolean fails = false;
        for (Streak<A> streak : streaks.values()) {
            boolean down = streak.failures >= fall;
            fails |= down || streak.probe == probes && streak.failures > failed;
            if (down || streak.failures > 0 && streak.probe == probes) {
                failing.add(streak);
            }
        }
        failed = fails ? failed + 1 : 0;
        failing.sort(Comparator.<Streak<A>>comparingInt(Streak::failures).reversed());
        return fails ? failing : List.of();
    }
}
