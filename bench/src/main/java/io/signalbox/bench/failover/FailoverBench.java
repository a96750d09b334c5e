package io.signalbox.bench.failover;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.Verdict;
import io.signalbox.sandbox.World;
import io.signalbox.sandbox.WorldPlan;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.NameWatch;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * {@code make bench-failover}: the active site dies, again and again, and traffic goes to the other one: half of the times it
 * refuses connections, half of the times it swallows packets. Real services, broker and DNS on this machine.
 */
public final class FailoverBench {

    private static final int EACH = Integer.getInteger("signalbox.bench.failovers", 200) / 2;

    /** The code has run before, as it has in services that have been up for a while. */
    private static final int EARLIER = 10;

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final World world;
    private final NameWatch names;
    private final Failures failures;

    private FailoverBench(World world, NameWatch names, Failures failures) {
        this.world = world;
        this.names = names;
        this.failures = failures;
    }

    public static void main(String[] arguments) {
        WorldPlan plan = WorldPlan.DEMO.withStableFor(Duration.ofHours(1));
        try (var world = World.start(plan);
                var names =
                        NameWatch.start(world.nameServer().address(), world.hostname(), Duration.ofMillis(2), _ -> {});
                var failures = new Failures(world.cell().broker().bootstrap())) {
            var bench = new FailoverBench(world, names, failures);
            bench.run(EARLIER, SiteMode.REFUSE);
            List<Failover> refusing = bench.run(EACH, SiteMode.REFUSE);
            List<Failover> silent = bench.run(EACH, SiteMode.BLACKHOLE);
            tell("a site that refuses", refusing);
            tell("a site that swallows packets", silent);
            var all = new ArrayList<>(refusing);
            all.addAll(silent);
            System.out.printf(
                    "RESULT bench-failover accepted_p50_ms=%d accepted_p99_ms=%d flipped_p50_ms=%d flipped_p99_ms=%d"
                            + " failovers=%d refuse_flipped_p50_ms=%d refuse_flipped_p99_ms=%d silent_flipped_p50_ms=%d"
                            + " silent_flipped_p99_ms=%d probing_p50_ms=%d probing_p99_ms=%d%n",
                    Failover.percentile(all, 50, Failover::acceptedMillis),
                    Failover.percentile(all, 99, Failover::acceptedMillis),
                    Failover.percentile(all, 50, Failover::flippedMillis),
                    Failover.percentile(all, 99, Failover::flippedMillis),
                    all.size(),
                    Failover.percentile(refusing, 50, Failover::flippedMillis),
                    Failover.percentile(refusing, 99, Failover::flippedMillis),
                    Failover.percentile(silent, 50, Failover::flippedMillis),
                    Failover.percentile(silent, 99, Failover::flippedMillis),
                    Failover.percentile(all, 50, Failover::probingMillis),
                    Failover.percentile(all, 99, Failover::probingMillis));
        }
        // The clients of Kafka leave threads that end later.
        System.exit(0);
    }

    private static void tell(String what, List<Failover> failovers) {
        System.out.printf("%s, %d times, in ms (p50 / p99):%n", what, failovers.size());
        tell("it dies -> the observation that decides is in Kafka", failovers, Failover::probingMillis);
        tell("that observation -> Route 53 has taken the change", failovers, Failover::acceptedMillis);
        tell("it dies -> the name server answers with the other site", failovers, Failover::flippedMillis);
    }

    private static void tell(String phase, List<Failover> failovers, Function<Failover, Long> millis) {
        System.out.printf(
                "  %-56s %6d / %6d%n",
                phase, Failover.percentile(failovers, 50, millis), Failover.percentile(failovers, 99, millis));
    }

    private List<Failover> run(int times, SiteMode death) {
        var failovers = new ArrayList<Failover>();
        for (int time = 0; time < times; time++) {
            failovers.add(fail(death));
        }
        return failovers;
    }

    private Failover fail(SiteMode death) {
        await("both sites are UP and nothing moves", this::calm);
        DemoSite active =
                world.site(Objects.requireNonNull(world.api().status().active()).value());
        DemoSite other = active.equals(world.preferred()) ? world.second() : world.preferred();
        long version = world.api().status().version();
        Instant died = Instant.now();
        active.become(death);
        await("the name server answers with " + other.name(), () -> answers(other));
        Instant flipped = names.changes().getLast().at();
        await("the move to " + other.name() + " is known", () -> moved(other, version));
        Instant verdict = Objects.requireNonNull(
                Objects.requireNonNull(world.api().status().recovery()).detected());
        Instant accepted = world.route53().calls().stream()
                .filter(Call::accepted)
                .map(Call::at)
                .filter(at -> at.isAfter(died))
                .findFirst()
                .orElseThrow();
        var failover = new Failover(died, failures.lastUntil(new SiteName(active.name()), verdict), accepted, flipped);
        active.become(SiteMode.UP);
        return failover;
    }

    private boolean calm() {
        ServiceStatus status = world.api().status();
        return status.phase().equals("steady")
                && status.active() != null
                && status.sites().stream()
                        .filter(site -> !site.lastResort())
                        .allMatch(site -> site.verdict() == Verdict.UP);
    }

    private boolean answers(DemoSite site) {
        return names.changes().getLast().addresses().equals(List.of(site.address()));
    }

    private boolean moved(DemoSite to, long version) {
        ServiceStatus status = world.api().status();
        return status.version() > version
                && status.phase().equals("steady")
                && new SiteName(to.name()).equals(status.active());
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + LIMIT.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Before the first adoption nobody knows the service; that is no reason to give up. */
    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
