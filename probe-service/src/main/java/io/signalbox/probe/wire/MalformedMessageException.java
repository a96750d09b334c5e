package io.signalbox.probe.wire;

/** Received bytes violate the protocol. */
public final class MalformedMessageException extends Exception {

    /** @param message never quotes the bytes */
    public MalformedMessageException(String message) {
        super(message, null, false, false);
    }
}
