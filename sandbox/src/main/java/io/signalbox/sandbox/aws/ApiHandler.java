package io.signalbox.sandbox.aws;

import io.signalbox.sandbox.http.HttpEndpoint;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import java.util.Optional;
import java.util.UUID;

/**
 * Handles the requests of one API: reads the request, plays the fault that a test injected, performs the operation, and
 * logs how the request ended. Requests that cannot be read are answered with an error and are not logged.
 *
 * @param <Q> a request of this API
 */
public final class ApiHandler<Q> implements HttpEndpoint.Handler {

    private static final int SERVER_ERROR = 500;
    private static final String REQUEST_ID = "x-amzn-RequestId";
    private static final String LOST = "the connection was closed before anything was done";

    /** The parts that differ from API to API. Called by several threads. */
    public interface Api<Q> {

        Q read(ReceivedRequest request) throws ApiError;

        /** The fault for this request; may block, to delay the request. */
        Fault fault(Q request);

        /** Performs the operation. A success is logged here, since only the API knows its result. */
        HttpReply perform(Q request) throws ApiError;

        /** The error of an injected fault, as this API reports it. */
        default ApiError injected(Q request, Fault.Error error) {
            return new ApiError(error.status(), error.code(), error.message());
        }

        /** The code for a defect of the sandbox itself; the status is 500. */
        String internalErrorCode();

        /** The response for an error, also of a request that cannot be read. */
        HttpReply error(ReceivedRequest request, ApiError error);

        /** @param result {@code lost} or the error's code @param detail the reason */
        void log(Q request, String result, String detail);
    }

    private final Api<Q> api;

    public ApiHandler(Api<Q> api) {
        this.api = api;
    }

    /** Each answer has an id, as AWS's have. */
    @Override
    public Optional<HttpReply> handle(ReceivedRequest received) {
        return answer(received)
                .map(reply -> reply.with(REQUEST_ID, UUID.randomUUID().toString()));
    }

    private Optional<HttpReply> answer(ReceivedRequest received) {
        try {
            Q request = api.read(received);
            return api.fault(request)
                    .play(
                            () -> perform(received, request),
                            error -> refuse(received, request, api.injected(request, error)),
                            () -> api.log(request, "lost", LOST));
        } catch (ApiError e) {
            return Optional.of(api.error(received, e));
        } catch (RuntimeException e) {
            return Optional.of(api.error(received, defect(e)));
        }
    }

    private HttpReply perform(ReceivedRequest received, Q request) {
        try {
            return api.perform(request);
        } catch (ApiError e) {
            return refuse(received, request, e);
        } catch (RuntimeException e) {
            return refuse(received, request, defect(e));
        }
    }

    private HttpReply refuse(ReceivedRequest received, Q request, ApiError error) {
        api.log(request, error.code(), String.valueOf(error.getMessage()));
        return api.error(received, error);
    }

    private ApiError defect(RuntimeException e) {
        return new ApiError(SERVER_ERROR, api.internalErrorCode(), "sandbox: " + e);
    }
}
