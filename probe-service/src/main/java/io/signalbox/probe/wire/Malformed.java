package io.signalbox.probe.wire;

/** Bytes that are no message of the protocol that is spoken. */
public final class Malformed extends Exception {

    /** @param message without what was in the bytes */
    public Malformed(String message) {
        super(message, null, false, false);
    }
}
