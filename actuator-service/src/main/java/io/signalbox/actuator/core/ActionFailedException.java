package io.signalbox.actuator.core;

/** A request other than a DNS change was refused, or not answered. Without an answer it may have had an effect. */
public final class ActionFailedException extends Exception {

    private final String cause;
    private final boolean retryable;
    private final boolean untouched;

    /** @param cause stable, kebab-case @param retryable whether the same may succeed later */
    public ActionFailedException(String cause, String detail, boolean retryable) {
        this(cause, detail, retryable, false);
    }

    private ActionFailedException(String cause, String detail, boolean retryable, boolean untouched) {
        super(detail);
        this.cause = cause;
        this.retryable = retryable;
        this.untouched = untouched;
    }

    /** No change was requested; a later attempt may request it. */
    public static ActionFailedException beforehand(String cause, String detail) {
        return new ActionFailedException(cause, detail, true, true);
    }

    public boolean untouched() {
        return untouched;
    }

    public String cause() {
        return cause;
    }

    public boolean retryable() {
        return retryable;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
