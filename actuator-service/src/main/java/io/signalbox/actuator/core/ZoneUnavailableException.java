package io.signalbox.actuator.core;

import io.signalbox.contract.FailureCause;

/** The provider did not answer a question. The question has changed nothing. */
public final class ZoneUnavailableException extends Exception {

    private final String cause;
    private final boolean retryable;

    /** @param retryable whether the same question may be answered later */
    public ZoneUnavailableException(FailureCause cause, String detail, boolean retryable) {
        this(cause.text(), detail, retryable);
    }

    private ZoneUnavailableException(String cause, String detail, boolean retryable) {
        super(detail);
        this.cause = cause;
        this.retryable = retryable;
    }

    /** The question was not sent: the permitted requests were needed for others. */
    public static ZoneUnavailableException notAsked(String detail) {
        return new ZoneUnavailableException(FailureCause.OTHERS_FIRST, detail, true);
    }

    /** The signal could not be read, which is part of the answer. */
    public static ZoneUnavailableException signal(ActionFailedException e, String detail) {
        return new ZoneUnavailableException(FailureCause.SIGNAL + e.cause(), detail, e.retryable());
    }

    /** A request for the answer was not accepted. */
    public static ZoneUnavailableException of(Submission.NotTaken why) {
        return new ZoneUnavailableException(why.cause(), why.detail(), why.retryable());
    }

    /** A request for the answer has an unknown result. */
    public static ZoneUnavailableException of(Submission.Unclear why) {
        return new ZoneUnavailableException(why.cause(), why.detail(), true);
    }

    /** True if nothing is wrong except that there was too little time. */
    public boolean isNotAsked() {
        return is(FailureCause.OTHERS_FIRST);
    }

    public boolean is(FailureCause other) {
        return other.is(cause);
    }

    /** The text of a {@link FailureCause}, perhaps with a prefix. */
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
