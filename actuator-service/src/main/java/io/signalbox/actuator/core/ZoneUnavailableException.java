package io.signalbox.actuator.core;

/** The provider did not tell what was asked. Nothing was changed by asking. */
public final class ZoneUnavailableException extends Exception {

    private static final String OTHERS_FIRST = "others-first";

    private final String cause;
    private final boolean retryable;

    /** @param cause stable, kebab-case @param retryable whether the same question may be answered later */
    public ZoneUnavailableException(String cause, String detail, boolean retryable) {
        super(detail);
        this.cause = cause;
        this.retryable = retryable;
    }

    /** The provider was not even asked: the requests that may be sent were needed for others. */
    public static ZoneUnavailableException notAsked(String detail) {
        return new ZoneUnavailableException(OTHERS_FIRST, detail, true);
    }

    /** True if nothing is wrong and only time was short. */
    public boolean isNotAsked() {
        return cause.equals(OTHERS_FIRST);
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
