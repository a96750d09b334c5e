package io.signalbox.sandbox.aws;

import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.identity.Identity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Performs the operations on the zones and the health checks. */
final class Route53Operations {

    private static final int MOST_RECORDS = 300;
    private static final int MOST_ZONES = 100;

    private final Map<String, HostedZone> zones = new ConcurrentSkipListMap<>();
    private final Map<String, TokenBucket> throttles = new ConcurrentHashMap<>();
    private final TrafficAudit audit = new TrafficAudit();
    private final HealthCheckRegistry healthChecks = new HealthCheckRegistry();
    private final AliasTargets aliasTargets = new AliasTargets();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Supplier<Pace> pace;
    private final Identities identities;

    Route53Operations(Supplier<Pace> pace, Identities identities) {
        this.pace = pace;
        this.identities = identities;
    }

    /** @param result for the call log */
    record Performed(String result, List<RecordChange> batch, XmlWriter reply) {}

    HostedZone create(String account, String name, String nameServer, List<HostedZone.Vpc> vpcs) {
        return create(account, id('Z'), name, nameServer, vpcs);
    }

    HostedZone create(String account, String id, String name, String nameServer, List<HostedZone.Vpc> vpcs) {
        var zone = new HostedZone(account, id, name, nameServer, vpcs, pace);
        zones.put(zone.id(), zone);
        return zone;
    }

    List<HostedZone> zones() {
        return zones.values().stream()
                .sorted(Comparator.comparing(zone -> ZoneRecords.reversed(zone.name())))
                .toList();
    }

    private List<HostedZone> zones(Identity caller) {
        return zones().stream()
                .filter(zone -> zone.account().equals(caller.account()))
                .toList();
    }

    TrafficAudit audit() {
        return audit;
    }

    HealthCheckRegistry healthChecks() {
        return healthChecks;
    }

    AliasTargets aliasTargets() {
        return aliasTargets;
    }

    void deny(String name) {
        denied.add(ResourceRecordSet.canonical(name));
    }

    void permit(String name) {
        denied.remove(ResourceRecordSet.canonical(name));
    }

    void delete(String zone) {
        zones.remove(zone);
    }

    Performed perform(Route53Request request) throws ApiError {
        Identity caller = request.signer(identities);
        var throttle = throttles.computeIfAbsent(caller.account(), _ -> new TokenBucket());
        if (!throttle.admits(pace.get().requestsPerSecond(), System.nanoTime())) {
            throw ApiError.throttled();
        }
        authorize(request, caller);
        return switch (request.operation()) {
            case CHANGE_RECORDS -> change(request, caller);
            case LIST_RECORDS -> ok(records(request, caller));
            case GET_CHANGE -> ok(changeInfo(request.id(), caller));
            case GET_ZONE -> ok(Route53Responses.zone(zone(request, caller)));
            case LIST_ZONES -> ok(Route53Responses.zones(zones(caller), String.valueOf(request.maxItems(MOST_ZONES))));
            case LIST_ZONES_BY_NAME -> ok(zonesByName(request, caller));
            case CREATE_HEALTH_CHECK -> ok(healthChecks.create(request.body(), caller.account()));
            case GET_HEALTH_CHECK -> ok(healthChecks.get(request.id(), caller.account()));
            case GET_HEALTH_CHECK_STATUS -> ok(healthChecks.status(request.id(), caller.account()));
            case LIST_HEALTH_CHECKS -> ok(healthChecks.list(request, caller.account()));
            case UPDATE_HEALTH_CHECK -> ok(healthChecks.update(request.id(), request.body(), caller.account()));
            case DELETE_HEALTH_CHECK -> ok(healthChecks.delete(request.id(), caller.account()));
        };
    }

    private void authorize(Route53Request request, Identity caller) throws ApiError {
        var denial = identities.policies().denial(caller, Route53Actions.of(request));
        if (denial.isPresent()) {
            throw ApiError.accessDenied(caller, denial.get());
        }
    }

    private static Performed ok(XmlWriter reply) {
        return new Performed("ok", List.of(), reply);
    }

    private Performed change(Route53Request request, Identity caller) throws ApiError {
        List<RecordChange> batch = ChangeBatchReader.read(request.body());
        var zone = zone(request, caller);
        requirePermission(zone, caller, batch);
        RecordRules.requireWellFormed(batch);
        requireHealthChecks(batch);
        requireAliasTargets(batch, zone);
        var applied = zone.apply(batch, id('C'));
        audit.check(applied);
        var reply = Route53Responses.change("ChangeResourceRecordSetsResponse", applied.info(), System.nanoTime());
        return new Performed(applied.info().id(), batch, reply);
    }

    /** One denied name denies the batch, as with a policy's condition {@code ForAllValues}, and the error names no name. */
    private void requirePermission(HostedZone zone, Identity caller, List<RecordChange> batch) throws ApiError {
        if (batch.stream().anyMatch(change -> denied.contains(change.set().name()))) {
            throw ApiError.accessDenied(
                    caller, "route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/" + zone.id());
        }
    }

    private void requireAliasTargets(List<RecordChange> batch, HostedZone zone) throws ApiError {
        List<String> problems = aliasTargets.problems(batch, zone);
        if (!problems.isEmpty()) {
            throw ApiError.invalidChangeBatch(problems);
        }
    }

    private void requireHealthChecks(List<RecordChange> batch) throws ApiError {
        for (RecordChange change : batch) {
            String id = change.set().healthCheckId();
            if (id != null && change.action() != RecordChange.Action.DELETE && !healthChecks.exists(id)) {
                throw ApiError.noSuchHealthCheck(id);
            }
        }
    }

    private XmlWriter records(Route53Request request, Identity caller) throws ApiError {
        String name = request.query().get("name");
        String type = request.query().get("type");
        String identifier = request.query().get("identifier");
        if ((name == null && type != null) || (type == null && identifier != null)) {
            throw ApiError.invalidInput("StartRecordType needs StartRecordName, StartRecordIdentifier needs both");
        }
        var sets = zone(request, caller).accepted().from(name, type, identifier);
        return Route53Responses.records(sets, request.maxItems(MOST_RECORDS));
    }

    private XmlWriter changeInfo(String id, Identity caller) throws ApiError {
        for (HostedZone zone : zones(caller)) {
            var info = zone.change(id);
            if (info.isPresent()) {
                return Route53Responses.change("GetChangeResponse", info.get(), System.nanoTime());
            }
        }
        throw ApiError.noSuchChange(id);
    }

    private XmlWriter zonesByName(Route53Request request, Identity caller) throws ApiError {
        String from = request.query().getOrDefault("dnsname", "");
        String first = from.isEmpty() ? "" : ZoneRecords.reversed(ResourceRecordSet.canonical(from));
        int most = request.maxItems(MOST_ZONES);
        var found = zones(caller).stream()
                .filter(zone -> ZoneRecords.reversed(zone.name()).compareTo(first) >= 0)
                .limit(most)
                .toList();
        return Route53Responses.zonesByName(found, from, String.valueOf(most));
    }

    /** A zone of another account is denied: nobody can share one. */
    private HostedZone zone(Route53Request request, Identity caller) throws ApiError {
        var zone = zones.get(request.id());
        if (zone == null) {
            throw ApiError.noSuchZone(request.id());
        }
        if (!zone.account().equals(caller.account())) {
            throw ApiError.accessDenied(
                    caller, "route53:" + request.operation(), "arn:aws:route53:::hostedzone/" + zone.id());
        }
        return zone;
    }

    private static String id(char kind) {
        long number = ThreadLocalRandom.current().nextLong(1L << 60);
        return kind + "0" + Long.toString(number, 36).toUpperCase(Locale.ROOT);
    }
}
