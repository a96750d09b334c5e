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
 * The results of a check at each address of a name. The check fails as many times in a row as one of its addresses has, never
 * more often: failures of different addresses do not add up. It goes on failing for as long as an address is down, which one is
 * after {@code fall} failures in a row. Not thread-safe: belongs to the check's event loop.
 *
 * @param <A> address
 */
final class AddressRuns<A> {

    private final int fall;
    private final int rise;
    private final Map<A, Run<A>> runs = new HashMap<>();
    private long probes;
    /** Results of the check in a row that were failures. */
    private int failed;

    AddressRuns(int fall, int rise) {
        this.fall = fall;
        this.rise = rise;
    }

    /** What one address has come to. */
    static final class Run<A> {

        private final A address;
        private int failures;
        private int successes;
        private boolean returning;
        private long probe;
        private long startedNanos;
        private @Nullable Failed last;

        private Run(A address) {
            this.address = address;
        }

        A address() {
            return address;
        }

        /** In a row. */
        int failures() {
            return failures;
        }

        /** When the probe began that failed last. */
        long startedNanos() {
            return startedNanos;
        }

        /** The newest failure; there is one. */
        Failed failure() {
            return Objects.requireNonNull(last);
        }
    }

    /** A probe begins. Addresses that the name has no more are forgotten. */
    void begin(Collection<A> addresses) {
        probes++;
        runs.keySet().retainAll(addresses);
    }

    /** The address that a probe by turns goes to: one in doubt, otherwise the one that was not gone to for longest. */
    A next(List<A> addresses) {
        for (A address : addresses) {
            Run<A> run = runs.get(address);
            if (run != null && (run.returning || run.failures > 0 && run.failures < fall)) {
                return address;
            }
        }
        return addresses.stream()
                .min(Comparator.comparingLong(address -> runs.containsKey(address) ? runs.get(address).probe : 0))
                .orElseThrow();
    }

    void passed(A address) {
        Run<A> run = run(address);
        run.returning = (run.returning || run.failures >= fall) && run.successes + 1 < rise;
        run.successes++;
        run.failures = 0;
    }

    void failed(A address, Failed failure, long startedNanos) {
        Run<A> run = run(address);
        run.failures++;
        run.successes = 0;
        run.returning = false;
        run.last = failure;
        run.startedNanos = startedNanos;
    }

    private Run<A> run(A address) {
        Run<A> run = runs.computeIfAbsent(address, Run::new);
        run.probe = probes;
        return run;
    }

    /** The probe is over. @return the addresses for which the check fails, the worst first; empty when it passes */
    List<Run<A>> end() {
        var failing = new ArrayList<Run<A>>();
        boolean fails = false;
        for (Run<A> run : runs.values()) {
            boolean down = run.failures >= fall;
            fails |= down || run.probe == probes && run.failures > failed;
            if (down || run.failures > 0 && run.probe == probes) {
                failing.add(run);
            }
        }
        failed = fails ? failed + 1 : 0;
        failing.sort(Comparator.<Run<A>>comparingInt(Run::failures).reversed());
        return fails ? failing : List.of();
    }
}
