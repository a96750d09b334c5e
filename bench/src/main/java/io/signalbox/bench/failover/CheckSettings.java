package io.signalbox.bench.failover;

import io.signalbox.sandbox.world.World;
import java.time.Duration;

/**
 * Check settings that gdnsd and Signalbox share.
 *
 * @param interval whole seconds for gdnsd
 * @param timeout whole seconds for gdnsd
 * @param fall failures in a row until a site is down
 * @param rise successes in a row until it is up again
 */
record CheckSettings(Duration interval, Duration timeout, int fall, int rise) {

    /** The path of the HTTP check. */
    static final String PATH = "/healthz";

    /** The {@code defaults} of a topology. @param fast the {@code fastInterval}, which gdnsd does not have */
    String defaults(Duration fast) {
        return "defaults: {interval: %dms, timeout: %dms, fastInterval: %dms, fall: %d, rise: %d}"
                .formatted(interval.toMillis(), timeout.toMillis(), fast.toMillis(), fall, rise);
    }

    /** Gives a world whose services have not started these settings. */
    void write(World world, Duration fast) {
        String text = world.topology().text();
        String before = text.lines()
                .filter(line -> line.startsWith("defaults:"))
                .findFirst()
                .orElseThrow();
        world.topology().replace(text.replace(before, defaults(fast)));
    }
}
