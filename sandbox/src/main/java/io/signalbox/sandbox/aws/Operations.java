package io.signalbox.sandbox.aws;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** What each operation does to the zones and the health checks. */
final class Operations {

    private static final int MOST_RECORDS = 300;
    private static final int MOST_ZONES = 100;

    private final Map<String, HostedZone> zones = new ConcurrentSkipListMap<>();
    private final Throttle throttle = new Throttle();
    private final ServingAudit audit = new ServingAudit();
    private final HealthChecks healthChecks = new HealthChecks();
    private final Supplier<Pace> pace;

    Operations(Supplier<Pace> pace) {
        this.pace = pace;
    }

    /** @param result for the call log */
    record Performed(String result, List<Change> batch, Xml reply) {}

    HostedZone create(String name, String nameServer) {
        var zone = new HostedZone(id('Z'), name, nameServer, pace);
        zones.put(zone.id(), zone);
        return zone;
    }

    List<HostedZone> zones() {
        return zones.values().stream()
                .sorted(Comparator.comparing(zone -> ZoneRecords.reversed(zone.name())))
                .toList();
    }

    ServingAudit audit() {
        return audit;
    }

    HealthChecks healthChecks() {
        return healthChecks;
    }

    Performed perform(Request request) throws AwsError {
        if (request.accessKey().isEmpty()) {
            throw AwsError.unsigned();
        }
        if (!throttle.admits(pace.get().requestsPerSecond(), System.nanoTime())) {
            throw AwsError.throttled();
        }
        return switch (request.operation()) {
            case CHANGE_RECORDS -> change(request);
            case LIST_RECORDS -> ok(records(request));
            case GET_CHANGE -> ok(changeInfo(request.id()));
            case GET_ZONE -> ok(Replies.zone(zone(request.id())));
            case LIST_ZONES -> ok(Replies.zones(zones(), String.valueOf(request.maxItems(MOST_ZONES))));
            case LIST_ZONES_BY_NAME -> ok(zonesByName(request));
            case CREATE_HEALTH_CHECK -> ok(healthChecks.create(request.body()));
            case GET_HEALTH_CHECK -> ok(healthChecks.get(request.id()));
            case GET_HEALTH_CHECK_STATUS -> ok(healthChecks.status(request.id()));
            case LIST_HEALTH_CHECKS -> ok(healthChecks.list(request));
            case UPDATE_HEALTH_CHECK -> ok(healthChecks.update(request.id(), request.body()));
            case DELETE_HEALTH_CHECK -> ok(healthChecks.delete(request.id()));
        };
    }

    private static Performed ok(Xml reply) {
        return new Performed("ok", List.of(), reply);
    }

    private Performed change(Request request) throws AwsError {
        var zone = zone(request.id());
        List<Change> batch = ChangeBatchReader.read(request.body());
        RecordRules.requireWellFormed(batch);
        requireHealthChecks(batch);
        var applied = zone.apply(batch, id('C'));
        audit.check(applied);
        var reply = Replies.change("ChangeResourceRecordSetsResponse", applied.info(), System.nanoTime());
        return new Performed(applied.info().id(), batch, reply);
    }

    private void requireHealthChecks(List<Change> batch) throws AwsError {
        for (Change change : batch) {
            String id = change.set().healthCheckId();
            if (id != null && change.action() != Change.Action.DELETE && !healthChecks.exists(id)) {
                throw AwsError.noSuchHealthCheck(id);
            }
        }
    }

    private Xml records(Request request) throws AwsError {
        String name = request.query().get("name");
        String type = request.query().get("type");
        String identifier = request.query().get("identifier");
        if ((name == null && type != null) || (type == null && identifier != null)) {
            throw AwsError.invalidInput("StartRecordType needs StartRecordName, StartRecordIdentifier needs both");
        }
        var sets = zone(request.id()).accepted().from(name, type, identifier);
        return Replies.records(sets, request.maxItems(MOST_RECORDS));
    }

    private Xml changeInfo(String id) throws AwsError {
        for (HostedZone zone : zones.values()) {
            var info = zone.change(id);
            if (info.isPresent()) {
                return Replies.change("GetChangeResponse", info.get(), System.nanoTime());
            }
        }
        throw AwsError.noSuchChange(id);
    }

    private Xml zonesByName(Request request) throws AwsError {
        String from = request.query().getOrDefault("dnsname", "");
        String first = from.isEmpty() ? "" : ZoneRecords.reversed(ResourceRecordSet.canonical(from));
        int most = request.maxItems(MOST_ZONES);
        var found = zones().stream()
                .filter(zone -> ZoneRecords.reversed(zone.name()).compareTo(first) >= 0)
                .limit(most)
                .toList();
        return Replies.zonesByName(found, from, String.valueOf(most));
    }

    private HostedZone zone(String id) throws AwsError {
        var zone = zones.get(id);
        if (zone == null) {
            throw AwsError.noSuchZone(id);
        }
        return zone;
    }

    private static String id(char kind) {
        long number = ThreadLocalRandom.current().nextLong(1L << 60);
        return kind + "0" + Long.toString(number, 36).toUpperCase(Locale.ROOT);
    }
}
