package io.signalbox.probe.engine;

import io.signalbox.contract.VantageHealth;
import io.signalbox.contract.topology.Topology;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.Ramp;
import io.signalbox.probe.core.Watched;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All checks of a topology at work, and the watch over this vantage. Thread-safe. */
public final class Engine implements AutoCloseable {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final Surroundings around;
    private final Loops loops;
    private final VantageWatch vantage;
    private final List<Heartbeat> heartbeats = new ArrayList<>();
    private final Digest digest = new Digest();
    private final Turnstiles turnstiles = new Turnstiles();
    private final Map<CheckName, CheckRunner> runners = new ConcurrentHashMap<>();
    private final AtomicLong highest = new AtomicLong();
    private Map<CheckName, Watched> followed = Map.of();
    private double turn;

    public Engine(Surroundings around, Loops loops, InstantSource wall) {
        this.around = around;
        this.loops = loops;
        this.vantage = new VantageWatch(around.vantage(), loops.first(), around.network(), wall);
        for (var loop : loops.all()) {
            boolean first = loop == loops.first();
            heartbeats.add(new Heartbeat(loop, (now, late) -> vantage.beat(now, late, first)));
        }
    }

    public void start(Topology topology) {
        heartbeats.forEach(Heartbeat::start);
        follow(topology);
        vantage.start();
    }

    /** Adds, removes and changes what differs; the rest goes on undisturbed. */
    public synchronized void follow(Topology topology) {
        var wanted = Watched.in(topology);
        digest.replace(topology.digest());
        around.network().allow(topology.allowed());
        vantage.follow(topology.references());
        runners.entrySet().removeIf(entry -> {
            boolean gone = !wanted.containsKey(entry.getKey());
            if (gone) {
                entry.getValue().stop();
            }
            return gone;
        });
        double nowTurn = turn(topology);
        int begun = 0;
        for (var entry : wanted.entrySet()) {
            Watched watched = entry.getValue();
            if (nowTurn != turn || !watched.equals(followed.get(entry.getKey()))) {
                runners.computeIfAbsent(entry.getKey(), this::runner)
                        .follow(watched, digest, nowTurn, Ramp.delayNanos(begun++));
            }
        }
        turn = nowTurn;
        followed = wanted;
    }

    private double turn(Topology topology) {
        int place = topology.vantages().indexOf(around.vantage());
        return Math.max(0, place) / (double) topology.vantages().size();
    }

    private CheckRunner runner(CheckName name) {
        return new CheckRunner(name, around, vantage, this::latest, turnstiles, highest, loops.next());
    }

    private Latest.@Nullable Seen latest(CheckName name) {
        CheckRunner runner = runners.get(name);
        return runner == null ? null : runner.tally().seen(System.nanoTime());
    }

    public synchronized List<Tally> tallies() {
        return runners.values().stream().map(CheckRunner::tally).toList();
    }

    /** What checks have found last. */
    public Latest latest() {
        return this::latest;
    }

    public VantageHealth vantageHealth() {
        return vantage.health();
    }

    /** Whether every event loop still turns. */
    public boolean alive() {
        return heartbeats.stream().allMatch(beat -> beat.overdueNanos() < LONGEST_SILENCE.toNanos());
    }

    @Override
    public void close() {
        loops.close();
    }
}
