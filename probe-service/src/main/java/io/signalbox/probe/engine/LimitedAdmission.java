package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.ConnectFailure;
import io.signalbox.probe.core.ConcurrencyLimit.Ticket;
import io.signalbox.probe.core.ConfiguredCheck;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Admission of one check to a target with limited concurrency. Runs on the check's event loop. */
final class LimitedAdmission {

    private final ConcurrencyLimits concurrencyLimits;
    private final EventLoop loop;
    private final String target;
    private final int most;
    private final long timeoutNanos;
    private @Nullable Ticket ticket;
    private boolean begun;

    private LimitedAdmission(
            ConcurrencyLimits concurrencyLimits, EventLoop loop, String target, int most, long timeoutNanos) {
        this.concurrencyLimits = concurrencyLimits;
        this.loop = loop;
        this.target = target;
        this.most = most;
        this.timeoutNanos = timeoutNanos;
    }

    /** Null for a check without a limit, the usual case. */
    static @Nullable LimitedAdmission of(
            ConfiguredCheck configured, ConcurrencyLimits concurrencyLimits, EventLoop loop) {
        int most = configured.probe().approach().perTarget();
        String target = most == 0 ? null : configured.target();
        return target == null
                ? null
                : new LimitedAdmission(
                        concurrencyLimits,
                        loop,
                        target,
                        most,
                        configured.probe().timeout().toNanos());
    }

    /** Admits one probe at a time to a target that cannot be connected to. @param where identifies the target */
    static LimitedAdmission alone(
            ConfiguredCheck configured, String where, ConcurrencyLimits concurrencyLimits, EventLoop loop) {
        return new LimitedAdmission(
                concurrencyLimits,
                loop,
                "alone to " + where,
                1,
                configured.probe().timeout().toNanos());
    }

    /** A probe that asks for admission. Called on the check's event loop. */
    interface Listener {

        void begin();

        /** Another probe failed to connect to the target while this one waits. */
        void unconnected(ConnectFailure failure, CheckResult checkResult);

        /** Another probe connected to the target while this one waits. */
        void reachable();
    }

    /** Starts the probe at once, or when its turn comes. @param doubtful whether the check's verdict is in doubt */
    void enter(boolean doubtful, Listener probe) {
        var listener = new Waiting(probe);
        var entering = new Ticket(most, doubtful, listener);
        listener.ticket = entering;
        ticket = entering;
        if (concurrencyLimits.enter(target, entering)) {
            begin(probe);
        }
    }

    /**
     * Called on any thread, and never starts a probe directly: a probe that ends must not start others on its stack.
     */
    private final class Waiting implements WaitingProbe {

        private final Listener probe;
        private @Nullable Ticket ticket;

        private Waiting(Listener probe) {
            this.probe = probe;
        }

        @Override
        public void admitted() {
            later(() -> begin(probe));
        }

        @Override
        public void unconnected(ConnectFailure failure, CheckResult checkResult) {
            later(() -> probe.unconnected(failure, checkResult));
        }

        @Override
        public void reachable() {
            later(probe::reachable);
        }

        /** Ignores calls that arrive after the wait has ended. */
        private void later(Runnable task) {
            if (!loop.isShuttingDown()) {
                loop.execute(() -> {
                    if (LimitedAdmission.this.ticket == ticket && waits()) {
                        task.run();
                    }
                });
            }
        }
    }

    /** Tells waiting probes that this probe, which is about to leave, has connected. */
    void connected() {
        concurrencyLimits.reachable(target);
    }

    /** True if a probe has entered but not started. */
    boolean waits() {
        return ticket != null && !begun;
    }

    /** Tells waiting probes that this probe, which is about to leave, has failed to connect. */
    void unconnected(ConnectFailure failure, CheckResult checkResult) {
        concurrencyLimits.unconnected(target, failure, checkResult);
    }

    private void begin(Listener probe) {
        begun = true;
        try {
            probe.begin();
        } catch (RuntimeException e) {
            leave();
            throw e;
        }
    }

    void leave() {
        Ticket leaving = ticket;
        begun = false;
        ticket = null;
        if (leaving != null) {
            concurrencyLimits.leave(target, leaving);
        }
    }

    /** The check has ended. A running probe keeps its place until it ends or times out. */
    void close() {
        if (!begun) {
            leave();
        } else {
            var _ = loop.schedule(this::leave, timeoutNanos, TimeUnit.NANOSECONDS);
        }
    }
}
