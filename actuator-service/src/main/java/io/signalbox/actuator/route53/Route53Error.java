package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.AccessErrors;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.ZoneUnavailableException;
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
 * @param cause stable, kebab-case: a metric's label and an outcome's cause
 * @param answered whether Route 53 refused the request, so that it certainly had no effect
 * @param general whether any other request would have been refused as well
 */
record Route53Error(String cause, String detail, boolean answered, boolean retryable, boolean general) {

    static final String HEALTH_CHECK_MISSING = "health-check-missing";
    static final String ZONE_NOT_FOUND = "zone-not-found";

    private static final String BUSY = "prior-request-not-complete";
    private static final String THROTTLED = "throttled";
    private static final String FAILING = "server-error";
    private static final int SERVER_ERROR = 500;

    static Route53Error of(SdkException e) {
        return switch (e) {
            case PriorRequestNotCompleteException busy -> general(BUSY, busy);
            case InvalidChangeBatchException mismatch -> refused("invalid-change-batch", mismatch, true);
            case NoSuchHostedZoneException gone -> refused(ZONE_NOT_FOUND, gone, true);
            case NoSuchHealthCheckException missing -> refused(HEALTH_CHECK_MISSING, missing, true);
            case InvalidInputException invalid -> refused("invalid-input", invalid, false);
            case HealthCheckAlreadyExistsException taken -> refused("health-check-name-taken", taken, false);
            case HealthCheckVersionMismatchException changed -> refused("health-check-changed", changed, true);
            case TooManyHealthChecksException many -> refused("too-many-health-checks", many, false);
            case Route53Exception throttled when throttled.isThrottlingException() -> general(THROTTLED, throttled);
            case Route53Exception server when server.statusCode() >= SERVER_ERROR -> unclear(FAILING, server);
            // Retryable: credentials may be renewed and permissions granted while a plan waits.
            case Route53Exception rejected
            when AccessErrors.areCredentialsRejected(code(rejected)) -> general(AccessErrors.DENIED, rejected);
            case Route53Exception denied when isDenied(denied) -> refused(AccessErrors.DENIED, denied, true);
            case Route53Exception other -> refused("refused", other, true);
            case ApiCallTimeoutException timeout -> unclear("timeout", timeout);
            case ApiCallAttemptTimeoutException timeout -> unclear("timeout", timeout);
            case SdkClientException unsigned
            when AccessErrors.unsigned(text(unsigned)).isPresent() ->
                new Route53Error(
                        AccessErrors.DENIED,
                        AccessErrors.unsigned(text(unsigned)).get(),
                        true,
                        true,
                        true);
            default -> unclear("connection", e);
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

    private static Route53Error refused(String cause, Route53Exception e, boolean retryable) {
        return new Route53Error(cause, text(e), true, retryable, false);
    }

    private static Route53Error general(String cause, Route53Exception e) {
        return new Route53Error(cause, text(e), true, true, true);
    }

    private static Route53Error unclear(String cause, SdkException e) {
        return new Route53Error(cause, text(e), false, true, true);
    }

    private static String text(SdkException e) {
        return String.valueOf(e.getMessage());
    }

    boolean isThrottling() {
        return cause.equals(THROTTLED);
    }

    /** True if a repeated question may be answered soon. */
    boolean passes() {
        return isThrottling() || cause.equals(BUSY) || cause.equals(FAILING);
    }

    /** True if the request's own zone does not exist, rather than one that a change refers to. */
    boolean isAbout(String zone) {
        return cause.equals(ZONE_NOT_FOUND) && detail.contains(zone);
    }

    /** The answer for the changes of the batch. */
    ChangeSender.SendResult answer() {
        if (!answered) {
            return new ChangeSender.SendResult.Unclear(new Submission.Unclear(cause, detail));
        }
        var why = new Submission.NotTaken(cause, detail, retryable);
        return switch (cause) {
            case BUSY -> new ChangeSender.SendResult.Busy(why);
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
