package io.signalbox.sandbox.s3;

import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.aws.ApiHandler;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.FaultQueues;
import io.signalbox.sandbox.http.HttpEndpoint;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import io.signalbox.sandbox.iam.AccessRequest;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.identity.Identity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Amazon S3 on loopback, for the AWS SDK with an endpoint override, in path style. Buckets are the same in all regions.
 * Requests must be signed by the account that owns the bucket; objects that a test has made public may be read by everybody. Thread-safe.
 */
public final class S3 implements AutoCloseable {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final Buckets buckets = new Buckets();
    private final FaultQueues<S3Operation> faults = new FaultQueues<>();
    private final Queue<S3Call> calls = new ConcurrentLinkedQueue<>();
    private final Identities identities;
    private final HttpEndpoint endpoint;

    private S3(Identities identities) {
        this.identities = identities;
        endpoint = HttpEndpoint.start(new ApiHandler<>(new Api()));
    }

    public static S3 start() {
        return start(new Identities());
    }

    public static S3 start(Identities identities) {
        return new S3(identities);
    }

    /** For the SDK's {@code endpointOverride} or {@code AWS_ENDPOINT_URL_S3}. */
    public URI endpoint() {
        return endpoint.uri();
    }

    /**
     * Creates a bucket that blocks public access, as new buckets do.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
     */
    public void createBucket(String bucket) {
        createBucket(Identities.HOME, bucket);
    }

    /** The same in an account. */
    public void createBucket(String account, String bucket) {
        buckets.create(account, bucket);
    }

    /** From now on everybody may read this object: the bucket blocks no public policies, and has one. */
    public void makePublic(String bucket, String key) {
        buckets.makePublic(bucket, key);
    }

    /** The stored object. */
    public Optional<StoredObject> object(String bucket, String key) {
        return buckets.find(bucket, key);
    }

    /** Writes an object without a request. */
    public void put(String bucket, String key, String text) {
        buckets.put(bucket, key, StoredObject.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    public void remove(String bucket, String key) {
        buckets.remove(bucket, key);
    }

    /** Faults apply to signed requests only, so that a health check that reads uses up none. */
    public FaultQueues<S3Operation> faults() {
        return faults;
    }

    /** Throttling, as this service reports it. */
    public static Fault throttling() {
        return new Fault.Error(503, "SlowDown", "Please reduce your request rate.");
    }

    /** An internal error, as this service reports it. */
    public static Fault internalError() {
        return new Fault.Error(500, "InternalError", "We encountered an internal error. Please try again.");
    }

    /** A conflict with a concurrent request for the same object. */
    public static Fault conflict() {
        return new Fault.Error(
                409,
                "ConditionalRequestConflict",
                "The conditional request cannot succeed due to a conflicting operation against this resource.");
    }

    /** Every request so far that could be read, oldest first, including those that got no answer. */
    public List<S3Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private final class Api implements ApiHandler.Api<S3Request> {

        @Override
        public S3Request read(ReceivedRequest request) throws ApiError {
            return S3Request.read(request, identities);
        }

        @Override
        public Fault fault(S3Request request) {
            return request.accessKey().isEmpty() ? new Fault.None() : faults.next(request.operation());
        }

        @Override
        public HttpReply perform(S3Request request) throws ApiError {
            authorize(request);
            var object = performed(request);
            log(request, "ok", "");
            Map<String, String> headers = new HashMap<>();
            object.ifPresent(found -> headers.put("ETag", found.etag()));
            return switch (request.operation()) {
                case GET_OBJECT -> get(headers, object.orElseThrow().body());
                case HEAD_OBJECT, PUT_OBJECT -> HttpReply.empty(OK, headers);
                case DELETE_OBJECT -> HttpReply.empty(NO_CONTENT, headers);
            };
        }

        /** An object that everybody may read needs no policy of its reader. */
        private void authorize(S3Request request) throws ApiError {
            Identity caller = request.caller();
            if (caller == null || buckets.isOpen(request)) {
                return;
            }
            for (AccessRequest needed : S3Actions.of(request)) {
                var denial = identities.policies().denial(caller, needed);
                if (denial.isPresent()) {
                    throw ApiError.accessDenied(caller, denial.get());
                }
            }
        }

        private Optional<StoredObject> performed(S3Request request) throws ApiError {
            try {
                return buckets.perform(request);
            } catch (ApiError e) {
                Identity caller = request.caller();
                if (caller == null || !e.code().equals("NoSuchKey")) {
                    throw e;
                }
                throw identities
                        .policies()
                        .denial(caller, S3Actions.list(request))
                        .map(hidden -> ApiError.accessDenied(caller, hidden))
                        .orElse(e);
            }
        }

        private HttpReply get(Map<String, String> headers, byte[] body) {
            if (body.length > 0) {
                headers.put("Content-Type", "text/plain");
            }
            return new HttpReply(OK, headers, body);
        }

        @Override
        public String internalErrorCode() {
            return "InternalError";
        }

        /** Errors about credentials: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
        private ApiError named(ApiError error) {
            String message = String.valueOf(error.getMessage());
            return switch (error.code()) {
                case "InvalidClientTokenId" -> new ApiError(FORBIDDEN, "InvalidAccessKeyId", message);
                case "ExpiredToken" -> new ApiError(BAD_REQUEST, "ExpiredToken", message);
                case "IncompleteSignature" -> new ApiError(BAD_REQUEST, "AuthorizationHeaderMalformed", message);
                default -> error;
            };
        }

        @Override
        public HttpReply error(ReceivedRequest request, ApiError given) {
            ApiError error = named(given);
            if (request.method().equals("HEAD")) {
                return HttpReply.empty(error.status(), Map.of());
            }
            String message =
                    String.valueOf(error.getMessage()).replace("&", "&amp;").replace("<", "&lt;");
            return HttpReply.of(
                    error.status(),
                    "application/xml",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + error.code() + "</Code><Message>"
                            + message + "</Message></Error>");
        }

        @Override
        public void log(S3Request request, String result, String detail) {
            calls.add(new S3Call(Instant.now(), request.operation(), request.accessKey(), request.object(), result));
        }
    }
}
