package io.signalbox.actuator.core;

import io.signalbox.contract.FailureCause;

/** A request other than a DNS change was refused, or not answered. Without an answer it may have had an effect. */
public final class ActionFailedException extends Exception {

    private final String cause;
    private final boolean retryable;
    private final boolean untouched;

    /** @param retryable whether the same may succeed later */
    public ActionFailedException(FailureCause cause, String detail, boolean retryable) {
        this(cause.text(), detail, retryable, false);
    }

    private ActionFailedException(String cause, String detail, boolean retryable, boolean untouched) {
        super(detail);
        this.cause = cause;
        this.retryable = retryable;
        this.untouched = untouched;
    }

    /** No change was requested; a later attempt may request it. */
    public static ActionFailedException beforehand(FailureCause cause, String detail) {
        return new ActionFailedException(cause.text(), detail, true, true);
    }

    /** An HTTP server has answered with an error. */
    public static ActionFailedException http(int status, String detail, boolean retryable) {
        return new ActionFailedException(FailureCause.http(status), detail, retryable, false);
    }

    /** The failure of one of several attempts, with a text about all of them. */
    public ActionFailedException withDetail(String detail) {
        return new ActionFailedException(cause, detail, retryable, untouched);
    }

    public boolean untouched() {
        return untouched;
    }

    /** The text of a {@link FailureCause}, or of an HTTP status. */
    public String cause() {
        return cause;
    }

    public boolean is(FailureCause other) {
        return other.is(cause);
    }

    public boolean retryable() {
        return retryable;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
