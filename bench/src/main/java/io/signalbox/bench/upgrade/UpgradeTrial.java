package io.signalbox.bench.upgrade;

import io.signalbox.bench.Await;
import io.signalbox.contract.ServicePhase;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.sandbox.process.ProjectRoot;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.world.World;
import io.signalbox.sandbox.world.WorldPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * An upgrade in the documented order and the way back, one service after the other, in one world whose topics keep what the other version
 * has written. After each exchange a site fails and is repaired.
 */
public final class UpgradeTrial {

    private static final List<String> ORDER = List.of("actuator-service", "decision-service", "probe-service");
    private static final Duration STABLE = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final World world;
    private final NameWatch names;
    private int failovers;

    private UpgradeTrial(World world, NameWatch names) {
        this.world = world;
        this.names = names;
    }

    /** @param arguments the folder with the services of the version before, and its commit */
    public static void main(String[] arguments) {
        Path former = Path.of(arguments[0]);
        for (String module : ORDER) {
            if (!Files.isDirectory(former.resolve(module))) {
                throw new IllegalArgumentException(former + " has no " + module);
            }
            ProjectRoot.use(module, former);
        }
        try (var world = World.start(WorldPlan.DEMO.withStableFor(STABLE));
                var names = NameWatch.start(world.nameServer().address(), world.hostname(), LOOK, _ -> {})) {
            new UpgradeTrial(world, names).run(former, arguments[1]);
        }
        // Kafka clients leave threads behind that end later.
        System.exit(0);
    }

    private void run(Path former, String commit) {
        failover("all of " + commit);
        for (String module : ORDER) {
            exchange(module, ProjectRoot.find());
            failover(module + " is upgraded");
        }
        for (String module : ORDER.reversed()) {
            exchange(module, former);
            failover(module + " is put back");
        }
        int changes = names.changes().size() - 1;
        int violations = world.route53().audit().violations().size();
        System.out.printf(
                "RESULT upgrade from=%s mixtures=%d failovers=%d failbacks=%d wrong_moves=%d violations=%d empty=%d%n",
                commit, 2 * ORDER.size() + 1, failovers, failovers, changes - 2 * failovers, violations, names.empty());
        if (changes != 2 * failovers || violations > 0 || names.empty() > 0) {
            throw new IllegalStateException("expected two changes of the answer for each failure, got "
                    + names.changes() + "; " + world.route53().audit().violations());
        }
    }

    /** Stops each process of a service in turn, and starts it from the other build. */
    private void exchange(String module, Path root) {
        ProjectRoot.use(module, root);
        for (ServiceProcess process : world.processes()) {
            if (process.module().equals(module)) {
                process.stop();
                process.start();
                process.awaitReady();
            }
        }
        Await.until(module + " works again", () -> Await.steady(world));
    }

    private void failover(String when) {
        Await.until("all is steady", () -> Await.steady(world));
        long begin = System.nanoTime();
        world.preferred().become(SiteMode.REFUSE);
        awaitAt(world.second());
        long moved = System.nanoTime();
        world.preferred().become(SiteMode.UP);
        awaitAt(world.preferred());
        failovers++;
        System.out.printf(
                "%-30s moved after %d ms, back %d ms after the repair%n",
                when, (moved - begin) / 1_000_000, (System.nanoTime() - moved) / 1_000_000);
    }

    /** Fails if a service could not read what another one has written. */
    private void awaitAt(DemoSite site) {
        Await.until("the traffic is at " + site.name(), () -> {
            ServiceStatus status = world.api().status();
            if (status.alarms().stream().anyMatch(alarm -> alarm.is(ReasonCode.QUARANTINED))) {
                throw new IllegalStateException("quarantined: " + status.reason());
            }
            return Objects.equals(status.active(), new SiteName(site.name()))
                    && names.changes().getLast().addresses().equals(List.of(world.answer(site)))
                    && status.is(ServicePhase.STEADY);
        });
    }
}
