package io.signalbox.actuator.ssm;

import io.signalbox.actuator.core.ActionFailedException;
import java.util.Set;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.TooManyUpdatesException;

/** What an exception of the SDK says about the request; its cause is a metric's label and an outcome's cause. */
final class Trouble {

    private static final int SERVER_ERROR = 500;

    /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html#API_PutParameter_Errors */
    private static final Set<String> NEVER = Set.of(
            "ValidationException",
            "HierarchyLevelLimitExceededException",
            "HierarchyTypeMismatchException",
            "ParameterLimitExceeded",
            "ParameterMaxVersionLimitExceeded",
            "ParameterPatternMismatchException",
            "UnsupportedParameterType");

    private Trouble() {}

    static ActionFailedException of(SdkException e) {
        return switch (e) {
            case TooManyUpdatesException busy -> failed("throttled", busy, true);
            case SsmException throttled when throttled.isThrottlingException() -> failed("throttled", throttled, true);
            case ParameterNotFoundException gone -> failed("not-found", gone, true);
            case ParameterAlreadyExistsException meanwhile -> failed("changed-meanwhile", meanwhile, true);
            case SsmException server when server.statusCode() >= SERVER_ERROR -> failed("server-error", server, true);
            case SsmException invalid when NEVER.contains(code(invalid)) -> failed("invalid-input", invalid, false);
            // Credentials are renewed and rights are granted while a plan waits, so even "denied" is asked again.
            case SsmException other -> failed("refused", other, true);
            case ApiCallTimeoutException timeout -> failed("timeout", timeout, true);
            case ApiCallAttemptTimeoutException timeout -> failed("timeout", timeout, true);
            default -> failed("connection", e, true);
        };
    }

    private static String code(SsmException e) {
        return e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
    }

    private static ActionFailedException failed(String cause, SdkException e, boolean retryable) {
        return new ActionFailedException(cause, String.valueOf(e.getMessage()), retryable);
    }
}
