package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.probe.core.Turnstile.Visit;
import io.signalbox.probe.core.Watched;
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

    /** Begins at once, or when the check's turn has come. */
    void enter(Runnable probe) {
        var coming = new Visit(most, () -> turn(probe));
        visit = coming;
        if (turnstiles.come(target, coming)) {
            begin(probe);
        }
    }

    /** On any thread, and never at once: a probe that ends must not begin others within itself. */
    private void turn(Runnable probe) {
        if (!loop.isShuttingDown()) {
            loop.execute(() -> {
                if (visit != null) {
                    begin(probe);
                }
            });
        }
    }

    private void begin(Runnable probe) {
        begun = true;
        try {
            probe.run();
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
