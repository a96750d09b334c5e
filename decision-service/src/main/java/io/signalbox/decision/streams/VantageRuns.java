package io.signalbox.decision.streams;

import io.signalbox.contract.name.VantageName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Detects several probers with the same vantage name in one partition: the results of their runs alternate. After a restart, only
 * a few late results of the previous run arrive between those of the new run. Not thread-safe.
 */
final class VantageRuns {

    private static final int RETURNS = 3;
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final int MOST_FORMER = 4;

    private final Map<VantageName, Runs> byVantage = new HashMap<>();

    /** The runs of one vantage. */
    private static final class Runs {

        private final Deque<String> former = new ArrayDeque<>();
        private String current;
        private int returns;
        private Instant since;

        Runs(String run, Instant now) {
            current = run;
            since = now;
        }

        boolean alternate(String run, Instant now) {
            if (since.plus(WITHIN).isBefore(now)) {
                since = now;
                returns = 0;
            }
            boolean back = former.remove(run);
            former.addLast(current);
            current = run;
            if (former.size() > MOST_FORMER) {
                former.removeFirst();
            }
            returns += back ? 1 : 0;
            return back && returns >= RETURNS;
        }
    }

    /** Records a result. @return whether it shows that several runs of its vantage are alive */
    boolean alternate(VantageName vantage, String run, Instant now) {
        Runs runs = byVantage.get(vantage);
        if (runs == null) {
            byVantage.put(vantage, new Runs(run, now));
            return false;
        }
        return !run.equals(runs.current) && runs.alternate(run, now);
    }
}
