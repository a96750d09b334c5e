package io.signalbox.decision.simulation;

import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.FailureWindow;

/** How long a cell that works may take at most to see what is so, in milliseconds. */
final class Delays {

    /** Late deliveries, slow readers, a clock that is behind, ticks, and a probe's first interval. */
    private static final long OF_THE_WORLD = 11_000;

    private Delays() {}

    /** How long a site may be dead at most before nobody takes it for UP any more. */
    static long detection(Site site) {
        long longest = 0;
        for (Probe probe : site.probes()) {
            long counted = probe.fall() * probe.interval().toMillis();
            longest = Math.max(
                    longest,
                    Math.max(probe.freshness().toMillis(), counted)
                            + probe.interval().toMillis());
        }
        return longest + OF_THE_WORLD;
    }

    /** How long a site may work again at most before nobody takes it for DOWN any more. */
    static long recovery(Site site) {
        long longest = 0;
        for (Probe probe : site.probes()) {
            FailureWindow window = probe.window();
            long results = Math.max(probe.rise(), window == null ? 0 : window.of());
            longest = Math.max(
                    longest,
                    Math.max(
                                    probe.freshness().toMillis(),
                                    results * probe.interval().toMillis())
                            + probe.interval().toMillis());
        }
        return longest + OF_THE_WORLD;
    }
}
