package io.signalbox.sandbox.ssm;

import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.aws.ApiHandler;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.FaultQueues;
import io.signalbox.sandbox.http.HttpEndpoint;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import io.signalbox.sandbox.iam.AccessRequest;
import io.signalbox.sandbox.identity.Identities;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The Parameter Store of AWS Systems Manager on loopback, for the AWS SDK with an endpoint override. The request's
 * signature names the region and the caller, who finds the parameters of its own account only; the methods here are about {@link
 * Identities#HOME}. Thread-safe.
 */
public final class Ssm implements AutoCloseable {

    private static final int BAD_REQUEST = 400;

    private final ParameterStore store = new ParameterStore();
    private final FaultQueues<ParameterOperation> faults = new FaultQueues<>();
    private final Queue<ParameterCall> calls = new ConcurrentLinkedQueue<>();
    private final Identities identities;
    private final HttpEndpoint endpoint;

    private Ssm(Identities identities) {
        this.identities = identities;
        endpoint = HttpEndpoint.start(new ApiHandler<>(new Api()));
    }

    public static Ssm start() {
        return start(new Identities());
    }

    public static Ssm start(Identities identities) {
        return new Ssm(identities);
    }

    /** For the SDK's {@code endpointOverride}. */
    public URI endpoint() {
        return endpoint.uri();
    }

    /** The stored parameter, a secure string as plain text. */
    public Optional<Parameter> parameter(String region, String name) {
        return store.find(Identities.HOME, region, name);
    }

    /** Writes a parameter without a request. */
    public void put(String region, String name, String type, String value) {
        store.store(Identities.HOME, region, name, type, value);
    }

    public void delete(String region, String name) {
        store.remove(Identities.HOME, region, name);
    }

    public FaultQueues<ParameterOperation> faults() {
        return faults;
    }

    /** Throttling, as this service reports it. */
    public static Fault throttling() {
        return new Fault.Error(400, "ThrottlingException", "Rate exceeded");
    }

    /** An internal error, as this service reports it. */
    public static Fault internalError() {
        return new Fault.Error(500, "InternalServerError", "An error occurred on the server side.");
    }

    /** Every request so far that could be read, oldest first, including those that got no answer. */
    public List<ParameterCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private final class Api implements ApiHandler.Api<ParameterRequest> {

        @Override
        public ParameterRequest read(ReceivedRequest request) throws ApiError {
            return ParameterRequest.read(request, identities);
        }

        @Override
        public Fault fault(ParameterRequest request) {
            return faults.next(request.operation());
        }

        @Override
        public HttpReply perform(ParameterRequest request) throws ApiError {
            authorize(request);
            var output = store.perform(request);
            log(request, "ok", "");
            return ParameterRequest.PROTOCOL.success(request.operation().toString(), output);
        }

        private void authorize(ParameterRequest request) throws ApiError {
            var needed = AccessRequest.of("ssm:" + request.operation(), request.arn());
            var denial = identities.policies().denial(request.caller(), needed);
            if (denial.isPresent()) {
                throw new ApiError(
                        BAD_REQUEST,
                        "AccessDeniedException",
                        denial.get().text(request.caller().arn()));
            }
        }

        @Override
        public String internalErrorCode() {
            return "InternalServerError";
        }

        @Override
        public HttpReply error(ReceivedRequest request, ApiError error) {
            return ParameterRequest.PROTOCOL.error(error);
        }

        @Override
        public void log(ParameterRequest request, String result, String detail) {
            calls.add(new ParameterCall(
                    Instant.now(),
                    request.operation(),
                    request.accessKey(),
                    request.region(),
                    request.name(),
                    result,
                    detail));
        }
    }
}
