package io.signalbox.decision.problem;

import io.quarkus.vertx.http.runtime.filters.AbstractResponseWrapper;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * A response whose error always has problem details. Parts of Quarkus end an error without a body, or with a page: an
 * authentication challenge, a path without a handler. JSON bodies of the service itself stay, such as that of health.
 */
final class ProblemResponse extends AbstractResponseWrapper {

    private static final int FIRST_ERROR = 400;

    private static final int TOO_LARGE = 413;

    private final HttpServerRequest request;
    private final HttpServerResponse delegate;

    ProblemResponse(HttpServerRequest request) {
        super(request.response());
        this.request = request;
        this.delegate = request.response();
    }

    /** Quarkus ends the connection after a body that is too large. */
    @Override
    public HttpServerResponse endHandler(Handler<Void> handler) {
        delegate.endHandler(delegate.getStatusCode() == TOO_LARGE ? _ -> BodyDiscard.begin(request) : handler);
        return this;
    }

    private boolean lacksDetails() {
        String type = delegate.headers().get(HttpHeaders.CONTENT_TYPE);
        return delegate.getStatusCode() >= FIRST_ERROR
                && !delegate.headWritten()
                && (type == null || !type.startsWith("application/"));
    }

    private Buffer details() {
        int status = delegate.getStatusCode();
        var details = ApiProblemDetails.of(status, ApiProblem.of(status).remedy());
        delegate.headers().remove(HttpHeaders.CONTENT_LENGTH);
        delegate.putHeader(HttpHeaders.CONTENT_TYPE, ApiProblemDetails.MEDIA_TYPE);
        return Buffer.buffer(details.json());
    }

    @Override
    public Future<Void> end() {
        return lacksDetails() ? delegate.end(details()) : delegate.end();
    }

    @Override
    public void end(@Nullable Handler<AsyncResult<Void>> handler) {
        if (lacksDetails()) {
            delegate.end(details(), handler);
        } else {
            delegate.end(handler);
        }
    }

    @Override
    public Future<Void> end(Buffer body) {
        return delegate.end(lacksDetails() ? details() : body);
    }

    @Override
    public void end(Buffer body, @Nullable Handler<AsyncResult<Void>> handler) {
        delegate.end(lacksDetails() ? details() : body, handler);
    }

    @Override
    public Future<Void> end(String body) {
        return lacksDetails() ? delegate.end(details()) : delegate.end(body);
    }

    @Override
    public void end(String body, @Nullable Handler<AsyncResult<Void>> handler) {
        if (lacksDetails()) {
            delegate.end(details(), handler);
        } else {
            delegate.end(body, handler);
        }
    }
}
