package io.signalbox.sandbox.startup;

import io.signalbox.contract.ServicePhase;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.world.CellProcesses;
import io.signalbox.sandbox.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Starts the services of a world one after the other, fails over once, and measures. */
public final class StartupMeasurement {

    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long KIBIBYTES = 1_024;

    private final World world;

    /** @param world none of its services is running */
    public StartupMeasurement(World world) {
        this.world = world;
    }

    private record Timed(String kind, ServiceProcess service, long upMillis, long runningMillis) {}

    /**
     * @throws IllegalStateException when a service does not start, or the DNS answer does not change after the site
     *     fails
     */
    public List<StartupTimes> run() {
        world.awaitSurroundings();
        var timed = new ArrayList<Timed>();
        for (CellProcesses cell : world.cells()) {
            timed.add(start("decision", cell.decision()));
            timed.add(start("actuator", cell.actuator()));
        }
        world.vantages().stream()
                .flatMap(vantage -> vantage.prober().stream())
                .forEach(prober -> timed.add(start("probe", prober)));
        failOver();
        return timed.stream()
                .map(each ->
                        new StartupTimes(each.kind(), each.upMillis(), each.runningMillis(), resident(each.service())))
                .toList();
    }

    private static Timed start(String kind, ServiceProcess service) {
        long begin = System.nanoTime();
        service.start();
        long up = await(service::live, begin, service.name() + " does not answer, see " + service.log());
        long running = await(service::ready, begin, service.name() + " is not ready, see " + service.log());
        return new Timed(kind, service, up, running);
    }

    private void failOver() {
        try (var names = NameWatch.start(world.nameServer().address(), world.hostname(), LOOK, _ -> {})) {
            var _ = await(this::steady, System.nanoTime(), "no steady state, see " + world.directory());
            world.preferred().become(SiteMode.REFUSE);
            var wanted = List.of(world.second().address());
            var _ = await(
                    () -> !names.changes().isEmpty()
                            && names.changes().getLast().addresses().equals(wanted),
                    System.nanoTime(),
                    "the name does not move, see " + world.directory());
        }
    }

    private boolean steady() {
        try {
            var status = world.api().status();
            return status.is(ServicePhase.STEADY)
                    && status.sites().stream().allMatch(site -> site.lastResort() || site.verdict() == Verdict.UP);
        } catch (UncheckedIOException _) {
            // decision-service does not know the service yet.
            return false;
        }
    }

    /** @return milliseconds since {@code begin} */
    private static long await(BooleanSupplier condition, long begin, String otherwise) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(otherwise);
            }
            LockSupport.parkNanos(LOOK.toNanos() / 2);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private static long resident(ServiceProcess service) {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(service.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resident memory: /proc needs Linux", e);
        }
    }
}
