package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.ConnectFailure;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.wire.Network;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the probes of one check may run: at once, or in turn if the target's concurrency is limited. While
 * nothing can connect to the target, one probe at a time runs for all checks of it. Runs on the check's event loop.
 */
final class Admission implements LimitedAdmission.Listener {

    private final ConfiguredCheck configured;
    private final ConcurrencyLimits concurrencyLimits;
    private final Network network;
    private final EventLoop loop;
    private final Waiter waiter;
    private final @Nullable LimitedAdmission limited;
    private @Nullable LimitedAdmission admission;
    private long dueNanos;

    /** The check that waits for admission. */
    interface Waiter {

        void admitted();

        /** Another check's probe has failed as this one would have. @param begunNanos when it started to connect */
        void predicted(CheckResult checkResult, long begunNanos);

        /** The target accepts connections again: probe soon, but not at the same moment as all others. */
        void reachable();
    }

    Admission(
            ConfiguredCheck configured,
            ConcurrencyLimits concurrencyLimits,
            Network network,
            EventLoop loop,
            Waiter waiter) {
        this.configured = configured;
        this.concurrencyLimits = concurrencyLimits;
        this.network = network;
        this.loop = loop;
        this.waiter = waiter;
        this.limited = LimitedAdmission.of(configured, concurrencyLimits, loop);
        this.admission = limited;
    }

    /** Starts the probe at once, or when its turn comes. @param due when it should have started */
    void enter(long due, boolean doubtful) {
        dueNanos = due;
        if (admission == null) {
            waiter.admitted();
        } else {
            admission.enter(doubtful, this);
        }
    }

    /** True if its probes may have to wait. */
    boolean waits() {
        return admission != null;
    }

    /** The probe has ended; waiting checks learn its result. */
    void leave(CheckResult checkResult) {
        if (admission != null && checkResult.unconnected() != null) {
            admission.unconnected(checkResult.unconnected(), checkResult);
        } else if (admission != null && admission != limited) {
            admission.connected();
        }
        leave();
    }

    /** The probe has ended without a result for others. */
    void leave() {
        if (admission != null) {
            admission.leave();
        }
    }

    /**
     * If connecting has failed and the verdict is settled, one probe runs for all from now on.
     *
     * @param unconnected the failed connection of the last probe; null if it connected
     */
    void next(@Nullable ConnectFailure unconnected, boolean settled) {
        if (limited == null) {
            ConnectDestination destination = unconnected != null && settled ? destination() : null;
            admission = unconnected == null || destination == null
                    ? null
                    : LimitedAdmission.alone(configured, place(unconnected, destination), concurrencyLimits, loop);
        }
    }

    /** Created for each use: only a few checks need it, and rarely. */
    private @Nullable ConnectDestination destination() {
        return ConnectDestination.of(configured);
    }

    private static String place(ConnectFailure unconnected, ConnectDestination destination) {
        return unconnected.to().stream().map(String::valueOf).sorted().toList() + " " + destination.mostNanos();
    }

    void close() {
        if (admission != null) {
            admission.close();
        }
    }

    @Override
    public void begin() {
        waiter.admitted();
    }

    @Override
    public void unconnected(ConnectFailure failure, CheckResult checkResult) {
        ConnectDestination destination = destination();
        if (destination != null && isPredicted(failure, destination)) {
            destination.compare(failure, network, loop, same -> {
                if (same && isPredicted(failure, destination)) {
                    waiter.predicted(checkResult, failure.begunNanos());
                } else if (!same && isPredicted(failure, destination) && admission != limited) {
                    reachable();
                }
            });
        }
    }

    private boolean isPredicted(ConnectFailure failure, ConnectDestination destination) {
        return admission != null && admission.waits() && failure.predicts(dueNanos, destination.mostNanos());
    }

    @Override
    public void reachable() {
        leave();
        next(null, true);
        waiter.reachable();
    }
}
