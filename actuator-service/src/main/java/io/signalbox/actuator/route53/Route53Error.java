package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.AccessErrors;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.ZoneUnavailableException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.model.HealthCheckAlreadyExistsException;
import software.amazon.awssdk.services.route53.model.HealthCheckVersionMismatchException;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.PriorRequestNotCompleteException;
import software.amazon.awssdk.services.route53.model.Route53Exception;
import software.amazon.awssdk.services.route53.model.TooManyHealthChecksException;

/**
 * The meaning of an SDK exception.
 *
 * @param cause stable, kebab-case: a metric's label and an outcome's cause
 * @param answered whether Route 53 refused the request, so that it certainly had no effect
 */
record Route53Error(String cause, String detail, boolean answered, boolean retryable) {

    private static final String BUSY = "prior-request-not-complete";
    private static final String THROTTLED = "throttled";
    private static final String FAILING = "server-error";
    private static final int SERVER_ERROR = 500;

    static Route53Error of(SdkException e) {
        return switch (e) {
            case PriorRequestNotCompleteException busy -> refused(BUSY, busy, true);
            case InvalidChangeBatchException mismatch -> refused("invalid-change-batch", mismatch, true);
            case NoSuchHostedZoneException gone -> refused("zone-not-found", gone, false);
            case InvalidInputException invalid -> refused("invalid-input", invalid, false);
            case HealthCheckAlreadyExistsException taken -> refused("health-check-name-taken", taken, false);
            case HealthCheckVersionMismatchException changed -> refused("health-check-changed", changed, true);
            case TooManyHealthChecksException many -> refused("too-many-health-checks", many, false);
            case Route53Exception throttled
            when throttled.isThrottlingException() -> refused(THROTTLED, throttled, true);
            case Route53Exception server when server.statusCode() >= SERVER_ERROR -> unclear(FAILING, server);
            // Credentials are renewed and rights are granted while a plan waits, so even this is asked again.
            case Route53Exception denied when isDenied(denied) -> refused(AccessErrors.DENIED, denied, true);
            case Route53Exception other -> refused("refused", other, true);
            case ApiCallTimeoutException timeout -> unclear("timeout", timeout);
            case ApiCallAttemptTimeoutException timeout -> unclear("timeout", timeout);
            case SdkClientException unsigned
            when AccessErrors.isWithoutCredentials(text(unsigned)) ->
                new Route53Error(AccessErrors.DENIED, AccessErrors.WITHOUT_CREDENTIALS, true, true);
            default -> unclear("connection", e);
        };
    }

    private static boolean isDenied(Route53Exception answer) {
        String code = answer.awsErrorDetails() == null
                ? ""
                : String.valueOf(answer.awsErrorDetails().errorCode());
        return AccessErrors.isDenied(answer.statusCode(), code);
    }

    private static Route53Error refused(String cause, Route53Exception e, boolean retryable) {
        return new Route53Error(cause, text(e), true, retryable);
    }

    private static Route53Error unclear(String cause, SdkException e) {
        return new Route53Error(cause, text(e), false, true);
    }

    private static String text(SdkException e) {
        return String.valueOf(e.getMessage());
    }

    boolean isThrottling() {
        return cause.equals(THROTTLED);
    }

    /** True if a question may be answered in a moment. */
    boolean passes() {
        return isThrottling() || cause.equals(BUSY) || cause.equals(FAILING);
    }

    /** The answer for the changes of the batch. */
    ChangeSender.Answer answer() {
        if (!answered) {
            return new ChangeSender.Answer.Unclear(new Submission.Unclear(cause, detail));
        }
        var why = new Submission.NotTaken(cause, detail, retryable);
        return switch (cause) {
            case BUSY -> new ChangeSender.Answer.Busy(why);
            case THROTTLED -> new ChangeSender.Answer.Throttled(why);
            default -> new ChangeSender.Answer.Denied(why);
        };
    }

    ZoneUnavailableException unavailable() {
        return new ZoneUnavailableException(cause, detail, retryable);
    }
}
