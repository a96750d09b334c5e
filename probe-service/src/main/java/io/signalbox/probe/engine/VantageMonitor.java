package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.VantageReference;
import io.signalbox.probe.check.Dependency;
import io.signalbox.probe.core.DependencyHealth;
import io.signalbox.probe.core.RoundQueue;
import io.signalbox.probe.core.VantageState;
import io.signalbox.probe.wire.Network;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Monitors whether this vantage's own network and process work. Its state belongs to the first event loop. */
final class VantageMonitor {

    private static final Logger LOG = Logger.getLogger(VantageMonitor.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** Between the starts of two rounds: a thousand failures per second must not cause a thousand rounds. */
    private static final long LEAST_SPACING_NANOS = Duration.ofMillis(50).toNanos();

    private final String vantage;
    private final EventLoop loop;
    private final InstantSource wall;
    private final RoundQueue<HealthRequest> rounds = new RoundQueue<>();
    private final VantageState state = new VantageState(INTERVAL);
    private final Map<Dependency, DependencyHealth> parts = new EnumMap<>(Dependency.class);
    private final ReferenceChecks references;
    private long roundBegunNanos;
    private boolean roundPlanned;
    private boolean urgent;
    private volatile VantageHealth health = VantageHealth.HEALTHY;

    VantageMonitor(VantageName vantage, EventLoop loop, Network network, InstantSource wall) {
        this.vantage = vantage.value();
        this.loop = loop;
        this.references = new ReferenceChecks(vantage, network, loop);
        this.wall = wall;
        for (Dependency part : Dependency.values()) {
            parts.put(part, new DependencyHealth());
        }
    }

    /** A request of a check whose probe has failed. @param fromNanos when the probe started */
    private record HealthRequest(long fromNanos, Set<Dependency> dependencies, HealthListener listener) {}

    @FunctionalInterface
    interface HealthListener {
        /** Called on the vantage's event loop. @param missing a needed dependency; null if one worked */
        void health(VantageHealth health, @Nullable Dependency missing);
    }

    /** The last known health. For any thread. */
    VantageHealth health() {
        return health;
    }

    void start() {
        var _ = loop.scheduleWithFixedDelay(this::tick, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void follow(List<VantageReference> wanted) {
        loop.execute(() -> references.follow(wanted));
    }

    /**
     * Reports the vantage's health as of a round that starts after this call. For any thread.
     *
     * @param news whether a verdict may wait for it; if not, the next second's round answers
     * @param dependencies of the failure
     */
    void ask(long fromNanos, boolean news, Set<Dependency> dependencies, HealthListener listener) {
        loop.execute(() -> {
            boolean idle = rounds.ask(new HealthRequest(fromNanos, dependencies, listener));
            urgent |= news;
            if (idle && news) {
                beginSoon();
            }
        });
    }

    /** Timeouts repeat because the event loops are late. For any thread. */
    void overloaded() {
        loop.execute(() -> {
            state.overloaded(System.nanoTime());
            update(System.nanoTime());
        });
    }

    /** An event loop was measured. For any thread. */
    void loopTick(long nowNanos, long lateNanos, boolean first) {
        if (first) {
            state.clocks(nowNanos, wall.millis());
            state.late(lateNanos, nowNanos);
            update(nowNanos);
        } else if (VantageState.tooLate(lateNanos)) {
            loop.execute(() -> state.late(lateNanos, nowNanos));
        }
    }

    private void tick() {
        if (!rounds.running()) {
            beginSoon();
        }
    }

    private void beginSoon() {
        if (roundPlanned) {
            return;
        }
        long wait = references.isEmpty() ? 0 : roundBegunNanos + LEAST_SPACING_NANOS - System.nanoTime();
        if (wait <= 0) {
            begin();
        } else {
            roundPlanned = true;
            var _ = loop.schedule(this::begin, wait, TimeUnit.NANOSECONDS);
        }
    }

    private void begin() {
        roundPlanned = false;
        urgent = false;
        roundBegunNanos = System.nanoTime();
        rounds.begin();
        references.startRound(this::end);
    }

    private void end(Map<Dependency, VantageHealth> verdicts) {
        long now = System.nanoTime();
        for (Dependency part : Dependency.values()) {
            VantageHealth verdict = verdicts.getOrDefault(part, VantageHealth.HEALTHY);
            logChange(part, verdict);
            part(part).round(verdict, now);
        }
        state.round(network(verdicts), now);
        update(now);
        for (HealthRequest request : rounds.end()) {
            request.listener().health(state.since(request.fromNanos(), now), missing(request));
        }
        if (urgent && rounds.wanted()) {
            beginSoon();
        }
    }

    private DependencyHealth part(Dependency of) {
        return Objects.requireNonNull(parts.get(of));
    }

    private void logChange(Dependency part, VantageHealth after) {
        boolean before = part(part).last().healthy();
        if (before && !after.healthy()) {
            LOG.warnf("part of the vantage sick vantage=%s part=%s reason=\"%s\"", vantage, part, after.detail());
        } else if (!before && after.healthy()) {
            LOG.infof("part of the vantage healthy vantage=%s part=%s", vantage, part);
        }
    }

    /** The network works while one of the IP families with references works. */
    private static VantageHealth network(Map<Dependency, VantageHealth> verdicts) {
        var families = new EnumMap<>(verdicts);
        families.remove(Dependency.RESOLVER);
        if (families.isEmpty() || families.values().stream().anyMatch(VantageHealth::healthy)) {
            return VantageHealth.HEALTHY;
        }
        return VantageHealth.sick(
                families.values().stream().map(VantageHealth::detail).collect(Collectors.joining("; ")));
    }

    /** One of the needed dependencies, if none of them worked. */
    private @Nullable Dependency missing(HealthRequest request) {
        for (Dependency part : request.dependencies()) {
            if (!part(part).sickSince(request.fromNanos())) {
                return null;
            }
        }
        return request.dependencies().stream().findFirst().orElse(null);
    }

    private void update(long nowNanos) {
        VantageHealth before = health;
        VantageHealth after = state.now(nowNanos);
        health = after;
        if (before.healthy() && !after.healthy()) {
            LOG.warnf("vantage sick vantage=%s reason=\"%s\"", vantage, after.detail());
        } else if (!before.healthy() && after.healthy()) {
            LOG.infof("vantage healthy vantage=%s", vantage);
        }
    }
}
