package io.signalbox.decision.problem;

import jakarta.ws.rs.WebApplicationException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of problems. The service shows each at {@code /problems/<name>}; docs/rest.md lists them, which a test compares. */
public enum ApiProblem {
    MALFORMED_REQUEST(
            400,
            "The request does not follow HTTP",
            "Send what RFC 9110 and RFC 9112 allow; the detail says what was wrong."),
    INVALID_VALUE(
            400,
            "A value is not allowed",
            "Correct the field, parameter or header in \"where\"; \"allowed\" says what is accepted."),
    UNREADABLE_BODY(
            400,
            "The body is not the expected JSON",
            "Correct the field or position in \"where\"; /q/openapi has the schema of each body."),
    INVALID_CANDIDATE(
            400,
            "The policy or the probes of a backtest are not valid",
            "Correct what the detail names; the keys are those of the topology."),
    UNAUTHENTICATED(401, "The caller is not known", "Send Authorization: Bearer with a valid token."),
    FORBIDDEN(
            403,
            "The caller may not do this",
            "Use a token with the role that this needs; GET /api/v1/me shows yours."),
    UNKNOWN_PATH(404, "There is nothing at this path", "/q/openapi lists all paths."),
    UNKNOWN_SERVICE(404, "There is no such service", "GET /api/v1/services lists the services."),
    UNKNOWN_BACKTEST(
            404,
            "There is no such backtest on this instance",
            "Ask the instance that accepted it, or start it again; each instance keeps the last 20."),
    UNKNOWN_MOVE(
            404,
            "There is no such move in the kept journal",
            "GET /api/v1/services/{service}/moves lists those that this instance keeps; the topic signalbox.journal has all."),
    UNKNOWN_REGION(404, "There is no such region", "GET /api/v1/regions lists the names of sites, vantages and cells."),
    NOT_COUNTED_HERE(
            404, "Another instance counts this service's observations", "Ask for /why, which asks the right instance."),
    METHOD_NOT_ALLOWED(405, "The path has no such method", "/q/openapi lists the methods of each path."),
    NOT_ACCEPTABLE(
            406,
            "The answer has none of the accepted media types",
            "Accept application/json, or text/event-stream for events."),
    ORDER_REFUSED(
            409,
            "The order was refused",
            "Read the reason; docs/reasons.md says for each \"code\" what it means and what to do."),
    VERSION_CONFLICT(
            412,
            "The state has changed since the version in If-Match",
            "Read the state again; order again with its ETag if the order is still right."),
    BODY_TOO_LARGE(413, "The body is too large", "Send at most 64 KiB."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "The body has another media type than expected", "Send Content-Type: application/json."),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another order", "Take a new key for a new order."),
    TOO_MANY_ORDERS(
            429,
            60,
            "Too many orders for one service within an hour",
            "Find out who gives them; give this one again later."),
    TOO_MANY_STREAMS(
            429, 10, "The caller follows too many event streams", "Close a stream; one is enough for all services."),
    TOO_MANY_BACKTESTS(429, 60, "Too many backtests wait", "Cancel one, or ask again later."),
    TOO_MANY_FAILED_LOGINS(
            429,
            5,
            "Too many tokens from this address were wrong",
            "Correct the token of the client that repeats it; other addresses are not concerned."),
    INTERNAL_ERROR(
            500, "The service has failed", "Report the error that the log has under the \"instance\" of the answer."),
    STARTING(503, 1, "This instance still reads what happened before", "Ask again, or ask another instance."),
    STREAMS_EXHAUSTED(
            503,
            10,
            "This instance has no event stream left",
            "Ask again, or ask another instance; signalbox.view.readers is the limit."),
    KAFKA_AWAY(503, 2, "Kafka did not store the order", "Give it again with the same Idempotency-Key."),
    IDENTITY_PROVIDER_AWAY(
            503, 5, "The OpenID Connect provider does not answer", "Ask again, or use a token of the token file."),
    UNAVAILABLE(503, 5, "The service is not available now", "Ask again later.");

    private static final String FOLDER = "/problems";
    private static final int INTERNAL = 500;
    private static final int NO_RETRY = 0;

    private final int status;
    private final int retryAfter;
    private final String title;
    private final String remedy;

    ApiProblem(int status, String title, String remedy) {
        this(status, NO_RETRY, title, remedy);
    }

    /** @param retryAfter seconds */
    ApiProblem(int status, int retryAfter, String title, String remedy) {
        this.status = status;
        this.retryAfter = retryAfter;
        this.title = title;
        this.remedy = remedy;
    }

    /** The name in the type, in kebab-case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The action that is expected of the caller. */
    public String remedy() {
        return remedy;
    }

    /** A relative URI that this service resolves. */
    String type() {
        return FOLDER + "/" + label();
    }

    /** Seconds; empty when repeating the request does not help. */
    Optional<Integer> retryAfter() {
        return retryAfter == NO_RETRY ? Optional.empty() : Optional.of(retryAfter);
    }

    static Optional<ApiProblem> labelled(String label) {
        return Stream.of(values()).filter(one -> one.label().equals(label)).findFirst();
    }

    /** The problem of an answer that has only a status. */
    static ApiProblem of(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> UNKNOWN_PATH;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 412 -> VERSION_CONFLICT;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> UNAVAILABLE;
            default -> status >= INTERNAL ? INTERNAL_ERROR : MALFORMED_REQUEST;
        };
    }

    /** An error to throw. */
    public WebApplicationException saying(String detail) {
        return ApiProblemDetails.of(this, detail).exception();
    }

    /** An error to throw. @param where field, parameter or header @param found null for nothing */
    public WebApplicationException at(String where, String allowed, @Nullable String found) {
        return ApiProblemDetails.at(this, where, allowed, found).exception();
    }

    /** A refused order. @param code its reason code */
    public WebApplicationException because(String code, String text) {
        return ApiProblemDetails.of(this, text).withCode(code).exception();
    }
}
