package io.signalbox.actuator.rfc2136;

import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;

/** A message to a server did not have the wanted result. */
final class UpdateFailedException extends Exception {

    private final transient Submission why;

    private UpdateFailedException(Submission why, String detail) {
        super(detail);
        this.why = why;
    }

    /** Not sent: other messages were first for too long. */
    static UpdateFailedException notSent(String detail) {
        return new UpdateFailedException(new Submission.NotSent(detail), detail);
    }

    /** Certainly without effect. */
    static UpdateFailedException notTaken(FailureCause cause, String detail, boolean retryable) {
        return new UpdateFailedException(new Submission.NotTaken(cause, detail, retryable), detail);
    }

    /** A prerequisite did not hold. */
    static UpdateFailedException mismatch(String detail) {
        return new UpdateFailedException(new Submission.Mismatch(detail), detail);
    }

    /** Unknown whether it had an effect. */
    static UpdateFailedException unclear(FailureCause cause, String detail) {
        return new UpdateFailedException(new Submission.Unclear(cause, detail), detail);
    }

    /** The result for a change. */
    Submission submission() {
        return why;
    }

    /** The label in metrics. */
    String cause() {
        return switch (why) {
            case Submission.Accepted _ -> "ok";
            case Submission.NotSent _ -> FailureCause.OTHERS_FIRST.text();
            case Submission.Mismatch _ -> FailureCause.MISMATCH.text();
            case Submission.NotTaken(String cause, String _, boolean _) -> cause;
            case Submission.Unclear(String cause, String _) -> cause;
        };
    }

    boolean isMismatch() {
        return why instanceof Submission.Mismatch;
    }

    /** The exception for a lookup. */
    ZoneUnavailableException unavailable() {
        String detail = String.valueOf(getMessage());
        return switch (why) {
            case Submission.NotSent _ -> ZoneUnavailableException.notAsked(detail);
            case Submission.NotTaken refused -> ZoneUnavailableException.of(refused);
            case Submission.Unclear unclear -> ZoneUnavailableException.of(unclear);
            case Submission.Mismatch _ -> new ZoneUnavailableException(FailureCause.MISMATCH, detail, true);
            case Submission.Accepted _ -> throw new IllegalStateException("nothing is wrong: " + detail);
        };
    }
}
