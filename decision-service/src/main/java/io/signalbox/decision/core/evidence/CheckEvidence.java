package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.check.Probe;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The results of one probe of one site at one vantage, as counters, which may be lost at any time. Missing results
 * count neither as failures nor as successes: two failures with only a gap between them are in a row, as long as the
 * result before the gap is fresh when the one after it is measured. After a longer gap, counting begins anew. A restart
 * of the prober is a gap like any other. If a prober reports the history of a check, a gap within its run is filled
 * from it, and so are the results before the first one that is read.
 */
final class CheckEvidence {

    private final Probe probe;
    /** The digest of the check's description; results with another digest are not counted. */
    private final String digest;

    private static final int MOST_FRESHNESS_FOR_WAITING = 4;

    private final Duration leastFreshness;
    /** The freshness of the newest result, with the time that its probe had to wait. */
    private Duration freshness;

    private final Counters counters;

    private String run = "";
    private long sequence;
    private @Nullable Instant measuredAt;
    /** The time that the newest counted probe took, in microseconds. */
    private long took;
    /** The newest counted result of each kind; null when the counters are void. */
    private @Nullable Instant passedAt;

    private @Nullable Instant failedAt;
    /** The first and the newest failure among results that came too late to count; null when they passed. */
    private @Nullable Instant staleSince;

    private @Nullable Instant staleTo;
    private ProbeResult.@Nullable Failed lastFailure;
    private @Nullable Instant lastFailedAt;
    /** When the newest result of another description was measured. */
    private @Nullable Instant otherwiseAt;

    CheckEvidence(Probe probe, String digest) {
        this.probe = probe;
        this.digest = digest;
        this.leastFreshness = probe.freshness();
        this.freshness = leastFreshness;
        this.counters = new Counters(probe);
    }

    Verdict verdict() {
        return counters.verdict();
    }

    /** The time of the newest counted result. */
    @Nullable
    Instant measuredAt() {
        return measuredAt;
    }

    /** The start of the failures that made it DOWN, or may yet do so; null while it passes. */
    @Nullable
    Instant failingSince() {
        return counters.failingSince();
    }

    /** A prober of an older version sends no description: its results count. */
    boolean isOfAnotherDescription(Observation observation) {
        String measured = observation.checkDigest();
        return measured != null && !measured.equals(digest);
    }

    /** A result with another description of the check does not count. */
    void measuredOtherwise(Instant measured) {
        otherwiseAt = measured;
    }

    /** True if the prober follows another description, so that nothing can be counted. */
    boolean isMeasuredOtherwise(Instant now) {
        return otherwiseAt != null && !isOver(otherwiseAt, now) && !isFresh(now);
    }

    /** Counts a result. A late or repeated one changes nothing. A stale one only tells when lasting failures began. */
    void accept(Observation observation, Instant measured, Instant now) {
        Instant known = measuredAt;
        if (isOld(observation, measured, known)) {
            return;
        }
        Duration own = freshness(observation);
        if (isOver(measured, now, own)) {
            noteStale(observation, measured);
            return;
        }
        boolean anew = known == null || isOver(known, measured, own) && isOver(known, measured);
        if (anew) {
            counters.forget();
        }
        freshness = own;
        countMissing(observation, anew, measured);
        run = observation.run();
        sequence = observation.sequence();
        measuredAt = measured;
        took = observation.result().timings().total();
        switch (observation.result()) {
            case ProbeResult.Passed _ -> {
                counters.passed(measured);
                passedAt = measured;
            }
            case ProbeResult.Failed failed -> {
                counters.failed(measured, failedSince(observation, measured));
                failedAt = measured;
                lastFailure = failed;
                lastFailedAt = measured;
            }
        }
        staleSince = null;
        staleTo = null;
    }

    private Duration freshness(Observation observation) {
        CheckHistory history = observation.history();
        if (history == null || history.waitedMicros() == 0) {
            return leastFreshness;
        }
        Duration most = leastFreshness.multipliedBy(MOST_FRESHNESS_FOR_WAITING);
        Duration waited = Duration.of(history.waitedMicros(), ChronoUnit.MICROS);
        return leastFreshness.plus(waited.compareTo(most) < 0 ? waited : most);
    }

    /** A prober that tells how long its results have been alike begins its history anew after a pause. */
    private void countMissing(Observation observation, boolean anew, Instant measured) {
        CheckHistory history = observation.history();
        if (history == null) {
            return;
        }
        boolean sameRun = observation.run().equals(run);
        long missing = sameRun ? Math.max(0, observation.sequence() - sequence - 1) : history.inRow() - 1L;
        if (anew ? history.lastedMicros() != null : sameRun) {
            counters.before(observation.result() instanceof ProbeResult.Passed, history, missing, measured);
        }
    }

    private void noteStale(Observation observation, Instant measured) {
        switch (observation.result()) {
            case ProbeResult.Passed _ -> {
                staleSince = null;
                staleTo = null;
            }
            case ProbeResult.Failed _ -> {
                staleSince = failedSince(observation, measured);
                staleTo = measured;
            }
        }
    }

    /** The start of the failures of which this is the newest: as the prober tells, or by stale results. */
    private Instant failedSince(Observation observation, Instant measured) {
        CheckHistory history = observation.history();
        if (history != null && history.lastedMicros() != null) {
            return measured.minus(history.lastedMicros(), ChronoUnit.MICROS);
        }
        return staleSince == null || staleTo == null || isOver(staleTo, measured) ? measured : staleSince;
    }

    /** True if a fresh result, or the counters, agree with {@code verdict}. */
    boolean agrees(Verdict verdict, Instant now) {
        Instant newest = verdict == Verdict.UP ? passedAt : failedAt;
        return counters.verdict() == verdict && isFresh(now) || newest != null && !isOver(newest, now);
    }

    private boolean isOld(Observation observation, Instant measured, @Nullable Instant known) {
        if (observation.run().equals(run) && observation.sequence() <= sequence) {
            // A forged sequence may be far ahead. It keeps the prober out only until its own result is stale.
            return known == null || !isOver(known, measured);
        }
        if (observation.run().equals(run)) {
            return false;
        }
        return known != null && !measured.isAfter(known);
    }

    /** True if a result of {@code measured} is stale at {@code then}. */
    private boolean isOver(Instant measured, Instant then) {
        return isOver(measured, then, freshness);
    }

    private static boolean isOver(Instant measured, Instant then, Duration freshness) {
        return measured.plus(freshness).isBefore(then);
    }

    boolean isFresh(Instant now) {
        return measuredAt != null && !isOver(measuredAt, now);
    }

    /** Forgets stale results. @return whether the verdict changed */
    boolean expire(Instant now) {
        return measuredAt != null && isOver(measuredAt, now) && forget();
    }

    /** Resets the counters; sequence numbers stay. @return whether the verdict changed */
    boolean forget() {
        passedAt = null;
        failedAt = null;
        return counters.forget();
    }

    Explanation.Check explain(Instant now) {
        Instant at = measuredAt;
        return new Explanation.Check(
                probe.name(),
                probe.role(),
                verdict(),
                counters.explain(),
                at == null ? null : Duration.between(at, now),
                at == null ? null : at.plus(freshness),
                failingSince(),
                at == null ? null : Duration.of(took, ChronoUnit.MICROS),
                lastFailure == null || lastFailedAt == null
                        ? null
                        : new Explanation.Failure(lastFailedAt, lastFailure.cause(), lastFailure.detail()));
    }

    /** The counters, for a vote's detail. */
    String describe() {
        String counts = counters.explain().describe(verdict());
        return failingSince() == null || lastFailure == null
                ? counts
                : counts + ", last: " + lastFailure.cause() + " " + lastFailure.detail();
    }
}
