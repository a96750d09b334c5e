package io.signalbox.sandbox.aws;

/** The operations of this endpoint. */
public enum Operation {
    CHANGE_RECORDS("ChangeResourceRecordSets"),
    LIST_RECORDS("ListResourceRecordSets"),
    GET_CHANGE("GetChange"),
    GET_ZONE("GetHostedZone"),
    LIST_ZONES("ListHostedZones"),
    LIST_ZONES_BY_NAME("ListHostedZonesByName"),
    CREATE_HEALTH_CHECK("CreateHealthCheck"),
    GET_HEALTH_CHECK("GetHealthCheck"),
    GET_HEALTH_CHECK_STATUS("GetHealthCheckStatus"),
    LIST_HEALTH_CHECKS("ListHealthChecks"),
    UPDATE_HEALTH_CHECK("UpdateHealthCheck"),
    DELETE_HEALTH_CHECK("DeleteHealthCheck");

    private final String awsName;

    Operation(String awsName) {
        this.awsName = awsName;
    }

    /** The HTTP status of success. */
    int success() {
        return this == CREATE_HEALTH_CHECK ? 201 : 200;
    }

    @Override
    public String toString() {
        return awsName;
    }
}
