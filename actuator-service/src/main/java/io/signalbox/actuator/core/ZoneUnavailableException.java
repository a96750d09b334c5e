package io.signalbox.actuator.core;

/** The provider did not tell what was asked. Nothing was changed by asking. */
public final class ZoneUnavailableException extends Exception {

    private final String cause;
    private final boolean retryable;

    /** @param cause stable, kebab-case @param retryable whether the same question may be answered later */
    public ZoneUnavailableException(String cause, String detail, boolean retryable) {
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
