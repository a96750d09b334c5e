package io.signalbox.probe.core;

import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Detects timeouts that this process may have caused itself, because its event loop was late during the probe. */
public final class StallFilter {

    /** A loop that was late by more than this share of a limit may have caused the timeout. */
    private static final int SHARE = 8;

    private static final long LEAST_PERIOD_NANOS = Duration.ofMillis(1).toNanos();

    private StallFilter() {}

    /** @param lateNanos how much the event loop was late in total during the probe */
    public static boolean hides(ProbeResult result, Probe probe, long lateNanos) {
        if (!(result instanceof ProbeResult.Failed failed)) {
            return false;
        }
        Duration limit = limit(failed, probe);
        return limit != null && lateNanos > limit.toNanos() / SHARE;
    }

    /** The limit that was exceeded; null for a failure that is not a timeout. */
    private static @Nullable Duration limit(ProbeResult.Failed failed, Probe probe) {
        Timeouts phases = probe.approach().timeouts();
        return switch (failed.cause()) {
            case TIMEOUT_CONNECT -> least(phases.connect(), probe.timeout());
            case TIMEOUT_TLS -> least(phases.tls(), probe.timeout());
            case TIMEOUT_FIRST_BYTE -> least(phases.firstByte(), probe.timeout());
            case TIMEOUT_TOTAL, RESOLVE_FAILED -> probe.timeout();
            case TOO_SLOW -> least(latency(probe), probe.timeout());
            default -> null;
        };
    }

    private static @Nullable Duration latency(Probe probe) {
        return probe.check() instanceof Check.Http http ? http.details().maxLatency() : null;
    }

    private static Duration least(@Nullable Duration one, Duration other) {
        return one == null || one.compareTo(other) > 0 ? other : one;
    }

    /** The interval at which a loop's lateness is measured, short enough to see stalls that matter to the probe. */
    public static long periodNanos(Probe probe) {
        Timeouts phases = probe.approach().timeouts();
        Duration least = least(phases.connect(), probe.timeout());
        least = least(phases.tls(), least);
        least = least(phases.firstByte(), least);
        least = least(latency(probe), least);
        return Math.max(LEAST_PERIOD_NANOS, least.toNanos() / SHARE);
    }
}
