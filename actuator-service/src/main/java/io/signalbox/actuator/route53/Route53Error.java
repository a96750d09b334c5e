package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.AccessErrors;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;
import java.util.List;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.model.HealthCheckAlreadyExistsException;
import software.amazon.awssdk.services.route53.model.HealthCheckVersionMismatchException;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.PriorRequestNotCompleteException;
import software.amazon.awssdk.services.route53.model.Route53Exception;
import software.amazon.awssdk.services.route53.model.TooManyHealthChecksException;

/**
 * The meaning of an SDK exception.
 *
 * @param cause a metric's label and an outcome's cause
 * @param answered whether Route 53 refused the request, so that it certainly had no effect
 * @param general whether any other request would have been refused as well
 */
record Route53Error(FailureCause cause, String detail, boolean answered, boolean retryable, boolean general) {

    private static final int SERVER_ERROR = 500;

    static Route53Error of(SdkException e) {
        return switch (e) {
            case PriorRequestNotCompleteException busy -> general(FailureCause.PRIOR_REQUEST_NOT_COMPLETE, busy);
            case InvalidChangeBatchException mismatch -> refused(FailureCause.INVALID_CHANGE_BATCH, mismatch, true);
            case NoSuchHostedZoneException gone -> refused(FailureCause.ZONE_NOT_FOUND, gone, true);
            case NoSuchHealthCheckException missing -> refused(FailureCause.HEALTH_CHECK_MISSING, missing, true);
            case InvalidInputException invalid -> refused(FailureCause.INVALID_INPUT, invalid, false);
            case HealthCheckAlreadyExistsException taken -> refused(FailureCause.HEALTH_CHECK_NAME_TAKEN, taken, false);
            case HealthCheckVersionMismatchException changed ->
                refused(FailureCause.HEALTH_CHECK_CHANGED, changed, true);
            case TooManyHealthChecksException many -> refused(FailureCause.TOO_MANY_HEALTH_CHECKS, many, false);
            case Route53Exception throttled
            when throttled.isThrottlingException() -> general(FailureCause.THROTTLED, throttled);
            case Route53Exception server
            when server.statusCode() >= SERVER_ERROR -> unclear(FailureCause.SERVER_ERROR, server);
            // Retryable: credentials may be renewed and permissions granted while a plan waits.
            case Route53Exception rejected
            when AccessErrors.areCredentialsRejected(code(rejected)) -> general(FailureCause.ACCESS_DENIED, rejected);
            case Route53Exception denied when isDenied(denied) -> refused(FailureCause.ACCESS_DENIED, denied, true);
            case Route53Exception other -> refused(FailureCause.REFUSED, other, true);
            case ApiCallTimeoutException timeout -> unclear(FailureCause.TIMEOUT, timeout);
            case ApiCallAttemptTimeoutException timeout -> unclear(FailureCause.TIMEOUT, timeout);
            case SdkClientException unsigned
            when AccessErrors.unsigned(text(unsigned)).isPresent() ->
                new Route53Error(
                        FailureCause.ACCESS_DENIED,
                        AccessErrors.unsigned(text(unsigned)).get(),
                        true,
                        true,
                        true);
            default -> unclear(FailureCause.CONNECTION, e);
        };
    }

    private static String code(Route53Exception answer) {
        return answer.awsErrorDetails() == null
                ? ""
                : String.valueOf(answer.awsErrorDetails().errorCode());
    }

    private static boolean isDenied(Route53Exception answer) {
        return AccessErrors.isDenied(answer.statusCode(), code(answer));
    }

    private static Route53Error refused(FailureCause cause, Route53Exception e, boolean retryable) {
        return new Route53Error(cause, text(e), true, retryable, false);
    }

    private static Route53Error general(FailureCause cause, Route53Exception e) {
        return new Route53Error(cause, text(e), true, true, true);
    }

    private static Route53Error unclear(FailureCause cause, SdkException e) {
        return new Route53Error(cause, text(e), false, true, true);
    }

    private static String text(SdkException e) {
        return String.valueOf(e.getMessage());
    }

    boolean isThrottling() {
        return cause == FailureCause.THROTTLED;
    }

    /** True if a repeated question may be answered soon. */
    boolean passes() {
        return isThrottling() || cause == FailureCause.PRIOR_REQUEST_NOT_COMPLETE || cause == FailureCause.SERVER_ERROR;
    }

    /** True if the request's own zone does not exist, rather than one that a change refers to. */
    boolean isAbout(String zone) {
        return cause == FailureCause.ZONE_NOT_FOUND && detail.contains(zone);
    }

    /** The answer for the changes of the batch. */
    ChangeSender.SendResult answer() {
        if (!answered) {
            return new ChangeSender.SendResult.Unclear(new Submission.Unclear(cause, detail));
        }
        var why = new Submission.NotTaken(cause, detail, retryable);
        return switch (cause) {
            case PRIOR_REQUEST_NOT_COMPLETE -> new ChangeSender.SendResult.Busy(why);
            case THROTTLED -> new ChangeSender.SendResult.Throttled(why);
            default ->
                general
                        ? new ChangeSender.SendResult.Denied(why)
                        : new ChangeSender.SendResult.Impossible(List.of(detail), why);
        };
    }

    ZoneUnavailableException unavailable() {
        return new ZoneUnavailableException(cause, detail, retryable);
    }
}
