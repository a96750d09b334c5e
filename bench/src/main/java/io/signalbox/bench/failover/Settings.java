package io.signalbox.bench.failover;

import java.time.Duration;

/**
 * How sites are checked, in words that gdnsd and Signalbox share.
 *
 * @param interval whole seconds
 * @param timeout whole seconds
 * @param fall failures in a row until a site is down
 * @param rise successes in a row until it is up again
 */
record Settings(Duration interval, Duration timeout, int fall, int rise) {

    /** What sites are asked for. */
    static final String PATH = "/healthz";

    /** A topology's defaults. @param fast the interval while the result is in doubt, which gdnsd does not have */
    String defaults(Duration fast) {
        return "defaults: {interval: %ds, timeout: %ds, fastInterval: %dms, fall: %d, rise: %d}"
                .formatted(interval.toSeconds(), timeout.toSeconds(), fast.toMillis(), fall, rise);
    }
}
