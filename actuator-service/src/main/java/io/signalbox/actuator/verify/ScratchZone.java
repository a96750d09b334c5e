package io.signalbox.actuator.verify;

import io.signalbox.actuator.core.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByNameResponse;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/**
 * A zone for experiments. Everything that is created in it is below {@code signalbox-verify}, so that it can be
 * recognised and removed. No change is sent after the run was stopped.
 */
final class ScratchZone {

    static final String ACCEPTED = "accepted";
    static final String MISMATCH = "InvalidChangeBatch";
    static final String BUSY = "PriorRequestNotComplete";
    static final String THROTTLED = "Throttling";

    private static final String LABEL = "signalbox-verify";
    private static final int MOST_TRIES = 20;
    private static final int MOST_DELETIONS = 100;
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final Route53Client client;
    private final String id;
    private final String name;
    private final Duration gap;
    private final Stop stop;

    private ScratchZone(Route53Client client, String id, String name, Duration gap, Stop stop) {
        this.client = client;
        this.id = id;
        this.name = name;
        this.gap = gap;
        this.stop = stop;
    }

    /** The answer to one change. @param change the id of an accepted one; empty otherwise */
    record ChangeResult(String code, String detail, String change) {

        boolean is(String expected) {
            return code.equals(expected);
        }

        /** True if the content was not judged: the request may be sent again. */
        boolean isUndecided() {
            return is(BUSY) || is(THROTTLED);
        }

        @Override
        public String toString() {
            return detail.isEmpty() ? code : code + ": " + detail;
        }
    }

    /**
     * @param zone the name of a public zone
     * @param gap after each request
     * @throws IllegalArgumentException if there is not exactly one
     */
    static ScratchZone find(Route53Client client, String zone, Duration gap, Stop stop) {
        ListHostedZonesByNameResponse found =
                client.listHostedZonesByName(request -> request.dnsName(zone).maxItems("100"));
        List<String> ids = found.hostedZones().stream()
                .filter(each -> each.name().equals(zone + ".") && !each.config().privateZone())
                .map(each -> each.id().replaceFirst("^/hostedzone/", ""))
                .toList();
        if (ids.size() != 1) {
            throw new IllegalArgumentException("ZONE: expected the name of one public hosted zone, got " + zone
                    + ", of which there are " + ids.size());
        }
        return new ScratchZone(client, ids.getFirst(), zone, gap, stop);
    }

    /** A name of this run's own in the zone. */
    String name(String label) {
        return label + "." + LABEL + "." + name;
    }

    ResourceRecordSet txt(String owner, String text, long ttl) {
        return set(owner, RRType.TXT, ttl, '"' + text + '"');
    }

    ResourceRecordSet a(String owner, String address) {
        return set(owner, RRType.A, 60, address);
    }

    ResourceRecordSet weighted(String owner, String identifier, long weight, String address) {
        return a(owner, address).copy(set -> set.setIdentifier(identifier).weight(weight));
    }

    private static ResourceRecordSet set(String owner, RRType type, long ttl, String value) {
        return ResourceRecordSet.builder()
                .name(owner)
                .type(type)
                .ttl(ttl)
                .resourceRecords(ResourceRecord.builder().value(value).build())
                .build();
    }

    static Change create(ResourceRecordSet set) {
        return Change.builder()
                .action(ChangeAction.CREATE)
                .resourceRecordSet(set)
                .build();
    }

    static Change delete(ResourceRecordSet set) {
        return Change.builder()
                .action(ChangeAction.DELETE)
                .resourceRecordSet(set)
                .build();
    }

    /** Sends the batch until it is judged. */
    ChangeResult change(Change... changes) {
        ChangeResult answer = once(List.of(changes));
        for (int tries = 1; answer.isUndecided() && tries < MOST_TRIES; tries++) {
            Deadline.sleepUntil(Deadline.after(AGAIN));
            answer = once(List.of(changes));
        }
        rest();
        return answer;
    }

    /** Sends the batch once. */
    ChangeResult once(List<Change> changes) {
        stop.check();
        return send(changes);
    }

    private ChangeResult send(List<Change> changes) {
        try {
            var response = client.changeResourceRecordSets(request -> request.hostedZoneId(id)
                    .changeBatch(batch -> batch.comment("signalbox verify").changes(changes)));
            return new ChangeResult(ACCEPTED, "", response.changeInfo().id());
        } catch (Route53Exception e) {
            String code = e.awsErrorDetails() == null
                    ? "HTTP " + e.statusCode()
                    : e.awsErrorDetails().errorCode();
            return new ChangeResult(code, String.valueOf(e.getMessage()).replaceFirst(" \\(Service: .*", ""), "");
        } catch (SdkException e) {
            return new ChangeResult("no answer", String.valueOf(e.getMessage()), "");
        }
    }

    /** True if the change is not at all servers yet. */
    boolean isPending(String change) {
        return ask(() -> client.getChange(request -> request.id(change)))
                .changeInfo()
                .statusAsString()
                .equals("PENDING");
    }

    /** The values under a name and type. */
    List<String> values(String owner, RRType type) {
        return ask(() -> client.listResourceRecordSets(request -> request.hostedZoneId(id)
                        .startRecordName(owner)
                        .startRecordType(type)
                        .maxItems("1")))
                .resourceRecordSets()
                .stream()
                .filter(set -> set.name().equals(owner + ".") && set.type() == type)
                .flatMap(set -> set.resourceRecords().stream())
                .map(ResourceRecord::value)
                .toList();
    }

    /** Others use the account, too: a throttled request is sent again. */
    private <T> T ask(Supplier<T> question) {
        for (int tries = 1; ; tries++) {
            try {
                T reply = question.get();
                rest();
                return reply;
            } catch (Route53Exception e) {
                if (!e.isThrottlingException() || tries == MOST_TRIES) {
                    throw e;
                }
                Deadline.sleepUntil(Deadline.after(AGAIN));
            }
        }
    }

    /** Route 53 limits the requests of an account. */
    void rest() {
        Deadline.sleepUntil(Deadline.after(gap));
    }

    private List<ResourceRecordSet> left() {
        String suffix = "." + LABEL + "." + name + ".";
        return ask(
                        () -> client
                                .listResourceRecordSetsPaginator(request -> request.hostedZoneId(id))
                                .resourceRecordSets()
                                .stream()
                                .toList())
                .stream()
                .filter(set -> set.name().endsWith(suffix))
                .toList();
    }

    /**
     * Removes what this and earlier runs have created, also after a stop.
     *
     * @return what could not be removed
     */
    List<String> clean() {
        List<ResourceRecordSet> left = left();
        for (int tries = 0; !left.isEmpty() && tries < MOST_TRIES; tries++) {
            ChangeResult answer = send(
                    left.stream().limit(MOST_DELETIONS).map(ScratchZone::delete).toList());
            if (!answer.is(ACCEPTED)) {
                Deadline.sleepUntil(Deadline.after(AGAIN));
            }
            left = left();
        }
        var names = new ArrayList<String>();
        left.forEach(set -> names.add(set.name() + " " + set.typeAsString()));
        return names;
    }
}
