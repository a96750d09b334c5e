package io.signalbox.actuator.route53;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.HealthCheckStore;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.route53.budget.RequestBudget;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.Route53Client;

/** Hosted zones. A zone's id is looked up once, and again when it is gone. Thread-safe; one instance shares all requests. */
public final class Route53Provider implements DnsProvider {

    private static final Duration OPENING = Duration.ofSeconds(5);

    private final Route53Client client;
    private final Requests requests;
    private final RequestBudget budget;
    private final Route53Calls calls;
    private final ChangeInquiries inquiries;
    private final HealthCheckIds checks;
    private final ReentrantLock lookup = new ReentrantLock();
    private final Map<String, Desk> desks = new ConcurrentHashMap<>();

    /** The objects shared by everything that concerns one zone. */
    private record Desk(String id, ChangeSender sender, ZoneSubmitter submitter, ZoneReader reader) {}

    /**
     * @param client its own retries must be off: a change that is sent twice looks like a lost race
     * @param checks the names by which records refer to health checks
     */
    public Route53Provider(
            Route53Client client, MeterRegistry meters, RequestBudget budget, Supplier<Set<String>> checks) {
        this.client = client;
        this.requests = new Requests(meters);
        this.budget = budget;
        this.calls = new Route53Calls(client, requests, budget);
        this.inquiries = new ChangeInquiries(calls);
        this.checks = new HealthCheckIds(calls, checks);
    }

    /** The account's health checks, within the same budget. */
    public HealthCheckStore healthChecks() {
        return new Route53HealthChecks(calls);
    }

    @Override
    public Zone zone(String name, Duration limit) throws ZoneUnavailableException {
        long end = Deadline.after(limit);
        Desk desk = desk(name, end);
        var zone = new Route53Zone(desk.submitter(), desk.reader(), inquiries, () -> desks.remove(name, desk), end);
        return checks.areNeeded() ? new CheckedZone(zone, checks, end) : zone;
    }

    @Override
    public Optional<Details> details(String name, Duration limit) throws ZoneUnavailableException {
        long end = Deadline.after(limit);
        Desk desk = desks.get(name);
        String id = (desk == null ? open(name, end) : desk).id();
        try {
            return Optional.of(HostedZones.details(id, calls, end));
        } catch (ZoneUnavailableException e) {
            if (desk != null && e.is(FailureCause.ZONE_NOT_FOUND)) {
                desks.remove(name, desk);
            }
            throw e;
        }
    }

    /**
     * Changes that would be refused now.
     *
     * @param denied the services whose names the caller may not change
     * @param unchecked the services whose records need health checks that do not exist
     */
    public record Refusals(List<Service> denied, List<Service> unchecked) {}

    /**
     * Finds the services of one zone whose changes would be refused, and sends these alone from then on. Changes nothing in the
     * zone, and takes a minute at most.
     *
     * @param pause between two requests
     * @return empty if it could not be found out now
     */
    public Optional<Refusals> refusals(String zone, List<Service> services, Duration pause)
            throws ZoneUnavailableException {
        Desk desk = desk(zone, Deadline.after(OPENING));
        Optional<List<Service>> denied = new PermissionCheck(desk.sender(), budget, pause).denied(services);
        if (denied.isEmpty()) {
            return Optional.empty();
        }
        var found = new Refusals(denied.get(), MissingChecks.of(services, calls, Deadline.after(OPENING)));
        desk.submitter()
                .forbid(Stream.concat(found.denied().stream(), found.unchecked().stream())
                        .map(service -> Route53Records.name(service.hostname()))
                        .toList());
        return Optional.of(found);
    }

    private Desk desk(String name, long end) throws ZoneUnavailableException {
        Desk desk = desks.get(name);
        return desk == null ? open(name, end) : desk;
    }

    private Desk open(String name, long end) throws ZoneUnavailableException {
        awaitTurn(name, end);
        try {
            @Nullable Desk known = desks.get(name);
            if (known != null) {
                return known;
            }
            String id = HostedZones.idOf(name, calls, end);
            var sender = new Route53Sender(id, client, requests);
            var desk = new Desk(id, sender, new ZoneSubmitter(name, sender, budget), new ZoneReader(id, calls));
            desks.put(name, desk);
            return desk;
        } finally {
            lookup.unlock();
        }
    }

    private void awaitTurn(String name, long end) throws ZoneUnavailableException {
        try {
            if (lookup.tryLock(Deadline.nanosLeft(end), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ZoneUnavailableException.notAsked("the zone " + name + " had to wait for others");
    }
}
