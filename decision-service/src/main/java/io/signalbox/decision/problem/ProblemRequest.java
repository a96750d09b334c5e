package io.signalbox.decision.problem;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;

/** A request that is answered with a {@link ProblemResponse}. */
final class ProblemRequest extends HttpServerRequestWrapper {

    private final ProblemResponse response;

    ProblemRequest(HttpServerRequestInternal delegate) {
        super(delegate);
        this.response = new ProblemResponse(delegate);
    }

    @Override
    public HttpServerResponse response() {
        return response;
    }
}
