package io.signalbox.actuator.core;

/** The result of submitting a change. */
public sealed interface Submission {

    /** Taken; it can no longer be lost. @param token asks for its progress, perhaps together with other changes */
    record Accepted(String token) implements Submission {}

    /** The provider compared and did not swap. @param detail which of the change's entries it objected to */
    record Mismatch(String detail) implements Submission {}

    /** Certainly not taken, for a reason that is not in the records: throttled, busy, forbidden. */
    record NotTaken(String cause, String detail, boolean retryable) implements Submission {}

    /** Not even sent in the time there was: others were before it. The same change may be sent later. */
    record NotSent(String detail) implements Submission {}

    /** Taken or not, nobody can tell from the answer, or from its absence. */
    record Unclear(String cause, String detail) implements Submission {}
}
