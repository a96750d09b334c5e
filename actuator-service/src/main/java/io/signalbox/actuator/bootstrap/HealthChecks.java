package io.signalbox.actuator.bootstrap;

import io.signalbox.actuator.bootstrap.ResourceFinding.Kind;
import io.signalbox.actuator.bootstrap.ResourceFinding.PendingWrite;
import io.signalbox.actuator.bootstrap.ResourceFinding.Result;
import io.signalbox.actuator.core.HealthCheckSpec;
import io.signalbox.actuator.core.HealthCheckStore;
import io.signalbox.actuator.core.HealthCheckStore.Live;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.topology.HealthCheckName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The health checks of failover records. Those that the topology names are created, and updated when they differ; those
 * given by id belong to others, and are only read.
 */
public final class HealthChecks implements Resource {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Function<Service, HealthCheckStore> stores;
    private final CheckSpecs specs;

    /** @param stores those of the account of each service */
    public HealthChecks(Function<Service, HealthCheckStore> stores, CheckSpecs specs) {
        this.stores = stores;
        this.specs = specs;
    }

    /**
     * The state of one site's health check.
     *
     * @param error for a person; null for none
     * @param write the change to make; null for none
     */
    private record Check(
            String line, @Nullable String error, @Nullable PendingWrite write) {}

    @Override
    public boolean concerns(Service service) {
        return service.sites().stream().anyMatch(site -> site.healthCheck() != null);
    }

    @Override
    public ResourceFinding wanted(Service service) {
        var checks = new ArrayList<Check>();
        try {
            for (Site site : service.sites()) {
                if (site.healthCheck() != null) {
                    checks.add(check(service, site, site.healthCheck()));
                }
            }
        } catch (ZoneUnavailableException e) {
            return ResourceFinding.error("health checks: " + e.cause() + ": " + e.getMessage());
        }
        return finding(checks);
    }

    /** Records that are kept refer to them. */
    @Override
    public ResourceFinding withdrawn(Service service) {
        return ResourceFinding.same("health checks stay: the records refer to them");
    }

    private static ResourceFinding finding(List<Check> checks) {
        List<String> errors = checks.stream()
                .filter(check -> check.error() != null)
                .map(check -> check.line() + ": " + check.error())
                .toList();
        if (!errors.isEmpty()) {
            return ResourceFinding.error("health checks: " + String.join("; ", errors));
        }
        List<Check> due = checks.stream().filter(check -> check.write() != null).toList();
        return due.isEmpty()
                ? ResourceFinding.same("health checks are as they should be")
                : new ResourceFinding(
                        due.stream().allMatch(check -> check.line().startsWith("+")) ? Kind.CREATE : Kind.CHANGE,
                        "health checks are to be made or changed",
                        due.stream().map(Check::line).toList(),
                        () -> inTurn(due));
    }

    private static Result inTurn(List<Check> due) {
        for (Check check : due) {
            PendingWrite write = check.write();
            Result result = write == null ? new Result.Taken() : write.perform();
            if (!(result instanceof Result.Taken)) {
                return result;
            }
        }
        return new Result.Taken();
    }

    private Check check(Service service, Site site, String name) throws ZoneUnavailableException {
        HealthCheckStore store = stores.apply(service);
        Optional<Live> found = store.find(name, LIMIT);
        String line = "health check " + name + " of " + site.name();
        if (HealthCheckName.isId(name)) {
            return new Check(
                    line, found.isEmpty() ? "Route 53 has none with this id" : foreign(service, found.get()), null);
        }
        Optional<HealthCheckSpec> wanted = specs.of(service, site);
        if (wanted.isEmpty()) {
            return new Check(line, "expected an http or a tcp probe that it could repeat", null);
        }
        return found.map(live -> changed(store, line, live, wanted.get()))
                .orElseGet(() -> made(store, line, name, wanted.get()));
    }

    /** Compares a foreign health check with the signal's needs. @return null when it fits */
    private @Nullable String foreign(Service service, Live live) {
        boolean inverted = live.spec() != null && live.spec().inverted();
        SignalObject signal = service.dns().signal();
        return signal != null && signal.controls() == null && !inverted
                ? "expected an inverted one, since dns.signal is given: healthy while the object is not there"
                : null;
    }

    private static Check made(HealthCheckStore store, String line, String name, HealthCheckSpec wanted) {
        return new Check(
                "+ " + line + ": " + wanted.text(), null, () -> performed(() -> store.create(name, wanted, LIMIT)));
    }

    private static Check changed(HealthCheckStore store, String line, Live live, HealthCheckSpec wanted) {
        HealthCheckSpec spec = live.spec();
        if (wanted.equals(spec)) {
            return new Check(line, null, null);
        }
        if (spec == null || spec.type() != wanted.type() || spec.address() != null && wanted.address() == null) {
            return new Check(
                    line,
                    "is " + (spec == null ? "of a kind that Signalbox does not make" : spec.text()) + ", expected "
                            + wanted.text() + ", which Route 53 does not change into: give it another name",
                    null);
        }
        return new Check(
                "~ " + line + ": " + spec.text() + " becomes " + wanted.text(),
                null,
                () -> performed(() -> store.update(live, wanted, LIMIT)));
    }

    /** Asks the provider for a change. */
    private interface Call {
        void run() throws ZoneUnavailableException;
    }

    private static Result performed(Call call) {
        try {
            call.run();
            return new Result.Taken();
        } catch (ZoneUnavailableException e) {
            return Result.of(e);
        }
    }
}
