package io.signalbox.sandbox.sts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.aws.ApiHandler;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.FaultQueues;
import io.signalbox.sandbox.aws.RequestSignature;
import io.signalbox.sandbox.cloud.CloudCall;
import io.signalbox.sandbox.cloud.protocol.Protocol.OperationCall;
import io.signalbox.sandbox.cloud.protocol.QueryProtocol;
import io.signalbox.sandbox.http.HttpEndpoint;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import io.signalbox.sandbox.iam.AccessRequest;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.identity.Identity;
import io.signalbox.sandbox.identity.SessionCredentials;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * AWS STS on loopback: who a caller is, and temporary credentials for roles that trust the caller. A role trusts one web identity
 * token, or the callers of one principal with one external id. https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html. Thread-safe.
 */
public final class Sts implements AutoCloseable {

    /** The operations that are answered. */
    public static final List<String> OPERATIONS =
            List.of("GetCallerIdentity", "AssumeRole", "AssumeRoleWithWebIdentity");

    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;
    private static final QueryProtocol PROTOCOL =
            new QueryProtocol("https://sts.amazonaws.com/doc/2011-06-15/", "2011-06-15");

    /** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
    private static final int DEFAULT_SECONDS = 3_600;

    /**
     * @param secrets the token, or the external ids of which one is needed; with an empty text if none may be shown
     * @param principal an account, or the ARN of a user or role
     */
    private record Trust(boolean webIdentity, Set<String> secrets, String principal) {

        /** @param shown the token or the external id; empty if the request has none */
        boolean isShown(String shown) {
            return secrets.isEmpty() || secrets.contains(shown);
        }

        boolean covers(Identity caller) {
            return Set.of(caller.account(), caller.arn(), caller.role()).contains(principal);
        }
    }

    /** @param signature null if the request is not signed */
    private record StsRequest(
            String operation, JsonNode input, @Nullable RequestSignature signature) {

        String accessKey() {
            return signature == null ? "" : signature.accessKey();
        }
    }

    private final Map<String, Trust> roles = new HashMap<>();
    private final Identities identities;
    private final FaultQueues<String> faults = new FaultQueues<>();
    private final Queue<CloudCall> calls = new ConcurrentLinkedQueue<>();
    private final HttpEndpoint endpoint;
    private int longestSeconds = Integer.MAX_VALUE;

    private Sts(Identities identities) {
        this.identities = identities;
        endpoint = HttpEndpoint.start(new ApiHandler<>(new Api()));
    }

    /** @param identities shared with the services that get the credentials */
    public static Sts start(Identities identities) {
        return new Sts(identities);
    }

    /** For {@code AWS_ENDPOINT_URL_STS}. */
    public URI endpoint() {
        return endpoint.uri();
    }

    /** Adds a role for those who present this token. */
    public synchronized void trustWebIdentity(String role, String token) {
        roles.put(role, new Trust(true, Set.of(token), ""));
    }

    /** Adds a role that every caller of {@link Identities#HOME} may assume with this external id. @param externalId empty for none */
    public synchronized void trust(String role, String externalId) {
        trust(role, externalId, Identities.HOME);
    }

    /** Adds a role. @param principal the account, or the ARN of the user or role, that may assume it */
    public synchronized void trust(String role, String externalId, String principal) {
        roles.put(role, new Trust(false, Set.of(externalId), principal));
    }

    /** Adds a role with a trust policy as {@code make iam} writes it. Without a condition every external id is accepted, as AWS does. */
    public synchronized void trust(String role, JsonNode policy) {
        JsonNode statement = policy.path("Statement").path(0);
        if (!statement.path("Effect").asText().equals("Allow")
                || !statement.path("Action").asText().equals("sts:AssumeRole")
                || policy.path("Statement").size() != 1) {
            throw new IllegalArgumentException("expected one statement that allows sts:AssumeRole, got " + policy);
        }
        var ids = new HashSet<String>();
        statement.path("Condition").path("StringEquals").path("sts:ExternalId").forEach(id -> ids.add(id.asText()));
        String principal = statement.path("Principal").path("AWS").asText();
        roles.put(role, new Trust(false, Set.copyOf(ids), principal));
    }

    /** From now on nobody may assume the role. */
    public synchronized void distrust(String role) {
        roles.remove(role);
    }

    /** From now on no session is longer. */
    public synchronized void sessionsLast(Duration longest) {
        longestSeconds = Math.toIntExact(longest.toSeconds());
    }

    /** The ARN of the session of temporary credentials; empty for others. */
    public String role(String accessKey) {
        return identities
                .session(accessKey)
                .map(session -> session.identity().arn())
                .orElse("");
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
        if (!OPERATIONS.contains(request.operation())) {
            throw new ApiError(BAD_REQUEST, "InvalidAction", "The sandbox has no " + request.operation());
        }
        return switch (request.operation()) {
            case "GetCallerIdentity" -> identity(signed(request));
            case "AssumeRole" -> assume(request, signed(request));
            default -> assume(request, null);
        };
    }

    private Identity signed(StsRequest request) throws ApiError {
        if (request.signature() == null) {
            throw new ApiError(FORBIDDEN, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        return request.signature().signer(identities);
    }

    private static ObjectNode identity(Identity caller) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Arn", caller.arn())
                .put("UserId", "AIDA" + caller.arn())
                .put("Account", caller.account());
    }

    /** @param caller null for one with a web identity */
    private ObjectNode assume(StsRequest request, @Nullable Identity caller) throws ApiError {
        String role = request.input().path("RoleArn").asText("");
        requirePermission(role, caller);
        requireTrust(role, request, caller);
        String name = request.input().path("RoleSessionName").asText("");
        if (!name.matches("[\\w+=,.@-]{2,64}")) {
            throw new ApiError(BAD_REQUEST, "ValidationError", "RoleSessionName is not valid: " + name);
        }
        int seconds = request.input().path("DurationSeconds").asInt(DEFAULT_SECONDS);
        SessionCredentials session =
                identities.assume(role, name, Duration.ofSeconds(Math.min(seconds, longestSeconds)));
        var reply = JsonNodeFactory.instance.objectNode();
        reply.putObject("Credentials")
                .put("AccessKeyId", session.accessKey())
                .put("SecretAccessKey", session.secretKey())
                .put("SessionToken", session.token())
                .put("Expiration", session.expires().toString());
        reply.putObject("AssumedRoleUser")
                .put("AssumedRoleId", "AROA:" + name)
                .put("Arn", session.identity().arn());
        return reply;
    }

    private void requirePermission(String role, @Nullable Identity caller) throws ApiError {
        if (caller != null) {
            var denial = identities.policies().denial(caller, AccessRequest.of("sts:AssumeRole", role));
            if (denial.isPresent()) {
                throw ApiError.accessDenied(caller, denial.get());
            }
        }
    }

    private void requireTrust(String role, StsRequest request, @Nullable Identity caller) throws ApiError {
        Trust trust = roles.get(role);
        String shown = request.input()
                .path(caller == null ? "WebIdentityToken" : "ExternalId")
                .asText("");
        boolean trusted = trust != null
                && trust.isShown(shown)
                && (caller == null ? trust.webIdentity() : !trust.webIdentity() && trust.covers(caller));
        if (!trusted) {
            throw caller == null
                    ? new ApiError(FORBIDDEN, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity")
                    : ApiError.accessDenied(caller, "sts:AssumeRole", role);
        }
    }

    private final class Api implements ApiHandler.Api<StsRequest> {

        @Override
        public StsRequest read(ReceivedRequest request) throws ApiError {
            OperationCall call = PROTOCOL.read(request);
            return new StsRequest(
                    call.operation(),
                    call.input(),
                    RequestSignature.of(request, "sts").orElse(null));
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
            calls.add(
                    new CloudCall(Instant.now(), "sts", request.operation(), "", request.accessKey(), result, detail));
        }
    }
}
