package io.signalbox.actuator.core;

import io.signalbox.contract.FailureCause;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.StepOutcome.Result;
import io.signalbox.contract.fence.Fence;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The result of one executor call; the rest of the outcome is the command's identity.
 *
 * @param fenceSeen the fence as last read or written; null when it was not read or is missing
 * @param timings named moments
 * @param previous the values that the step is going to change, as they are before; empty for none
 */
public record AttemptResult(
        Result result, @Nullable Fence fenceSeen, Map<String, Instant> timings, Map<String, String> previous) {

    public static final String RECEIVED = "received";
    public static final String ACCEPTED = "accepted";
    public static final String INSYNC = "insync";
    public static final String ANSWERED = "answered";
    public static final String REACHED = "reached";

    /** Up to when a copy that is promoted has the data, and when that was measured. */
    public static final String REPLICATED = "replicated";

    public static final String LAG_SEEN = "lag-seen";

    /** For a signal: its fence record contains the same. */
    public static final String RECORDED = "recorded";

    /** Token: the attempt has sent no change. With a number: neither has any attempt before that one, nor that one. */
    private static final String NOT_BEGUN = "not-begun";

    /** The longest of the random pauses, so that the same attempts do not compete again at the same moment. */
    private static final int POSTPONED_MILLIS = 500;

    public AttemptResult {
        timings = Map.copyOf(timings);
        previous = Map.copyOf(previous);
    }

    /** An attempt without values to remember. */
    public AttemptResult(Result result, @Nullable Fence fenceSeen, Map<String, Instant> timings) {
        this(result, fenceSeen, timings, Map.of());
    }

    public static AttemptResult of(Result result, @Nullable Fence fenceSeen) {
        return new AttemptResult(result, fenceSeen, Map.of());
    }

    public static AttemptResult refused(Refusal why, String detail, @Nullable Fence fenceSeen) {
        return of(new Refused(why, detail), fenceSeen);
    }

    /** Passes on the cause of another result. */
    public static AttemptResult failed(String cause, String detail, boolean retryable) {
        return of(new Failed(cause, detail, retryable), null);
    }

    public static AttemptResult failed(FailureCause cause, String detail, boolean retryable) {
        return failed(cause.text(), detail, retryable);
    }

    /** The signal could not be read or written. */
    public static AttemptResult signalFailed(ActionFailedException e) {
        return signalFailed(e, e.getMessage());
    }

    public static AttemptResult signalFailed(ActionFailedException e, String detail) {
        return failed(FailureCause.SIGNAL + e.cause(), detail, e.retryable());
    }

    public static AttemptResult failed(ZoneUnavailableException e) {
        return e.isNotAsked() ? postponed(e.getMessage()) : failed(e.cause(), e.getMessage(), e.retryable());
    }

    /** The attempt did nothing because other work had priority. It is not a failure. */
    public static AttemptResult postponed(String detail) {
        return postponed(NOT_BEGUN, detail);
    }

    /** The same, and no earlier attempt has sent a change either. */
    public static AttemptResult nothingSent(int attempt, String detail) {
        return postponed(nothingSent(attempt), detail);
    }

    private static AttemptResult postponed(String token, String detail) {
        Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextInt(POSTPONED_MILLIS));
        return of(new InProgress(pause, token, false, detail), null);
    }

    private static String nothingSent(int attempt) {
        return NOT_BEGUN + "-" + attempt;
    }

    /** True if the attempt that returned the token was postponed. */
    public static boolean isNotBegun(String token) {
        return token.startsWith(NOT_BEGUN);
    }

    /**
     * True if no attempt of the command has sent a change before this one. The token names the attempt that returned it: it
     * stays with the command when later attempts fail or return nothing, and says nothing about those.
     */
    public static boolean isNothingSentBefore(int attempt, @Nullable String token) {
        return attempt <= 1 || nothingSent(attempt - 1).equals(token);
    }

    public static AttemptResult failed(ActionFailedException e) {
        return of(new Failed(e.cause(), e.getMessage(), e.retryable(), e.untouched() ? true : null), null);
    }

    public AttemptResult at(String moment, Instant when) {
        var more = new TreeMap<>(timings);
        more.put(moment, when);
        return new AttemptResult(result, fenceSeen, more, previous);
    }

    public AttemptResult remembering(Map<String, String> values) {
        return new AttemptResult(result, fenceSeen, timings, values);
    }
}
