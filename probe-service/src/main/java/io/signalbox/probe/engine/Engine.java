package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.rules.FullTarget;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.Ramp;
import io.signalbox.probe.core.Stall;
import io.signalbox.probe.core.Watched;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All checks of a topology at work, and the watch over this vantage. Thread-safe. */
public final class Engine implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Engine.class);
    /** How often checks are looked at whose probe should long have ended. */
    private static final long STUCK_MILLIS = Duration.ofSeconds(30).toMillis();

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final Surroundings around;
    private final Loops loops;
    private final VantageWatch vantage;
    private final List<Heartbeat> heartbeats = new ArrayList<>();
    private final Digest digest = new Digest();
    private final Turnstiles turnstiles = new Turnstiles();
    private final Map<CheckName, CheckRunner> runners = new ConcurrentHashMap<>();
    private final AtomicLong highest = new AtomicLong();
    private final Map<CheckName, Watched> followed = new HashMap<>();
    private double turn;
    private volatile List<FullTarget> full = List.of();

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
        var _ = loops.first()
                .scheduleWithFixedDelay(this::restartStuck, STUCK_MILLIS, STUCK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Adds, removes and changes what differs; the rest goes on undisturbed.
     *
     * @throws IllegalStateException when a check could not be followed, after all others; it is tried again the next time
     */
    public synchronized void follow(Topology topology) {
        var wanted = Watched.in(topology);
        digest.replace(topology.digest());
        around.network().allow(topology.allowed());
        vantage.follow(topology.references());
        runners.entrySet().removeIf(entry -> {
            boolean gone = !wanted.containsKey(entry.getKey());
            if (gone) {
                entry.getValue().stop();
                followed.remove(entry.getKey());
            }
            return gone;
        });
        double nowTurn = turn(topology);
        long period = period(wanted.values());
        heartbeats.forEach(beat -> beat.atLeastEvery(period));
        int begun = 0;
        RuntimeException failed = null;
        for (Watched watched : wanted.values()) {
            if (!watched.equals(followed.get(watched.name()))) {
                try {
                    runners.computeIfAbsent(watched.name(), this::runner)
                            .follow(watched, digest, nowTurn, Ramp.delayNanos(begun++));
                    followed.put(watched.name(), watched);
                } catch (RuntimeException e) {
                    failed = new IllegalStateException("the check " + watched.name() + " cannot be followed: " + e, e);
                }
            } else if (nowTurn != turn) {
                Objects.requireNonNull(runners.get(watched.name())).turn(nowTurn);
            }
        }
        turn = nowTurn;
        tell(FullTarget.in(topology));
        if (failed != null) {
            throw failed;
        }
    }

    private void tell(List<FullTarget> now) {
        now.stream()
                .filter(target -> !full.contains(target))
                .forEach(target -> LOG.warnf("target full path=%s reason=\"%s\"", target.path(), target.text()));
        full = now;
    }

    /** The targets that are too full for the checks that go there. */
    public List<FullTarget> fullTargets() {
        return full;
    }

    private static long period(Collection<Watched> wanted) {
        return wanted.stream()
                .mapToLong(watched -> Stall.periodNanos(watched.probe()))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private double turn(Topology topology) {
        int place = topology.vantages().indexOf(around.vantage());
        return Math.max(0, place) / (double) topology.vantages().size();
    }

    private CheckRunner runner(CheckName name) {
        return new CheckRunner(name, around, vantage, this::latest, turnstiles, highest, beat(loops.next()));
    }

    private Heartbeat beat(EventLoop loop) {
        return heartbeats.stream()
                .filter(beat -> beat.loop() == loop)
                .findFirst()
                .orElseThrow();
    }

    private void restartStuck() {
        long now = System.nanoTime();
        runners.values().forEach(runner -> runner.restartIfStuck(now));
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
