package io.signalbox.actuator.aws;

import io.signalbox.actuator.core.AccessErrors;
import io.signalbox.actuator.core.ActionFailedException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Classifies an exception of the SDK; the cause is a label of metrics and outcomes. */
final class SdkError {

    private static final int SERVER_ERROR = 500;
    private static final int NOT_FOUND = 404;

    /** Errors of requests that can never succeed. Services spell the same error in several ways. */
    private static final Set<String> INVALID = Set.of(
            "InvalidParameter",
            "InvalidParameterCombination",
            "InvalidParameterException",
            "InvalidParameterValue",
            "InvalidParameterValueException",
            "InvalidRequestContentException",
            "MissingParameter",
            "MissingRequiredParameter",
            "ParameterValueInvalid",
            "ValidationError",
            "ValidationException",
            // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html#API_PutParameter_Errors
            "HierarchyLevelLimitExceededException",
            "HierarchyTypeMismatchException",
            "ParameterLimitExceeded",
            "ParameterMaxVersionLimitExceeded",
            "ParameterPatternMismatchException",
            "UnsupportedParameterType",
            // https://docs.aws.amazon.com/routing-control/latest/APIReference/API_UpdateRoutingControlStates.html
            "ServiceLimitExceededException");

    private static final Set<String> BUSY = Set.of("TooManyUpdates");

    private static final Set<String> MEANWHILE = Set.of("ParameterAlreadyExists");

    private SdkError() {}

    static ActionFailedException of(SdkException e) {
        return switch (e) {
            case AwsServiceException answer -> of(answer);
            case ApiCallTimeoutException timeout -> failed("timeout", timeout, true);
            case ApiCallAttemptTimeoutException timeout -> failed("timeout", timeout, true);
            default ->
                AccessErrors.unsigned(String.valueOf(e.getMessage()))
                        .map(why -> new ActionFailedException(AccessErrors.DENIED, why, true))
                        .orElseGet(() -> failed("connection", e, true));
        };
    }

    private static ActionFailedException of(AwsServiceException answer) {
        String code = answer.awsErrorDetails() == null
                ? ""
                : String.valueOf(answer.awsErrorDetails().errorCode());
        if (answer.isThrottlingException() || BUSY.contains(code)) {
            return failed("throttled", answer, true);
        }
        if (answer.statusCode() >= SERVER_ERROR) {
            return failed("server-error", answer, true);
        }
        if (INVALID.contains(code)) {
            return failed("invalid-input", answer, false);
        }
        if (MEANWHILE.contains(code)) {
            return failed("changed-meanwhile", answer, true);
        }
        if (answer.statusCode() == NOT_FOUND || code.contains("NotFound")) {
            return failed("not-found", answer, true);
        }
        // Retryable: credentials may be renewed and permissions granted while a plan waits.
        if (AccessErrors.isDenied(answer.statusCode(), code)) {
            return failed(AccessErrors.DENIED, answer, true);
        }
        return failed("refused", answer, true);
    }

    private static ActionFailedException failed(String cause, SdkException e, boolean retryable) {
        return new ActionFailedException(cause, String.valueOf(e.getMessage()), retryable);
    }
}
