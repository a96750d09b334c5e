package io.signalbox.bench.failover;

import io.signalbox.bench.failover.BesideGdnsd.Pair;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.World;
import io.signalbox.sandbox.WorldPlan;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.NameWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * {@code make bench-failover}: the active site dies, again and again, and traffic goes to the other one: half of the times it
 * refuses connections, half of the times it swallows packets. Real services, broker and DNS on this machine.
 */
public final class FailoverBench {

    private static final int EACH = Integer.getInteger("signalbox.bench.failovers", 200) / 2;

    /** The code has run before, as it has in services that have been up for a while. */
    private static final int EARLIER = 10;

    /** Until the compiler of the broker's JVM has little left to do. */
    private static final int TRANSACTIONS = 4_000;

    /** Deaths of each kind beside gdnsd, of which each takes a quarter of a minute. */
    private static final int BESIDE = Integer.getInteger("signalbox.bench.beside", 5);

    private final World world;
    private final NameWatch names;
    private final Failures failures;

    private FailoverBench(World world, NameWatch names, Failures failures) {
        this.world = world;
        this.names = names;
        this.failures = failures;
    }

    public static void main(String[] arguments) {
        List<Failover> refusing;
        List<Failover> silent;
        try (var world = World.start(WorldPlan.DEMO.withStableFor(Duration.ofHours(1)));
                var names =
                        NameWatch.start(world.nameServer().address(), world.hostname(), Duration.ofMillis(5), _ -> {});
                var failures = new Failures(world.cell().broker().bootstrap())) {
            var bench = new FailoverBench(world, names, failures);
            BusyBroker.transactions(world.cell().broker().bootstrap(), TRANSACTIONS);
            bench.run(EARLIER, SiteMode.REFUSE);
            refusing = bench.run(EACH, SiteMode.REFUSE);
            tell("a site that refuses", refusing);
            silent = bench.run(EACH, SiteMode.BLACKHOLE);
            tell("a site that swallows packets", silent);
        }
        String peer = Gdnsd.installed() ? besideGdnsd() : " gdnsd=missing";
        var all = new ArrayList<>(refusing);
        all.addAll(silent);
        System.out.printf(
                "RESULT bench-failover accepted_p50_ms=%d accepted_p99_ms=%d flipped_p50_ms=%d flipped_p99_ms=%d"
                        + " failovers=%d refuse_flipped_p50_ms=%d refuse_flipped_p99_ms=%d silent_flipped_p50_ms=%d"
                        + " silent_flipped_p99_ms=%d probing_p50_ms=%d probing_p99_ms=%d%s%n",
                Percentile.of(all, 50, Failover::acceptedMillis),
                Percentile.of(all, 99, Failover::acceptedMillis),
                Percentile.of(all, 50, Failover::flippedMillis),
                Percentile.of(all, 99, Failover::flippedMillis),
                all.size(),
                Percentile.of(refusing, 50, Failover::flippedMillis),
                Percentile.of(refusing, 99, Failover::flippedMillis),
                Percentile.of(silent, 50, Failover::flippedMillis),
                Percentile.of(silent, 99, Failover::flippedMillis),
                Percentile.of(all, 50, Failover::probingMillis),
                Percentile.of(all, 99, Failover::probingMillis),
                peer);
        // The clients of Kafka leave threads that end later.
        System.exit(0);
    }

    /** Once with gdnsd's one interval, and once with the shorter one in doubt that Signalbox has by default. */
    private static String besideGdnsd() {
        List<Pair> equal = BesideGdnsd.deaths(Duration.ofSeconds(2), BESIDE);
        List<Pair> quick = BesideGdnsd.deaths(Duration.ofMillis(500), BESIDE);
        tellPairs("2 s x 3, in doubt also 2 s", equal);
        tellPairs("2 s x 3, in doubt 500 ms", quick);
        return " equal_ms=%d equal_gdnsd_ms=%d quick_ms=%d quick_gdnsd_ms=%d"
                .formatted(
                        Percentile.of(equal, 50, Pair::ours),
                        Percentile.of(equal, 50, Pair::theirs),
                        Percentile.of(quick, 50, Pair::ours),
                        Percentile.of(quick, 50, Pair::theirs));
    }

    private static void tellPairs(String settings, List<Pair> deaths) {
        System.out.printf(
                "beside gdnsd, %s, %d deaths, in ms (p50 / longest): Signalbox %d / %d, gdnsd %d / %d%n",
                settings,
                deaths.size(),
                Percentile.of(deaths, 50, Pair::ours),
                Percentile.of(deaths, 100, Pair::ours),
                Percentile.of(deaths, 50, Pair::theirs),
                Percentile.of(deaths, 100, Pair::theirs));
    }

    private static void tell(String what, List<Failover> failovers) {
        System.out.printf("%s, %d times, in ms (p50 / p99):%n", what, failovers.size());
        tell("it dies -> the observation that decides is in Kafka", failovers, Failover::probingMillis);
        tell("that observation -> Route 53 has taken the change", failovers, Failover::acceptedMillis);
        tell("  of it: to the verdict", failovers, Failover::detectedMillis);
        tell("  of it: from there to the command", failovers, Failover::decidedMillis);
        tell("  of it: from there to Route 53", failovers, Failover::actedMillis);
        tell("it dies -> the name server answers with the other site", failovers, Failover::flippedMillis);
    }

    private static void tell(String phase, List<Failover> failovers, ToLongFunction<Failover> millis) {
        System.out.printf(
                "  %-56s %6d / %6d%n",
                phase, Percentile.of(failovers, 50, millis), Percentile.of(failovers, 99, millis));
    }

    private List<Failover> run(int times, SiteMode death) {
        var failovers = new ArrayList<Failover>();
        for (int time = 0; time < times; time++) {
            failovers.add(fail(death));
        }
        return failovers;
    }

    private Failover fail(SiteMode death) {
        Waiting.until("both sites are UP and nothing moves", () -> Waiting.steady(world));
        DemoSite active =
                world.site(Objects.requireNonNull(world.api().status().active()).value());
        DemoSite other = active.equals(world.preferred()) ? world.second() : world.preferred();
        long version = world.api().status().version();
        Instant died = Instant.now();
        active.become(death);
        Waiting.until("the name server answers with " + other.name(), () -> answers(other));
        Instant flipped = names.changes().getLast().at();
        Waiting.until("the move to " + other.name() + " is known", () -> moved(other, version));
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
        var failover = new Failover(died, observed, detected, decided, accepted, flipped);
        active.become(SiteMode.UP);
        return failover;
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
}
