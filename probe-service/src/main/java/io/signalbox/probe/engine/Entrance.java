package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.probe.core.Turnstile.Visit;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.wire.ConnectFailure;
import io.signalbox.probe.wire.Finding;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How one check goes to a target where only so many may be at a time. Lives on the check's event loop. */
final class Entrance {

    private final Turnstiles turnstiles;
    private final EventLoop loop;
    private final String target;
    private final int most;
    private final long timeoutNanos;
    private @Nullable Visit visit;
    private boolean begun;

    private Entrance(Turnstiles turnstiles, EventLoop loop, String target, int most, long timeoutNanos) {
        this.turnstiles = turnstiles;
        this.loop = loop;
        this.target = target;
        this.most = most;
        this.timeoutNanos = timeoutNanos;
    }

    /** Null for a check that may always go, as most may. */
    static @Nullable Entrance of(Watched watched, Turnstiles turnstiles, EventLoop loop) {
        int most = watched.probe().approach().perTarget();
        String target = most == 0 ? null : watched.target();
        return target == null
                ? null
                : new Entrance(
                        turnstiles,
                        loop,
                        target,
                        most,
                        watched.probe().timeout().toNanos());
    }

    /** One at a time goes where nothing can be connected to. @param where tells such places apart */
    static Entrance alone(Watched watched, String where, Turnstiles turnstiles, EventLoop loop) {
        return new Entrance(
                turnstiles,
                loop,
                "alone to " + where,
                1,
                watched.probe().timeout().toNanos());
    }

    /** A probe that would go to the target. Lives on the check's event loop. */
    interface Entering {

        void begin();

        /** Another has failed to connect to the target while this one waits. */
        void unconnected(ConnectFailure failure, Finding finding);

        /** Another has connected there while this one waits. */
        void reachable();
    }

    /** Begins at once, or when the check's turn has come. @param doubtful whether what the check says is in doubt */
    void enter(boolean doubtful, Entering probe) {
        var visitor = new Waiting(probe);
        var coming = new Visit(most, doubtful, visitor);
        visitor.visit = coming;
        visit = coming;
        if (turnstiles.come(target, coming)) {
            begin(probe);
        }
    }

    /** Told on any thread, and never begins at once: a probe that ends must not begin others within itself. */
    private final class Waiting implements Guest {

        private final Entering probe;
        private @Nullable Visit visit;

        private Waiting(Entering probe) {
            this.probe = probe;
        }

        @Override
        public void turn() {
            later(() -> begin(probe));
        }

        @Override
        public void unconnected(ConnectFailure failure, Finding finding) {
            later(() -> probe.unconnected(failure, finding));
        }

        @Override
        public void reachable() {
            later(probe::reachable);
        }

        /** What comes when it waits no more says nothing of the next visit. */
        private void later(Runnable task) {
            if (!loop.isShuttingDown()) {
                loop.execute(() -> {
                    if (Entrance.this.visit == visit && waits()) {
                        task.run();
                    }
                });
            }
        }
    }

    /** Tells those that wait that the probe which is about to leave has connected. */
    void connected() {
        turnstiles.reachable(target);
    }

    /** Whether a probe has entered and not begun. */
    boolean waits() {
        return visit != null && !begun;
    }

    /** Tells those that wait that the probe which is about to leave has failed to connect. */
    void unconnected(ConnectFailure failure, Finding finding) {
        turnstiles.unconnected(target, failure, finding);
    }

    private void begin(Entering probe) {
        begun = true;
        try {
            probe.begin();
        } catch (RuntimeException e) {
            leave();
            throw e;
        }
    }

    /** The probe has ended. */
    void leave() {
        Visit leaving = visit;
        begun = false;
        visit = null;
        if (leaving != null) {
            turnstiles.leave(target, leaving);
        }
    }

    /**
     * The check is over. What waits leaves the queue; a probe under way keeps its place until it ends, which it may do untold, but
     * not after its timeout.
     */
    void close() {
        if (!begun) {
            leave();
        } else {
            var _ = loop.schedule(this::leave, timeoutNanos, TimeUnit.NANOSECONDS);
        }
    }
}
