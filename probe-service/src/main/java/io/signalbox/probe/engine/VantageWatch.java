package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.VantageReference;
import io.signalbox.probe.core.PartHealth;
import io.signalbox.probe.core.Rounds;
import io.signalbox.probe.core.VantageState;
import io.signalbox.probe.wire.Dependency;
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

/** Whether this vantage's own network and process work. Its state lives on the first event loop. */
final class VantageWatch {

    private static final Logger LOG = Logger.getLogger(VantageWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** Between the starts of two rounds: a thousand failures a second must not become a thousand rounds. */
    private static final long LEAST_SPACING_NANOS = Duration.ofMillis(50).toNanos();

    private final String vantage;
    private final EventLoop loop;
    private final InstantSource wall;
    private final Rounds<Question> rounds = new Rounds<>();
    private final VantageState state = new VantageState(INTERVAL);
    private final Map<Dependency, PartHealth> parts = new EnumMap<>(Dependency.class);
    private final References references;
    private long roundBegunNanos;
    private boolean roundPlanned;
    private boolean urgent;
    private volatile VantageHealth health = VantageHealth.HEALTHY;

    VantageWatch(VantageName vantage, EventLoop loop, Network network, InstantSource wall) {
        this.vantage = vantage.value();
        this.loop = loop;
        this.references = new References(vantage, network, loop);
        this.wall = wall;
        for (Dependency part : Dependency.values()) {
            parts.put(part, new PartHealth());
        }
    }

    /** Asked by a check whose probe has failed. @param fromNanos when the probe began */
    private record Question(long fromNanos, Set<Dependency> dependencies, Answer answer) {}

    @FunctionalInterface
    interface Answer {
        /** Told on the vantage's event loop. @param missing what the failure depended on and did not work; null for nothing */
        void health(VantageHealth health, @Nullable Dependency missing);
    }

    /** As last known. For any thread. */
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
     * Answers with the vantage's health as of a round of references that begins after this call. For any thread.
     *
     * @param news whether a verdict may wait for it; what only repeats a settled result waits for the next second's round
     * @param dependencies of the failure
     */
    void ask(long fromNanos, boolean news, Set<Dependency> dependencies, Answer answer) {
        loop.execute(() -> {
            boolean idle = rounds.ask(new Question(fromNanos, dependencies, answer));
            urgent |= news;
            if (idle && news) {
                beginSoon();
            }
        });
    }

    /** Probes run out of time again and again, since the event loops come late. For any thread. */
    void overloaded() {
        loop.execute(() -> {
            state.overloaded(System.nanoTime());
            show(System.nanoTime());
        });
    }

    /** One of the event loops has beaten. For any thread. */
    void beat(long nowNanos, long lateNanos, boolean first) {
        if (first) {
            state.clocks(nowNanos, wall.millis());
            state.late(lateNanos, nowNanos);
            show(nowNanos);
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
        long wait = references.none() ? 0 : roundBegunNanos + LEAST_SPACING_NANOS - System.nanoTime();
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
        references.look(this::end);
    }

    private void end(Map<Dependency, VantageHealth> verdicts) {
        long now = System.nanoTime();
        for (Dependency part : Dependency.values()) {
            VantageHealth verdict = verdicts.getOrDefault(part, VantageHealth.HEALTHY);
            say(part, verdict);
            part(part).round(verdict, now);
        }
        state.round(network(verdicts), now);
        show(now);
        for (Question question : rounds.end()) {
            question.answer().health(state.since(question.fromNanos(), now), missing(question));
        }
        if (urgent && rounds.wanted()) {
            beginSoon();
        }
    }

    private PartHealth part(Dependency of) {
        return Objects.requireNonNull(parts.get(of));
    }

    private void say(Dependency part, VantageHealth after) {
        boolean before = part(part).last().healthy();
        if (before && !after.healthy()) {
            LOG.warnf("part of the vantage sick vantage=%s part=%s reason=\"%s\"", vantage, part, after.detail());
        } else if (!before && after.healthy()) {
            LOG.infof("part of the vantage healthy vantage=%s part=%s", vantage, part);
        }
    }

    /** It works while it works by one of the families for which there are references. */
    private static VantageHealth network(Map<Dependency, VantageHealth> verdicts) {
        var families = new EnumMap<>(verdicts);
        families.remove(Dependency.RESOLVER);
        if (families.isEmpty() || families.values().stream().anyMatch(VantageHealth::healthy)) {
            return VantageHealth.HEALTHY;
        }
        return VantageHealth.sick(
                families.values().stream().map(VantageHealth::detail).collect(Collectors.joining("; ")));
    }

    /** One of the parts that were needed, if none of them worked. */
    private @Nullable Dependency missing(Question question) {
        for (Dependency part : question.dependencies()) {
            if (!part(part).sickSince(question.fromNanos())) {
                return null;
            }
        }
        return question.dependencies().stream().findFirst().orElse(null);
    }

    private void show(long nowNanos) {
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
