package io.signalbox.sandbox.aws;

import static io.signalbox.sandbox.aws.XmlReader.child;
import static io.signalbox.sandbox.aws.XmlReader.children;
import static io.signalbox.sandbox.aws.XmlReader.malformed;
import static io.signalbox.sandbox.aws.XmlReader.optional;
import static io.signalbox.sandbox.aws.XmlReader.required;
import static io.signalbox.sandbox.aws.XmlReader.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads the body of a ChangeResourceRecordSets request. */
final class ChangeBatchReader {

    private static final List<String> OTHER_POLICIES =
            List.of("Region", "GeoLocation", "MultiValueAnswer", "CidrRoutingConfig", "GeoProximityLocation");

    private ChangeBatchReader() {}

    static List<RecordChange> read(byte[] body) throws ApiError {
        Element root = XmlReader.root(body, "ChangeResourceRecordSetsRequest");
        var changes = new ArrayList<RecordChange>();
        for (Element change : children(required(required(root, "ChangeBatch"), "Changes"), "Change")) {
            changes.add(change(change));
        }
        return changes;
    }

    private static RecordChange change(Element change) throws ApiError {
        String action = text(required(change, "Action"));
        try {
            return new RecordChange(RecordChange.Action.valueOf(action), set(required(change, "ResourceRecordSet")));
        } catch (IllegalArgumentException e) {
            throw ApiError.invalidInput("1 validation error detected: Value '" + action
                    + "' at 'changeBatch.changes.action' failed to satisfy constraint: Member must satisfy enum value"
                    + " set: [CREATE, DELETE, UPSERT]");
        }
    }

    private static ResourceRecordSet set(Element set) throws ApiError {
        for (String policy : OTHER_POLICIES) {
            if (child(set, policy) != null) {
                throw ApiError.invalidInput("The sandbox knows simple, weighted and failover routing, not " + policy);
            }
        }
        return new ResourceRecordSet(
                text(required(set, "Name")),
                text(required(set, "Type")),
                optional(set, "SetIdentifier"),
                number(optional(set, "Weight")),
                number(optional(set, "TTL")),
                values(set),
                alias(child(set, "AliasTarget")),
                failover(optional(set, "Failover")),
                optional(set, "HealthCheckId"));
    }

    private static List<String> values(Element set) throws ApiError {
        Element records = child(set, "ResourceRecords");
        if (records == null) {
            return List.of();
        }
        var values = new ArrayList<String>();
        for (Element each : children(records, "ResourceRecord")) {
            values.add(text(required(each, "Value")));
        }
        if (values.isEmpty()) {
            throw malformed("The content of element 'ResourceRecords' is not complete.");
        }
        return values;
    }

    private static ResourceRecordSet.@Nullable Alias alias(@Nullable Element alias) throws ApiError {
        if (alias == null) {
            return null;
        }
        return new ResourceRecordSet.Alias(
                text(required(alias, "HostedZoneId")),
                text(required(alias, "DNSName")),
                Boolean.parseBoolean(text(required(alias, "EvaluateTargetHealth"))));
    }

    private static @Nullable Long number(@Nullable String text) throws ApiError {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw malformed("'" + text + "' is not a valid value for 'integer'.");
        }
    }

    private static ResourceRecordSet.@Nullable Failover failover(@Nullable String role) throws ApiError {
        try {
            return role == null ? null : ResourceRecordSet.Failover.valueOf(role);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalidInput("1 validation error detected: Value '" + role
                    + "' at 'changeBatch.changes.resourceRecordSet.failover' failed to satisfy constraint: Member must"
                    + " satisfy enum value set: [PRIMARY, SECONDARY]");
        }
    }
}
