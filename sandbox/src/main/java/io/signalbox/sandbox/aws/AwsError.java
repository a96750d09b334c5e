package io.signalbox.sandbox.aws;

import java.util.List;

/** An answer that is no success, in the words of Route 53. */
public final class AwsError extends Exception {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final int status;
    private final String code;

    public AwsError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static AwsError invalidInput(String message) {
        return new AwsError(BAD_REQUEST, "InvalidInput", message);
    }

    /** One error for the whole batch, with one message for each change that was refused. */
    static AwsError invalidChangeBatch(List<String> messages) {
        return new AwsError(BAD_REQUEST, "InvalidChangeBatch", "[" + String.join(", ", messages) + "]");
    }

    static AwsError noSuchZone(String id) {
        return new AwsError(NOT_FOUND, "NoSuchHostedZone", "No hosted zone found with ID: " + id);
    }

    static AwsError noSuchChange(String id) {
        return new AwsError(NOT_FOUND, "NoSuchChange", "Could not find resource with ID: " + id);
    }

    static AwsError noSuchHealthCheck(String id) {
        return new AwsError(NOT_FOUND, "NoSuchHealthCheck", "No health check exists with ID: " + id);
    }

    static AwsError healthCheckAlreadyExists(String reference) {
        return new AwsError(
                CONFLICT,
                "HealthCheckAlreadyExists",
                "A health check with other settings, or a deleted one, has the caller reference " + reference);
    }

    static AwsError healthCheckVersionMismatch(long found) {
        return new AwsError(
                CONFLICT, "HealthCheckVersionMismatch", "The version of the health check in the database is " + found);
    }

    static AwsError unknownOperation(String what) {
        return new AwsError(NOT_FOUND, "UnknownOperationException", "The sandbox has no " + what);
    }

    static AwsError unsigned() {
        return new AwsError(FORBIDDEN, "MissingAuthenticationToken", "Missing Authentication Token");
    }

    static AwsError throttled() {
        return new AwsError(BAD_REQUEST, "Throttling", "Rate exceeded");
    }

    static AwsError priorRequestNotComplete() {
        return new AwsError(
                BAD_REQUEST,
                "PriorRequestNotComplete",
                "The request was rejected because Route 53 was still processing a prior request.");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }
}
