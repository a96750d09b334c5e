package io.signalbox.bench.failover;

import io.signalbox.bench.Await;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.world.World;
import io.signalbox.sandbox.world.WorldPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Compares Signalbox with gdnsd: both check the same site, with equal settings, while it fails. */
final class GdnsdComparison {

    private static final CheckSettings SETTINGS = new CheckSettings(Duration.ofSeconds(2), Duration.ofSeconds(1), 3, 2);
    private static final Duration LOOK = Duration.ofMillis(2);

    private final DemoSite first;
    private final DemoSite second;
    private final NameWatch ours;
    private final NameWatch theirs;

    /** Times from one failure until the name server answers with the other site, in milliseconds. */
    record Pair(long ours, long theirs) {}

    private GdnsdComparison(DemoSite first, DemoSite second, NameWatch ours, NameWatch theirs) {
        this.first = first;
        this.second = second;
        this.ours = ours;
        this.theirs = theirs;
    }

    /** @param fast Signalbox's {@code fastInterval} */
    static List<Pair> deaths(Duration fast, int each) {
        try (var world = World.create(WorldPlan.DEMO.withStableFor(Duration.ofSeconds(2)))) {
            SETTINGS.write(world, fast);
            world.startServices();
            String zone = world.zone().name();
            try (var gdnsd = Gdnsd.start(
                            world.directory().resolve("gdnsd"),
                            world.service(),
                            zone,
                            world.preferred(),
                            world.second(),
                            SETTINGS);
                    var ours = NameWatch.start(world.nameServer().address(), world.hostname(), LOOK, _ -> {});
                    var theirs = NameWatch.start(gdnsd.address(), world.hostname(), LOOK, _ -> {})) {
                var beside = new GdnsdComparison(world.preferred(), world.second(), ours, theirs);
                var pairs = new ArrayList<Pair>();
                for (SiteMode death : List.of(SiteMode.REFUSE, SiteMode.BLACKHOLE)) {
                    for (int time = 0; time < each; time++) {
                        Await.until("both answer with " + world.preferred().name(), beside::home);
                        Await.until("the service is steady", () -> Await.steady(world));
                        pairs.add(beside.die(death));
                    }
                }
                return pairs;
            }
        }
    }

    private boolean home() {
        return answer(ours, first) && answer(theirs, first);
    }

    private Pair die(SiteMode death) {
        Instant died = Instant.now();
        first.become(death);
        Await.until("both answer with " + second.name(), () -> answer(ours, second) && answer(theirs, second));
        var pair = new Pair(since(died, ours), since(died, theirs));
        first.become(SiteMode.UP);
        return pair;
    }

    private static long since(Instant died, NameWatch names) {
        return Duration.between(died, names.changes().getLast().at()).toMillis();
    }

    private static boolean answer(NameWatch names, DemoSite site) {
        List<NameWatch.NameAnswer> changes = names.changes();
        return !changes.isEmpty() && changes.getLast().addresses().equals(List.of(site.address()));
    }
}
