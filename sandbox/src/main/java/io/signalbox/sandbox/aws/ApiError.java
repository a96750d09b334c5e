package io.signalbox.sandbox.aws;

import io.signalbox.sandbox.iam.Policy;
import io.signalbox.sandbox.identity.Identity;
import java.util.List;

/** An error response of an API. */
public final class ApiError extends Exception {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final int status;
    private final String code;

    public ApiError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static ApiError invalidInput(String message) {
        return new ApiError(BAD_REQUEST, "InvalidInput", message);
    }

    /** One error for the whole batch, with a message for each refused change. */
    static ApiError invalidChangeBatch(List<String> messages) {
        return new ApiError(BAD_REQUEST, "InvalidChangeBatch", "[" + String.join(", ", messages) + "]");
    }

    static ApiError noSuchZone(String id) {
        return new ApiError(NOT_FOUND, "NoSuchHostedZone", "No hosted zone found with ID: " + id);
    }

    static ApiError noSuchChange(String id) {
        return new ApiError(NOT_FOUND, "NoSuchChange", "Could not find resource with ID: " + id);
    }

    static ApiError noSuchHealthCheck(String id) {
        return new ApiError(NOT_FOUND, "NoSuchHealthCheck", "No health check exists with ID: " + id);
    }

    static ApiError healthCheckAlreadyExists(String reference) {
        return new ApiError(
                CONFLICT,
                "HealthCheckAlreadyExists",
                "A health check with other settings, or a deleted one, has the caller reference " + reference);
    }

    static ApiError healthCheckVersionMismatch(long found) {
        return new ApiError(
                CONFLICT, "HealthCheckVersionMismatch", "The version of the health check in the database is " + found);
    }

    static ApiError unknownOperation(String what) {
        return new ApiError(NOT_FOUND, "UnknownOperationException", "The sandbox has no " + what);
    }

    public static ApiError accessDenied(Identity caller, Policy.Denial denial) {
        return new ApiError(FORBIDDEN, "AccessDenied", denial.text(caller.arn()));
    }

    /** The words of https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
    public static ApiError accessDenied(Identity caller, String action, String resource) {
        return new ApiError(
                FORBIDDEN,
                "AccessDenied",
                "User: " + caller.arn() + " is not authorized to perform: "
                        + action
                        + " on resource: " + resource + " because no identity-based policy allows the " + action
                        + " action");
    }

    static ApiError unsigned() {
        return new ApiError(FORBIDDEN, "MissingAuthenticationToken", "Missing Authentication Token");
    }

    static ApiError elsewhere() {
        return new ApiError(FORBIDDEN, "SignatureDoesNotMatch", "Credential should be scoped to a valid region.");
    }

    static ApiError throttled() {
        return new ApiError(BAD_REQUEST, "Throttling", "Rate exceeded");
    }

    static ApiError priorRequestNotComplete() {
        return new ApiError(
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
