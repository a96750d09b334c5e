package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.rules.FullTarget;
import io.signalbox.probe.check.LatestResults;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.core.RampUp;
import io.signalbox.probe.core.StallFilter;
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

/** Runs all checks of a topology and monitors this vantage. Thread-safe. */
public final class ProbeEngine implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ProbeEngine.class);
    /** The interval at which checks whose probe has not ended are looked for. */
    private static final long STUCK_MILLIS = Duration.ofSeconds(30).toMillis();

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final EngineContext context;
    private final EventLoops loops;
    private final VantageMonitor vantage;
    private final List<ProbeLoop> probeLoops = new ArrayList<>();
    private final TopologyDigest digest = new TopologyDigest();
    private final ConcurrencyLimits concurrencyLimits = new ConcurrencyLimits();
    private final Map<CheckName, CheckRunner> runners = new ConcurrentHashMap<>();
    private final AtomicLong highest = new AtomicLong();
    private final Map<CheckName, ConfiguredCheck> followed = new HashMap<>();
    private double turn;
    private volatile List<FullTarget> full = List.of();

    public ProbeEngine(EngineContext context, EventLoops loops, InstantSource wall) {
        this.context = context;
        this.loops = loops;
        this.vantage = new VantageMonitor(context.vantage(), loops.first(), context.network(), wall);
        for (var loop : loops.all()) {
            boolean first = loop == loops.first();
            probeLoops.add(ProbeLoop.of(loop, (now, late) -> vantage.loopTick(now, late, first)));
        }
    }

    public void start(Topology topology) {
        probeLoops.forEach(each -> each.monitor().start());
        follow(topology);
        vantage.start();
        var _ = loops.first()
                .scheduleWithFixedDelay(this::restartStuck, STUCK_MILLIS, STUCK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Applies a topology: adds, removes and changes what differs; other checks continue.
     *
     * @throws IllegalStateException if a check could not be started, after all others; the next call tries again
     */
    public synchronized void follow(Topology topology) {
        var wanted = ConfiguredCheck.in(topology);
        digest.replace(topology.digest());
        context.network().allow(topology.allowed());
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
        probeLoops.forEach(each -> each.monitor().atLeastEvery(period));
        int begun = 0;
        RuntimeException failed = null;
        for (ConfiguredCheck configured : wanted.values()) {
            if (!configured.equals(followed.get(configured.name()))) {
                try {
                    runners.computeIfAbsent(configured.name(), this::runner)
                            .follow(configured, digest, nowTurn, RampUp.delayNanos(begun++));
                    followed.put(configured.name(), configured);
                } catch (RuntimeException e) {
                    failed = new IllegalStateException(
                            "the check " + configured.name() + " cannot be followed: " + e, e);
                }
            } else if (nowTurn != turn) {
                Objects.requireNonNull(runners.get(configured.name())).turn(nowTurn);
            }
        }
        turn = nowTurn;
        logFullTargets(FullTarget.in(topology));
        if (failed != null) {
            throw failed;
        }
    }

    private void logFullTargets(List<FullTarget> now) {
        now.stream()
                .filter(target -> !full.contains(target))
                .forEach(target -> LOG.warnf("target full path=%s reason=\"%s\"", target.path(), target.text()));
        full = now;
    }

    /** Targets whose concurrency limit is too low for their checks. */
    public List<FullTarget> fullTargets() {
        return full;
    }

    private static long period(Collection<ConfiguredCheck> wanted) {
        return wanted.stream()
                .mapToLong(configured -> StallFilter.periodNanos(configured.probe()))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private double turn(Topology topology) {
        int place = topology.vantages().indexOf(context.vantage());
        return Math.max(0, place) / (double) topology.vantages().size();
    }

    private CheckRunner runner(CheckName name) {
        return new CheckRunner(
                name, context, vantage, this::latest, concurrencyLimits, highest, probeLoop(loops.next()));
    }

    private ProbeLoop probeLoop(EventLoop loop) {
        return probeLoops.stream()
                .filter(each -> each.loop() == loop)
                .findFirst()
                .orElseThrow();
    }

    private void restartStuck() {
        long now = System.nanoTime();
        runners.values().forEach(runner -> runner.restartIfStuck(now));
    }

    private LatestResults.@Nullable Seen latest(CheckName name) {
        CheckRunner runner = runners.get(name);
        return runner == null ? null : runner.statistics().seen(System.nanoTime());
    }

    public synchronized List<CheckStatistics> allStatistics() {
        return runners.values().stream().map(CheckRunner::statistics).toList();
    }

    /** The latest results of all checks. */
    public LatestResults latest() {
        return this::latest;
    }

    public VantageHealth vantageHealth() {
        return vantage.health();
    }

    /** The share of the settled checks' starts that run, on the loop with the lowest: 1 unless the processor is short. */
    public double startShare() {
        return probeLoops.stream()
                .mapToDouble(each -> each.starts().share())
                .min()
                .orElse(1);
    }

    /** The number of starts that were left out because the processor was short. */
    public long startsLeftOut() {
        return probeLoops.stream().mapToLong(each -> each.starts().leftOut()).sum();
    }

    /** True if no event loop hangs. */
    public boolean alive() {
        return probeLoops.stream().allMatch(each -> each.monitor().overdueNanos() < LONGEST_SILENCE.toNanos());
    }

    @Override
    public void close() {
        loops.close();
    }
}
