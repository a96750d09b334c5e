package io.signalbox.actuator.core;

/** Somebody beside the name was asked for something, and refused it or did not answer; then it may have happened. */
public final class ActionFailedException extends Exception {

    private final String cause;
    private final boolean retryable;

    /** @param cause stable, kebab-case @param retryable whether the same may succeed later */
    public ActionFailedException(String cause, String detail, boolean retryable) {
        super(detail);
        this.cause = cause;
        this.retryable = retryable;
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
