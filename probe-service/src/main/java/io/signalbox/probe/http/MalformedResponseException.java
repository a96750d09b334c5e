package io.signalbox.probe.http;

/** The response violates HTTP/1.1. */
final class MalformedResponseException extends Exception {

    MalformedResponseException(String message) {
        super(message, null, false, false);
    }
}
