package io.signalbox.decision.problem;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;

/**
 * Reads and ignores the rest of a refused body: a client whose connection is closed while it sends does not see the
 * answer. Closes the connection when the rest is too large or too slow.
 */
final class BodyDiscard {

    private static final long MOST_BYTES = 32L * 1024 * 1024;
    private static final long LONGEST_MILLIS = 10_000;

    private long discarded;

    private BodyDiscard() {}

    static void begin(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        var vertx = ((HttpServerRequestInternal) request).context().owner();
        var discard = new BodyDiscard();
        long timer = vertx.setTimer(LONGEST_MILLIS, _ -> close(request));
        request.handler(part -> discard.add(part.length(), request));
        request.exceptionHandler(_ -> vertx.cancelTimer(timer));
        request.endHandler(_ -> vertx.cancelTimer(timer));
        request.resume();
    }

    private void add(int length, HttpServerRequest request) {
        discarded += length;
        if (discarded > MOST_BYTES) {
            close(request);
        }
    }

    private static void close(HttpServerRequest request) {
        var _ = request.connection().close();
    }
}
