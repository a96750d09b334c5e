package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.contract.ProbeResult;
import io.signalbox.contract.VantageHealth;
import io.signalbox.contract.topology.Reference;
import io.signalbox.probe.core.ReferenceRound;
import io.signalbox.probe.core.Rounds;
import io.signalbox.probe.core.VantageState;
import io.signalbox.probe.tcp.TcpProtocol;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Target;
import io.signalbox.probe.wire.Undecided;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whether this vantage's own network and process work. Its state lives on the first event loop. */
final class VantageWatch {

    private static final Logger LOG = Logger.getLogger(VantageWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration ROUND_TIMEOUT = Duration.ofMillis(500);
    /** Between the starts of two rounds: a thousand failures a second must not become a thousand rounds. */
    private static final long LEAST_SPACING_NANOS = Duration.ofMillis(50).toNanos();

    private final String vantage;
    private final EventLoop loop;
    private final Network network;
    private final InstantSource wall;
    private final Rounds<Question> rounds = new Rounds<>();
    private final VantageState state = new VantageState(INTERVAL);
    private List<Target> references = List.of();
    private @Nullable ReferenceRound round;
    private long roundBegunNanos;
    private boolean roundPlanned;
    private volatile VantageHealth health = VantageHealth.HEALTHY;

    VantageWatch(String vantage, EventLoop loop, Network network, InstantSource wall) {
        this.vantage = vantage;
        this.loop = loop;
        this.network = network;
        this.wall = wall;
    }

    /** Asked by a check whose probe has failed. @param fromNanos when the probe began */
    private record Question(long fromNanos, Answer answer) {}

    @FunctionalInterface
    interface Answer {
        /** Told on the vantage's event loop. */
        void health(VantageHealth health);
    }

    /** As last known. For any thread. */
    VantageHealth health() {
        return health;
    }

    void start() {
        var _ = loop.scheduleWithFixedDelay(this::tick, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void follow(List<Reference> wanted) {
        var targets = wanted.stream()
                .map(reference -> Target.of(
                        reference.host(), reference.port(), Optional.empty(), TcpProtocol.INSTANCE, ROUND_TIMEOUT))
                .toList();
        loop.execute(() -> references = targets);
    }

    /** Answers with the vantage's health as of a round of references that begins after this call. For any thread. */
    void ask(long fromNanos, Answer answer) {
        loop.execute(() -> {
            if (rounds.ask(new Question(fromNanos, answer))) {
                beginSoon();
            }
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
        roundBegunNanos = System.nanoTime();
        rounds.begin();
        var begun = new ReferenceRound(references.size());
        round = begun;
        for (Target reference : references) {
            network.attempt(loop, reference, new Finding.Listener() {
                @Override
                public void found(Finding finding) {
                    answered(begun, reference, finding);
                }

                @Override
                public void undecided(Undecided why) {
                    begun.failed(reference.name() + " " + why);
                    conclude(begun);
                }
            });
        }
        conclude(begun);
    }

    private void answered(ReferenceRound of, Target reference, Finding finding) {
        switch (finding.result()) {
            case ProbeResult.Passed _ -> of.passed();
            case ProbeResult.Failed failed -> of.failed(reference.name() + " " + failed.cause());
        }
        conclude(of);
    }

    private void conclude(ReferenceRound of) {
        if (round == of) {
            of.verdict().ifPresent(this::end);
        }
    }

    private void end(VantageHealth verdict) {
        round = null;
        long now = System.nanoTime();
        state.round(verdict, now);
        show(now);
        for (Question question : rounds.end()) {
            question.answer().health(state.since(question.fromNanos(), now));
        }
        if (rounds.wanted()) {
            beginSoon();
        }
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
