package io.signalbox.decision.app;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.decision.app.GaugeCollector.Labels;
import io.signalbox.decision.view.ExpiredHolds.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gauges of holds that begin or end by time. */
final class HoldGauges {

    private static final double MILLIS = 1_000.0;

    private HoldGauges() {}

    /** @param until null for a hold without end */
    static double remaining(@Nullable Instant until, Instant now) {
        return until == null
                ? Double.POSITIVE_INFINITY
                : Math.max(0, Duration.between(now, until).toMillis() / MILLIS);
    }

    /** @param windows those of the service and of all services */
    static void maintenance(GaugeCollector families, Stream<TimeWindow> windows, ServiceName service, Instant now) {
        Double remaining = windows.filter(window -> window.contains(now))
                .map(window -> remaining(window.end(now), now))
                .max(Double::compare)
                .orElse(null);
        families.add(
                "signalbox_maintenance_remaining_seconds",
                "until the maintenance window closes; absent outside of one",
                Labels.service(service),
                remaining);
    }

    static void expired(GaugeCollector families, Map<Hold, Instant> ended) {
        ended.forEach((hold, at) -> families.add(
                "signalbox_hold_expired_timestamp_seconds",
                "when an override or a freeze last ended by time; the service * stands for all",
                Labels.service(hold.service()).and("kind", hold.kind()),
                at.toEpochMilli() / MILLIS));
    }
}
