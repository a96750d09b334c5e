package io.signalbox.actuator.aws;

import io.signalbox.actuator.core.AccessErrors;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.FailureCause;
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
            case ApiCallTimeoutException timeout -> failed(FailureCause.TIMEOUT, timeout, true);
            case ApiCallAttemptTimeoutException timeout -> failed(FailureCause.TIMEOUT, timeout, true);
            default ->
                AccessErrors.unsigned(String.valueOf(e.getMessage()))
                        .map(why -> new ActionFailedException(FailureCause.ACCESS_DENIED, why, true))
                        .orElseGet(() -> failed(FailureCause.CONNECTION, e, true));
        };
    }

    private static ActionFailedException of(AwsServiceException answer) {
        String code = answer.awsErrorDetails() == null
                ? ""
                : String.valueOf(answer.awsErrorDetails().errorCode());
        if (answer.isThrottlingException() || BUSY.contains(code)) {
            return failed(FailureCause.THROTTLED, answer, true);
        }
        if (answer.statusCode() >= SERVER_ERROR) {
            return failed(FailureCause.SERVER_ERROR, answer, true);
        }
        if (INVALID.contains(code)) {
            return failed(FailureCause.INVALID_INPUT, answer, false);
        }
        if (MEANWHILE.contains(code)) {
            return failed(FailureCause.CHANGED_MEANWHILE, answer, true);
        }
        if (answer.statusCode() == NOT_FOUND || code.contains("NotFound")) {
            return failed(FailureCause.NOT_FOUND, answer, true);
        }
        // Retryable: credentials may be renewed and permissions granted while a plan waits.
        if (AccessErrors.isDenied(answer.statusCode(), code)) {
            return failed(FailureCause.ACCESS_DENIED, answer, true);
        }
        return failed(FailureCause.REFUSED, answer, true);
    }

    private static ActionFailedException failed(FailureCause cause, SdkException e, boolean retryable) {
        return new ActionFailedException(cause, String.valueOf(e.getMessage()), retryable);
    }
}
