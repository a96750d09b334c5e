package io.signalbox.actuator.bootstrap;

import io.signalbox.actuator.bootstrap.ResourceFinding.PendingWrite;
import io.signalbox.actuator.bootstrap.ResourceFinding.Result;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.HealthCheckStore;
import io.signalbox.actuator.core.HealthCheckStore.Live;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordSet.Failover;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fences and traffic records, by the provider of their zone. Every change is a compare-and-swap with the fence in it. */
public final class NameResource implements Resource {

    /** The limit of one look and of one change: many services may wait for each other's requests. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final int MOST_READS_AGAIN = 3;

    private final DnsProvider provider;
    private final Function<Service, HealthCheckStore> checks;
    private final String run;
    private final boolean first;

    /**
     * @param checks those of the account of each service
     * @param run names this run of the command, unlike any other
     * @param first whether a person says that no service knows these names yet
     */
    public NameResource(DnsProvider provider, Function<Service, HealthCheckStore> checks, String run, boolean first) {
        this.provider = provider;
        this.checks = checks;
        this.run = run;
        this.first = first;
    }

    @Override
    public ResourceFinding wanted(Service service) {
        return look(service, FoundName::wanted);
    }

    @Override
    public ResourceFinding withdrawn(Service service) {
        return look(service, FoundName::withdrawn);
    }

    private ResourceFinding look(Service service, Function<FoundName, ChangeIntent> what) {
        try {
            Zone zone = provider.zone(service.dns().zone(), LIMIT);
            FoundName name = read(service, zone);
            ChangeIntent wanted = what.apply(name);
            for (int again = 0; wanted.isObstacle() && again < MOST_READS_AGAIN; again++) {
                FoundName later = read(service, zone);
                if (later.equals(name)) {
                    break;
                }
                name = later;
                wanted = what.apply(name);
            }
            HealthCheckStore store = checks.apply(service);
            List<Live> deciding = deciding(store, name, wanted);
            Optional<Live> failing = unhealthy(store, deciding);
            ChangeIntent intent = failing.isPresent() ? wanted.refused(unhealthy(failing.get())) : wanted;
            FencedChange change = intent.change();
            PendingWrite write =
                    change == null ? null : () -> settled(store, service.dns().zone(), change, deciding);
            return new ResourceFinding(intent.kind(), intent.summary(), intent.lines(), write);
        } catch (ZoneUnavailableException e) {
            return ResourceFinding.error("zone " + service.dns().zone() + ": " + e.cause() + ": " + e.getMessage());
        }
    }

    /**
     * Fence and traffic are two reads: another command or a service may change both in between. A change that is based
     * on such a pair does not match; a refusal is based only on what was read twice.
     */
    private FoundName read(Service service, Zone zone) throws ZoneUnavailableException {
        return new FoundName(
                service,
                zone.records(Fence.recordName(service.hostname())),
                zone.records(service.hostname()),
                run,
                first);
    }

    /** The health checks that would decide whether the live answer stays. */
    private static List<Live> deciding(HealthCheckStore store, FoundName name, ChangeIntent intent)
            throws ZoneUnavailableException {
        var deciding = new ArrayList<Live>();
        FencedChange change = intent.change();
        if (change != null && !name.live().traffic().isEmpty()) {
            Set<String> before = primaries(name.live().traffic());
            for (String check : primaries(change.create())) {
                if (!before.contains(check)) {
                    store.find(check, LIMIT).ifPresent(deciding::add);
                }
            }
        }
        return deciding;
    }

    private static Optional<Live> unhealthy(HealthCheckStore store, List<Live> deciding)
            throws ZoneUnavailableException {
        for (Live check : deciding) {
            if (!store.isHealthy(check, LIMIT)) {
                return Optional.of(check);
            }
        }
        return Optional.empty();
    }

    private static String unhealthy(Live check) {
        return "the health check " + check.id()
                + " is not healthy, or has not been asked yet: Route 53 would not answer the"
                + " active site; apply again when it is";
    }

    /** A new inverted health check counts as failed until it has enough results. */
    private Result settled(HealthCheckStore store, String zone, FencedChange change, List<Live> deciding) {
        for (Live check : deciding) {
            Deadline.sleepUntil(Deadline.after(check.believed()));
        }
        try {
            Optional<Live> failing = unhealthy(store, deciding);
            return failing.isPresent() ? new Result.Failed(unhealthy(failing.get())) : submit(zone, change);
        } catch (ZoneUnavailableException e) {
            return Result.of(e);
        }
    }

    private static Set<String> primaries(List<RecordSet> records) {
        return records.stream()
                .filter(record -> record.failover() == Failover.PRIMARY)
                .map(RecordSet::healthCheckId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Result submit(String zone, FencedChange change) {
        try {
            return switch (provider.zone(zone, LIMIT).submit(change)) {
                case Submission.Accepted _ -> new Result.Taken();
                case Submission.Mismatch(String detail) -> new Result.LookAgain("changed meanwhile: " + detail);
                case Submission.Unclear(String cause, String detail) -> new Result.LookAgain(cause + ": " + detail);
                case Submission.NotSent(String detail) -> new Result.LookAgain(detail);
                case Submission.NotTaken(String cause, String detail, boolean retryable) ->
                    Result.refused(cause, detail, retryable);
            };
        } catch (ZoneUnavailableException e) {
            return Result.of(e);
        }
    }
}
