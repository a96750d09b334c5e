package io.signalbox.actuator.core;

/** The provider did not answer a question. The question has changed nothing. */
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

    /** The question was not sent: the permitted requests were needed for others. */
    public static ZoneUnavailableException notAsked(String detail) {
        return new ZoneUnavailableException(OTHERS_FIRST, detail, true);
    }

    /** True if nothing is wrong except that there was too little time. */
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
