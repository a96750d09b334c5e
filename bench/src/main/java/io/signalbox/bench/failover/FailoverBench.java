package io.signalbox.bench.failover;

import io.signalbox.bench.Await;
import io.signalbox.bench.Percentile;
import io.signalbox.bench.failover.GdnsdComparison.Pair;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.ServicePhase;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.world.World;
import io.signalbox.sandbox.world.WorldPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * {@code make bench-failover}: the active site fails again and again, and traffic moves to the other one. In half of
 * the failovers the site refuses connections, in the other half it drops packets. Real services, broker and DNS on this
 * machine. With {@code INTERVAL=200ms} interval, fast interval and timeout are that, and nothing runs beside it.
 */
public final class FailoverBench {

    private static final int EACH = Integer.getInteger("signalbox.bench.failovers", 200) / 2;

    /** Failovers before the measurement, as in services that have run for a while. */
    private static final int EARLIER = 10;

    /** Enough to compile the broker's code. */
    private static final int TRANSACTIONS = 4_000;

    /** Failures of each kind in the comparison with gdnsd; each takes a quarter of a minute. */
    private static final int BESIDE = Integer.getInteger("signalbox.bench.beside", 5);

    /** In milliseconds; 0 for the settings of the demo. */
    private static final int INTERVAL = Integer.parseInt(
            System.getProperty("signalbox.bench.interval", "0ms").replace("ms", ""));

    private final World world;
    private final NameWatch names;
    private final FailureTimes failures;

    private FailoverBench(World world, NameWatch names, FailureTimes failures) {
        this.world = world;
        this.names = names;
        this.failures = failures;
    }

    public static void main(String[] arguments) {
        List<FailoverTimes> refusing;
        List<FailoverTimes> silent;
        try (var world = world();
                var names =
                        NameWatch.start(world.nameServer().address(), world.hostname(), Duration.ofMillis(5), _ -> {});
                var failures = new FailureTimes(world.cell().broker().bootstrap())) {
            var bench = new FailoverBench(world, names, failures);
            BrokerWarmUp.transactions(world.cell().broker(), TRANSACTIONS);
            bench.run(EARLIER, SiteMode.REFUSE);
            refusing = bench.run(EACH, SiteMode.REFUSE);
            print("a site that refuses", refusing);
            silent = bench.run(EACH, SiteMode.BLACKHOLE);
            print("a site that swallows packets", silent);
        }
        String peer = INTERVAL > 0 ? " interval_ms=" + INTERVAL : Gdnsd.installed() ? besideGdnsd() : " gdnsd=missing";
        var all = new ArrayList<>(refusing);
        all.addAll(silent);
        System.out.printf(
                "RESULT bench-failover accepted_p50_ms=%d accepted_p99_ms=%d flipped_p50_ms=%d flipped_p99_ms=%d"
                        + " failovers=%d refuse_flipped_p50_ms=%d refuse_flipped_p99_ms=%d silent_flipped_p50_ms=%d"
                        + " silent_flipped_p99_ms=%d probing_p50_ms=%d probing_p99_ms=%d verdict_p50_ms=%d"
                        + " command_p50_ms=%d provider_p50_ms=%d%s%n",
                Percentile.of(all, 50, FailoverTimes::acceptedMillis),
                Percentile.of(all, 99, FailoverTimes::acceptedMillis),
                Percentile.of(all, 50, FailoverTimes::flippedMillis),
                Percentile.of(all, 99, FailoverTimes::flippedMillis),
                all.size(),
                Percentile.of(refusing, 50, FailoverTimes::flippedMillis),
                Percentile.of(refusing, 99, FailoverTimes::flippedMillis),
                Percentile.of(silent, 50, FailoverTimes::flippedMillis),
                Percentile.of(silent, 99, FailoverTimes::flippedMillis),
                Percentile.of(all, 50, FailoverTimes::probingMillis),
                Percentile.of(all, 99, FailoverTimes::probingMillis),
                Percentile.of(all, 50, FailoverTimes::detectedMillis),
                Percentile.of(all, 50, FailoverTimes::decidedMillis),
                Percentile.of(all, 50, FailoverTimes::actedMillis),
                peer);
        // Kafka clients leave threads behind that end later.
        System.exit(0);
    }

    /** Failovers of one world, and what probing cost meanwhile. */
    record Round(List<FailoverTimes> failovers, ProbeCost cost) {}

    /** Failovers of a refusing site in a world of its own. */
    static Round round(WorldPlan plan, int times) {
        try (var world = World.start(plan);
                var names =
                        NameWatch.start(world.nameServer().address(), world.hostname(), Duration.ofMillis(5), _ -> {});
                var failures = new FailureTimes(world.cell().broker().bootstrap())) {
            var bench = new FailoverBench(world, names, failures);
            BrokerWarmUp.transactions(world.cell().broker(), TRANSACTIONS);
            bench.run(EARLIER, SiteMode.REFUSE);
            ProbeCost before = ProbeCost.of(world);
            List<FailoverTimes> failovers = bench.run(times, SiteMode.REFUSE);
            return new Round(failovers, ProbeCost.of(world).since(before));
        }
    }

    private static World world() {
        var world = World.create(WorldPlan.DEMO.withStableFor(Duration.ofHours(1)));
        if (INTERVAL > 0) {
            Duration interval = Duration.ofMillis(INTERVAL);
            new CheckSettings(interval, interval, 3, 2).write(world, interval);
        }
        world.startServices();
        return world;
    }

    /** Once with gdnsd's single interval, and once with Signalbox's default fast interval. */
    private static String besideGdnsd() {
        List<Pair> equal = GdnsdComparison.deaths(Duration.ofSeconds(2), BESIDE);
        List<Pair> quick = GdnsdComparison.deaths(Duration.ofMillis(500), BESIDE);
        printPairs("2 s x 3, in doubt also 2 s", equal);
        printPairs("2 s x 3, in doubt 500 ms", quick);
        return " equal_ms=%d equal_gdnsd_ms=%d quick_ms=%d quick_gdnsd_ms=%d"
                .formatted(
                        Percentile.of(equal, 50, Pair::ours),
                        Percentile.of(equal, 50, Pair::theirs),
                        Percentile.of(quick, 50, Pair::ours),
                        Percentile.of(quick, 50, Pair::theirs));
    }

    private static void printPairs(String settings, List<Pair> deaths) {
        System.out.printf(
                "beside gdnsd, %s, %d deaths, in ms (p50 / longest): Signalbox %d / %d, gdnsd %d / %d%n",
                settings,
                deaths.size(),
                Percentile.of(deaths, 50, Pair::ours),
                Percentile.of(deaths, 100, Pair::ours),
                Percentile.of(deaths, 50, Pair::theirs),
                Percentile.of(deaths, 100, Pair::theirs));
    }

    private static void print(String what, List<FailoverTimes> failovers) {
        System.out.printf("%s, %d times, in ms (p50 / p99):%n", what, failovers.size());
        print("it dies -> the observation that decides is in Kafka", failovers, FailoverTimes::probingMillis);
        print("that observation -> Route 53 has taken the change", failovers, FailoverTimes::acceptedMillis);
        print("  of it: to the verdict", failovers, FailoverTimes::detectedMillis);
        print("  of it: from there to the command", failovers, FailoverTimes::decidedMillis);
        print("  of it: from there to Route 53", failovers, FailoverTimes::actedMillis);
        print("it dies -> the name server answers with the other site", failovers, FailoverTimes::flippedMillis);
    }

    private static void print(String phase, List<FailoverTimes> failovers, ToLongFunction<FailoverTimes> millis) {
        System.out.printf(
                "  %-56s %6d / %6d%n",
                phase, Percentile.of(failovers, 50, millis), Percentile.of(failovers, 99, millis));
    }

    private List<FailoverTimes> run(int times, SiteMode death) {
        var failovers = new ArrayList<FailoverTimes>();
        for (int time = 0; time < times; time++) {
            failovers.add(fail(death));
        }
        return failovers;
    }

    private FailoverTimes fail(SiteMode death) {
        Await.until("both sites are UP and nothing moves", () -> Await.steady(world));
        DemoSite active =
                world.site(Objects.requireNonNull(world.api().status().active()).value());
        DemoSite other = active.equals(world.preferred()) ? world.second() : world.preferred();
        long version = world.api().status().version();
        Instant died = Instant.now();
        active.become(death);
        Await.until("the name server answers with " + other.name(), () -> answers(other));
        Instant flipped = names.changes().getLast().at();
        Await.until("the move to " + other.name() + " is known", () -> moved(other, version));
        RecoveryTimes times = Objects.requireNonNull(world.api().status().recovery());
        Instant detected = Objects.requireNonNull(times.detected());
        Instant decided = Objects.requireNonNull(times.decided());
        Instant accepted = world.route53().calls().stream()
                .filter(Call::accepted)
                .map(Call::at)
                .filter(at -> at.isAfter(died))
                .findFirst()
                .orElseThrow();
        Instant observed = failures.lastUntil(new SiteName(active.name()), detected);
        var failover = new FailoverTimes(died, observed, detected, decided, accepted, flipped);
        active.become(SiteMode.UP);
        return failover;
    }

    private boolean answers(DemoSite site) {
        return names.changes().getLast().addresses().equals(List.of(site.address()));
    }

    private boolean moved(DemoSite to, long version) {
        ServiceStatus status = world.api().status();
        return status.version() > version
                && status.is(ServicePhase.STEADY)
                && new SiteName(to.name()).equals(status.active());
    }
}
