package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.Change;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** One hosted zone during one attempt. */
final class Route53Zone implements Zone {

    /** The most that the service returns at once. */
    private static final String PAGE = "300";

    private final String id;
    private final Route53Calls calls;

    Route53Zone(String id, Route53Calls calls) {
        this.id = id;
        this.calls = calls;
    }

    @Override
    public LiveRecords records(String name) throws ZoneUnavailableException {
        try {
            return Route53Records.live(list(name));
        } catch (SdkException e) {
            throw Trouble.of(e).unavailable();
        }
    }

    /** Record sets come in the order of their names, so those of one name are together. */
    private List<ResourceRecordSet> list(String name) {
        var found = new ArrayList<ResourceRecordSet>();
        ListResourceRecordSetsResponse page = page(name, null, null);
        found.addAll(page.resourceRecordSets());
        while (page.isTruncated() && isNamed(page.nextRecordName(), name)) {
            page = page(name, page.nextRecordType(), page.nextRecordIdentifier());
            found.addAll(page.resourceRecordSets());
        }
        found.removeIf(record -> !isNamed(record.name(), name));
        return found;
    }

    private ListResourceRecordSetsResponse page(String name, @Nullable RRType type, @Nullable String identifier) {
        return calls.call(
                "ListResourceRecordSets",
                (client, within) -> client.listResourceRecordSets(request -> request.hostedZoneId(id)
                        .startRecordName(name)
                        .startRecordType(type)
                        .startRecordIdentifier(identifier)
                        .maxItems(PAGE)
                        .overrideConfiguration(within)));
    }

    private static boolean isNamed(String found, String name) {
        return Route53Records.name(found).equals(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Submission submit(Change change) {
        var changes = new ArrayList<software.amazon.awssdk.services.route53.model.Change>();
        change.delete().forEach(record -> changes.add(Route53Records.change(ChangeAction.DELETE, record)));
        change.create().forEach(record -> changes.add(Route53Records.change(ChangeAction.CREATE, record)));
        try {
            var response = calls.call(
                    "ChangeResourceRecordSets",
                    (client, within) -> client.changeResourceRecordSets(request -> request.hostedZoneId(id)
                            .changeBatch(
                                    batch -> batch.comment(change.comment()).changes(changes))
                            .overrideConfiguration(within)));
            return new Submission.Accepted(
                    Route53Records.plainId(response.changeInfo().id()));
        } catch (InvalidChangeBatchException e) {
            return new Submission.Mismatch(
                    e.hasMessages() ? String.join("; ", e.messages()) : String.valueOf(e.getMessage()));
        } catch (SdkException e) {
            return Trouble.of(e).notTaken();
        }
    }

    @Override
    public Progress progress(String token) throws ZoneUnavailableException {
        try {
            var response = calls.call(
                    "GetChange",
                    (client, within) ->
                            client.getChange(request -> request.id(token).overrideConfiguration(within)));
            return response.changeInfo().status() == ChangeStatus.INSYNC ? Progress.IN_SYNC : Progress.PENDING;
        } catch (NoSuchChangeException e) {
            return Progress.UNKNOWN;
        } catch (SdkException e) {
            throw Trouble.of(e).unavailable();
        }
    }
}
