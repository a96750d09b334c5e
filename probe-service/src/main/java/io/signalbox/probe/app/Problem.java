package io.signalbox.probe.app;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The types of problems. The service shows each at {@code /problems/<name>}. Those of decision-service have the same names. */
enum Problem {
    INVALID_VALUE(400, "A value is not allowed", "Correct what \"where\" names; \"allowed\" says what is accepted."),
    UNAUTHENTICATED(401, "The caller is not known", "Send Authorization: Bearer with a valid token."),
    FORBIDDEN(403, "The caller may not do this", "Use a token with the role that the detail names."),
    UNKNOWN_PATH(404, "There is nothing at this path", "docs/probing.md lists the paths and their methods."),
    METHOD_NOT_ALLOWED(405, "The path has no such method", "docs/probing.md lists the methods of each path."),
    UNKNOWN_CHECK(404, "There is no such check", "GET /api/v1/checks lists the checks."),
    BODY_TOO_LARGE(413, "The body is too large", "Send at most 16 KiB."),
    TOO_MANY_CHECKS(429, "Too many on-demand checks run", "Ask again in a second."),
    TOO_MANY_FAILED_LOGINS(
            429,
            "Too many tokens from this address were wrong",
            "Correct the token of the client that repeats it; other addresses are not concerned."),
    INTERNAL_ERROR(500, "The service has failed", "Report the warning in the log."),
    STARTING(503, "There is no topology yet", "Ask again; /q/health/ready tells when.");

    private static final String FOLDER = "/problems/";

    private final int status;
    private final String title;
    private final String remedy;

    Problem(int status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The action that is expected of the caller. */
    String remedy() {
        return remedy;
    }

    /** The name in the type, in kebab-case. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A relative URI that this service resolves. */
    String type() {
        return FOLDER + label();
    }

    static Optional<Problem> labelled(String label) {
        return Stream.of(values()).filter(one -> one.label().equals(label)).findFirst();
    }

    /** The problem of a refused caller, or of an answer that has only a status. */
    static Problem of(int status) {
        return switch (status) {
            case 400 -> INVALID_VALUE;
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 405 -> METHOD_NOT_ALLOWED;
            case 413 -> BODY_TOO_LARGE;
            case 429 -> TOO_MANY_FAILED_LOGINS;
            case 503 -> STARTING;
            case 500 -> INTERNAL_ERROR;
            default -> UNKNOWN_PATH;
        };
    }
}
