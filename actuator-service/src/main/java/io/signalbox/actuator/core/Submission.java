package io.signalbox.actuator.core;

import io.signalbox.contract.FailureCause;

/** The result of submitting a change. */
public sealed interface Submission {

    /**
     * Accepted; it can no longer be lost.
     *
     * @param token identifies the change in questions about its progress; several changes may share it
     */
    record Accepted(String token) implements Submission {}

    /**
     * Refused by the comparison.
     *
     * @param detail which entries of the change did not match
     */
    record Mismatch(String detail) implements Submission {}

    /** Certainly not applied, for a reason that is not in the records: throttled, busy, forbidden. */
    record NotTaken(String cause, String detail, boolean retryable) implements Submission {
        public NotTaken(FailureCause cause, String detail, boolean retryable) {
            this(cause.text(), detail, retryable);
        }
    }

    /** Not sent in time, because others were first. The same change may be sent later. */
    record NotSent(String detail) implements Submission {}

    /** Unknown whether it was applied: there was no answer, or one that does not say. */
    record Unclear(String cause, String detail) implements Submission {
        public Unclear(FailureCause cause, String detail) {
            this(cause.text(), detail);
        }
    }
}
