package io.signalbox.sandbox.iam;

/** The document is no policy that IAM, or this sandbox, understands. */
public final class MalformedPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedPolicyException(String message) {
        super(message);
    }
}
