package io.signalbox.decision.streams;

/** Stored data was written by a newer version of this service. It is refused before any decision uses it. */
public final class NewerStateException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    NewerStateException(String what, int found, int newest, Throwable cause) {
        super(
                "stored " + what + " has version " + found + ", and this version of decision-service knows 1 to "
                        + newest + ": start the version that wrote it; nothing is decided and nothing is changed",
                cause);
    }
}
