package io.signalbox.decision.core.evidence;

import io.signalbox.contract.Observation;
import io.signalbox.contract.ProbeResult;
import io.signalbox.contract.Verdict;
import io.signalbox.contract.topology.Probe;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one probe of one site at one vantage has shown. Counters only: they may be lost at any time. */
final class CheckEvidence {

    private final Thresholds thresholds;
    private final Duration interval;
    private final Duration freshness;

    private Health health = Health.NOTHING_KNOWN;
    private String run = "";
    private long sequence;
    private @Nullable Instant measuredAt;
    private @Nullable Instant failingSince;
    private ProbeResult.@Nullable Failed lastFailure;

    CheckEvidence(Probe probe) {
        this.thresholds = new Thresholds(probe.fall(), probe.rise());
        this.interval = probe.interval();
        this.freshness = probe.freshness();
    }

    Verdict verdict() {
        return health.verdict();
    }

    Duration interval() {
        return interval;
    }

    @Nullable
    Instant measuredAt() {
        return measuredAt;
    }

    /** When the first failure of the present run of failures was measured; null while passing. */
    @Nullable
    Instant failingSince() {
        return failingSince;
    }

    /** Counts a result. @return false for one that is stale, late or seen before, which changes nothing */
    boolean accept(Observation observation, Instant measured, Instant now) {
        if (isOld(observation, measured) || measured.plus(freshness).isBefore(now)) {
            return false;
        }
        run = observation.run();
        sequence = observation.sequence();
        measuredAt = measured;
        switch (observation.result()) {
            case ProbeResult.Passed _ -> {
                health = thresholds.next(health, true);
                failingSince = null;
            }
            case ProbeResult.Failed failed -> {
                health = thresholds.next(health, false);
                lastFailure = failed;
                if (failingSince == null) {
                    failingSince = measured;
                }
            }
        }
        return true;
    }

    private boolean isOld(Observation observation, Instant measured) {
        if (observation.run().equals(run)) {
            return observation.sequence() <= sequence;
        }
        return measuredAt != null && !measured.isAfter(measuredAt);
    }

    /** Forgets what is no longer fresh. @return whether the verdict changed */
    boolean expire(Instant now) {
        if (measuredAt == null || !measuredAt.plus(freshness).isBefore(now)) {
            return false;
        }
        return forget();
    }

    /** Back to nothing known; what was seen stays seen. @return whether the verdict changed */
    boolean forget() {
        boolean changed = health.verdict() != Verdict.UNKNOWN;
        health = Health.NOTHING_KNOWN;
        failingSince = null;
        return changed;
    }

    String describe() {
        String counters = thresholds.describe(health);
        if (failingSince == null || lastFailure == null) {
            return counters;
        }
        return counters + ", last: " + lastFailure.cause() + " " + lastFailure.detail();
    }
}
