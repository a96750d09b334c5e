package io.signalbox.sandbox.aws;

/** What this endpoint can be asked. */
public enum Operation {
    CHANGE_RECORDS("ChangeResourceRecordSets"),
    LIST_RECORDS("ListResourceRecordSets"),
    GET_CHANGE("GetChange"),
    GET_ZONE("GetHostedZone"),
    LIST_ZONES("ListHostedZones"),
    LIST_ZONES_BY_NAME("ListHostedZonesByName");

    private final String awsName;

    Operation(String awsName) {
        this.awsName = awsName;
    }

    @Override
    public String toString() {
        return awsName;
    }
}
