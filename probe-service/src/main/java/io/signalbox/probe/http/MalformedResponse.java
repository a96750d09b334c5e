package io.signalbox.probe.http;

/** Bytes that are no HTTP/1.1 response. */
final class MalformedResponse extends Exception {

    MalformedResponse(String message) {
        super(message, null, false, false);
    }
}
