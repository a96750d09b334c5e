package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.aws.ApiHandler;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.FaultQueues;
import io.signalbox.sandbox.aws.RequestSignature;
import io.signalbox.sandbox.cloud.protocol.Protocol.OperationCall;
import io.signalbox.sandbox.cloud.protocol.QueryProtocol;
import io.signalbox.sandbox.http.HttpEndpoint;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * AWS STS on loopback: who a caller is, and temporary credentials for roles that trust the caller. A role trusts one web identity
 * token, or all callers with one external id. https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html. Thread-safe.
 */
public final class Sts implements AutoCloseable {

    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;
    private static final String ACCOUNT = "123456789012";
    private static final QueryProtocol PROTOCOL =
            new QueryProtocol("https://sts.amazonaws.com/doc/2011-06-15/", "2011-06-15");

    /** @param secret the token, or the external id; empty for none */
    private record Trust(boolean webIdentity, String secret) {}

    /** @param caller the access key; empty if the request is not signed */
    private record StsRequest(String operation, JsonNode input, String caller) {}

    private final Map<String, Trust> roles = new HashMap<>();
    private final Map<String, String> sessions = new HashMap<>();
    private final FaultQueues<String> faults = new FaultQueues<>();
    private final Queue<CloudCall> calls = new ConcurrentLinkedQueue<>();
    private final HttpEndpoint endpoint = HttpEndpoint.start(new ApiHandler<>(new Api()));

    private Sts() {}

    public static Sts start() {
        return new Sts();
    }

    /** For {@code AWS_ENDPOINT_URL_STS}. */
    public URI endpoint() {
        return endpoint.uri();
    }

    /** Adds a role for those who present this token. */
    public synchronized void trustWebIdentity(String role, String token) {
        roles.put(role, new Trust(true, token));
    }

    /** Adds a role that every caller may assume who gives this external id. @param externalId empty for none */
    public synchronized void trust(String role, String externalId) {
        roles.put(role, new Trust(false, externalId));
    }

    /** The role of temporary credentials. */
    public synchronized String role(String accessKey) {
        return sessions.getOrDefault(accessKey, "");
    }

    /** Faults by operation. */
    public FaultQueues<String> faults() {
        return faults;
    }

    /** Every request so far, oldest first. */
    public List<CloudCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private synchronized JsonNode answer(StsRequest request) throws ApiError {
        return switch (request.operation()) {
            case "GetCallerIdentity" -> identity(signed(request));
            case "AssumeRole" -> assume(request, signed(request), false);
            case "AssumeRoleWithWebIdentity" -> assume(request, "", true);
            default -> throw new ApiError(BAD_REQUEST, "InvalidAction", "The sandbox has no " + request.operation());
        };
    }

    private static String signed(StsRequest request) throws ApiError {
        if (request.caller().isEmpty()) {
            throw new ApiError(FORBIDDEN, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        return request.caller();
    }

    private ObjectNode identity(String caller) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Arn", arn(caller))
                .put("UserId", "AIDA" + caller)
                .put("Account", account(arn(caller)));
    }

    private String arn(String caller) {
        return sessions.getOrDefault(caller, "arn:aws:iam::" + ACCOUNT + ":user/" + caller);
    }

    private static String account(String arn) {
        return arn.split(":", -1)[4];
    }

    private ObjectNode assume(StsRequest request, String caller, boolean webIdentity) throws ApiError {
        String role = request.input().path("RoleArn").asText("");
        Trust trust = roles.get(role);
        String shown = request.input()
                .path(webIdentity ? "WebIdentityToken" : "ExternalId")
                .asText("");
        if (trust == null
                || trust.webIdentity() != webIdentity
                || !trust.secret().equals(shown)) {
            throw new ApiError(
                    FORBIDDEN,
                    "AccessDenied",
                    webIdentity
                            ? "Not authorized to perform sts:AssumeRoleWithWebIdentity"
                            : "User: " + arn(caller) + " is not authorized to perform: sts:AssumeRole on resource: "
                                    + role);
        }
        String session = request.input().path("RoleSessionName").asText("");
        if (!session.matches("[\\w+=,.@-]{2,64}")) {
            throw new ApiError(BAD_REQUEST, "ValidationError", "RoleSessionName is not valid: " + session);
        }
        String key = "ASIA" + String.format("%016d", sessions.size() + 1);
        String arn = role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/" + session;
        sessions.put(key, arn);
        var reply = JsonNodeFactory.instance.objectNode();
        reply.putObject("Credentials")
                .put("AccessKeyId", key)
                .put("SecretAccessKey", "secret-of-" + key)
                .put("SessionToken", "token-of-" + key)
                .put(
                        "Expiration",
                        Instant.now()
                                .plus(1, ChronoUnit.HOURS)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
        reply.putObject("AssumedRoleUser")
                .put("AssumedRoleId", "AROA:" + session)
                .put("Arn", arn);
        return reply;
    }

    private final class Api implements ApiHandler.Api<StsRequest> {

        @Override
        public StsRequest read(ReceivedRequest request) throws ApiError {
            OperationCall call = PROTOCOL.read(request);
            return new StsRequest(
                    call.operation(),
                    call.input(),
                    RequestSignature.of(request, "sts")
                            .map(RequestSignature::accessKey)
                            .orElse(""));
        }

        @Override
        public Fault fault(StsRequest request) {
            return faults.next(request.operation());
        }

        @Override
        public HttpReply perform(StsRequest request) throws ApiError {
            JsonNode answer = answer(request);
            log(request, "ok", "");
            return PROTOCOL.success(request.operation(), answer);
        }

        @Override
        public String internalErrorCode() {
            return "InternalFailure";
        }

        @Override
        public HttpReply error(ReceivedRequest request, ApiError error) {
            return PROTOCOL.error(error);
        }

        @Override
        public void log(StsRequest request, String result, String detail) {
            calls.add(new CloudCall(Instant.now(), "sts", request.operation(), "", request.caller(), result, detail));
        }
    }
}
