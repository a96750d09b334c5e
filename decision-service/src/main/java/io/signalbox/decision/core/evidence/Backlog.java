package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.check.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Selects the observations of one partition that are counted while their reader is behind. Stale results are left out. Of each check,
 * one of 2, 4, … 16 results is counted, but enough to keep the check fresh: each result contains the ones before it
 * ({@link CheckHistory}), so only time is lost. If that is not enough, the reader skips to the present. One per run of a task. Not
 * thread-safe.
 */
public final class Backlog {

    /** Why an observation is not counted. */
    public enum LeftOut {
        /** It is older than the freshness of its check. */
        STALE,
        /** A newer result of the same check is counted in its place. */
        SHARED,
        /** It is skipped, because the reader could not catch up otherwise. */
        SKIPPED,
        /** The reader is behind, and the service has had its share of the topic ({@link Shares}). */
        FLOOD
    }

    private static final Duration LEAST_LIMIT = Duration.ofMillis(100);
    private static final Duration MOST_LIMIT = Duration.ofMillis(500);
    private static final int CALM_DIVISOR = 4;
    private static final int HOPELESS_FACTOR = 6;
    private static final int MOST_SHARED = 16;
    /** The lag shows the effect of a change only after this time. */
    private static final Duration BEFORE_MORE = Duration.ofMillis(500);

    private static final Duration BEFORE_LESS = Duration.ofSeconds(2);

    private final Map<String, Checks> services = new HashMap<>();
    private final Duration limit;
    private final Duration calm;
    private final Duration hopeless;
    private final Duration longestFreshness;

    /** One of so many results of each check is counted. */
    private int counted = 1;

    private Instant changedAt = Instant.MIN;
    private boolean skipping;
    private boolean behind;
    private Instant lastTaken = Instant.MIN;
    /**
     * The time up to which results of every check had been read before whole ranges were left out; null when that has
     * no effect any more.
     */
    private @Nullable Instant heardBefore;

    private Instant heardAgain = Instant.MIN;
    /** If the newest result that was read is stale, the time at which it became stale. */
    private Instant staleFrom = Instant.MAX;

    /** The checks of a service. @param most of how many results of a check at least one must be counted */
    private record Checks(Duration freshness, int most) {
        static Checks of(Service service) {
            List<Probe> probes = service.sites().stream()
                    .flatMap(site -> site.probes().stream())
                    .toList();
            Duration freshness = probes.stream()
                    .map(Probe::freshness)
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            long most = probes.stream()
                    .mapToLong(probe -> probe.freshness().dividedBy(probe.interval()) - 1)
                    .min()
                    .orElse(1);
            return new Checks(freshness, Math.clamp(most, 1, MOST_SHARED));
        }
    }

    public Backlog(Collection<Service> services) {
        services.forEach(service -> this.services.put(service.name().value(), Checks.of(service)));
        Duration half = services.stream()
                .flatMap(service -> service.sites().stream())
                .flatMap(site -> site.probes().stream())
                .map(Probe::interval)
                .min(Duration::compareTo)
                .orElse(MOST_LIMIT)
                .dividedBy(2);
        limit = half.compareTo(LEAST_LIMIT) < 0 ? LEAST_LIMIT : half.compareTo(MOST_LIMIT) > 0 ? MOST_LIMIT : half;
        calm = limit.dividedBy(CALM_DIVISOR);
        hopeless = limit.multipliedBy(HOPELESS_FACTOR);
        longestFreshness = this.services.values().stream()
                .map(Checks::freshness)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * Call it for each observation, in the order in which they are read.
     *
     * @param service as the record's key names it; an unknown one is left to the caller
     * @param sequence the observation's number, or less than 0 when it is not known; asked for only when it matters
     * @return why the observation is not counted; null when it is
     */
    public @Nullable LeftOut leavesOut(String service, LongSupplier sequence, Instant appended, Instant now) {
        Duration lag = Duration.between(appended, now);
        Checks checks = services.get(service);
        if (checks != null && lag.compareTo(checks.freshness()) > 0) {
            leftOut(checks.freshness(), now);
            staleFrom = appended.plus(checks.freshness());
            return LeftOut.STALE;
        }
        staleFrom = Instant.MAX;
        behind = lag.compareTo(calm) > 0;
        adjust(lag, now);
        if (skipping) {
            return LeftOut.SKIPPED;
        }
        lastTaken = appended;
        if (checks == null) {
            return null;
        }
        int most = Math.min(counted, checks.most());
        if (most == 1) {
            return null;
        }
        long number = sequence.getAsLong();
        return number < 0 || Math.floorMod(number, most) == 0 ? null : LeftOut.SHARED;
    }

    private void adjust(Duration lag, Instant now) {
        if (skipping) {
            leftOut(longestFreshness, now);
            skipping = lag.compareTo(calm) > 0;
        } else if (lag.compareTo(limit) > 0) {
            more(lag, now);
        } else if (counted > 1 && lag.compareTo(calm) < 0 && isAfter(changedAt, BEFORE_LESS, now)) {
            counted /= 2;
            changedAt = now;
        }
    }

    private void more(Duration lag, Instant now) {
        if (counted < MOST_SHARED) {
            if (isAfter(changedAt, BEFORE_MORE, now)) {
                counted *= 2;
                changedAt = now;
            }
        } else if (lag.compareTo(hopeless) > 0 && isAfter(changedAt, BEFORE_MORE, now)) {
            skipping = true;
            leftOut(longestFreshness, now);
        }
    }

    /**
     * Results of some checks were left out. A check counts as silent again only after the time in which it must have
     * been heard.
     */
    private void leftOut(Duration freshness, Instant now) {
        Instant until = now.plus(freshness);
        heardAgain = until.isAfter(heardAgain) ? until : heardAgain;
        heardBefore = heardBefore == null ? lastTaken : heardBefore;
    }

    private static boolean isAfter(Instant then, Duration pause, Instant now) {
        return then.equals(Instant.MIN) || !now.isBefore(then.plus(pause));
    }

    /** True when the last observation waited longer than in a reader that keeps up. */
    public boolean isBehind() {
        return behind;
    }

    /** True while observations are left out that are still fresh. */
    public boolean isShedding() {
        return counted > 1 || skipping;
    }

    /**
     * Up to when a check that was not heard was silent: not while results may have been left out. If all has been read and the newest
     * result is stale, it was not read too late: nothing came after it, or a clock is wrong.
     *
     * @param readTo up to when all that was stored has been read
     */
    public Instant heardTo(Instant readTo, Instant now) {
        boolean endsStale = readTo.isAfter(staleFrom);
        if (endsStale || heardBefore != null && !skipping && !now.isBefore(heardAgain)) {
            heardBefore = null;
        }
        return heardBefore == null || readTo.isBefore(heardBefore) ? readTo : heardBefore;
    }
}
