package io.signalbox.bench.failover;

import java.time.Duration;

/**
 * Check settings that gdnsd and Signalbox share.
 *
 * @param interval whole seconds
 * @param timeout whole seconds
 * @param fall failures in a row until a site is down
 * @param rise successes in a row until it is up again
 */
record CheckSettings(Duration interval, Duration timeout, int fall, int rise) {

    /** The path of the HTTP check. */
    static final String PATH = "/healthz";

    /** The {@code defaults} of a topology. @param fast the {@code fastInterval}, which gdnsd does not have */
    String defaults(Duration fast) {
        return "defaults: {interval: %ds, timeout: %ds, fastInterval: %dms, fall: %d, rise: %d}"
                .formatted(interval.toSeconds(), timeout.toSeconds(), fast.toMillis(), fall, rise);
    }
}
