package io.signalbox.sandbox.aws;

import io.signalbox.sandbox.iam.AccessRequest;
import java.util.List;
import java.util.function.Function;

/**
 * The permission that each operation needs.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53.html
 */
final class Route53Actions {

    private static final String KEYS = "route53:ChangeResourceRecordSets";

    private Route53Actions() {}

    static AccessRequest of(Route53Request request) throws ApiError {
        String action = "route53:" + request.operation();
        return switch (request.operation()) {
            case CHANGE_RECORDS -> change(AccessRequest.of(action, arn("hostedzone", request)), request);
            case LIST_RECORDS, GET_ZONE -> AccessRequest.of(action, arn("hostedzone", request));
            case GET_CHANGE -> AccessRequest.of(action, arn("change", request));
            case GET_HEALTH_CHECK, GET_HEALTH_CHECK_STATUS, UPDATE_HEALTH_CHECK, DELETE_HEALTH_CHECK ->
                AccessRequest.of(action, arn("healthcheck", request));
            case LIST_ZONES, LIST_ZONES_BY_NAME, CREATE_HEALTH_CHECK, LIST_HEALTH_CHECKS ->
                AccessRequest.of(action, AccessRequest.ANY);
        };
    }

    private static String arn(String type, Route53Request request) {
        return "arn:aws:route53:::" + type + "/" + request.id();
    }

    /** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html */
    private static AccessRequest change(AccessRequest access, Route53Request request) throws ApiError {
        List<RecordChange> batch = ChangeBatchReader.read(request.body());
        return access.with(
                        KEYS + "NormalizedRecordNames",
                        values(batch, change -> normalized(change.set().name())))
                .with(KEYS + "RecordTypes", values(batch, change -> change.set().type()))
                .with(KEYS + "Actions", values(batch, change -> change.action().name()));
    }

    private static List<String> values(List<RecordChange> batch, Function<RecordChange, String> value) {
        return batch.stream().map(value).distinct().toList();
    }

    private static String normalized(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
