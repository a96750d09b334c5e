package io.signalbox.bench.stream;

import java.time.Duration;

/** What happened between two readings. */
record Window(Reading from, Reading to) {

    private static final double NANOS = 1e9;
    /** Of a second's load: what is on its way at any moment is no backlog. */
    private static final double LAG_ALLOWED = 0.5;

    private static final double OFFERED_ALLOWED = 0.95;

    double seconds() {
        return (to.nanos() - from.nanos()) / NANOS;
    }

    double offered() {
        return (to.accepted() - from.accepted()) / seconds();
    }

    double counted() {
        return (to.counted() - from.counted()) / seconds();
    }

    /** What came and was taken in; catching up with what came before is no merit. */
    double sustained() {
        return Math.min(offered(), counted());
    }

    double serviceSeconds() {
        return seconds(to.service().minus(from.service()));
    }

    double brokerSeconds() {
        return seconds(to.broker().minus(from.broker()));
    }

    double loadSeconds() {
        return seconds(to.load().minus(from.load()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    /** Whether the load was as wanted, and all of it but what is on its way was taken in. */
    boolean keptUp(double wanted) {
        return offered() >= OFFERED_ALLOWED * wanted && to.lag() <= LAG_ALLOWED * wanted;
    }

    String describe(double wanted) {
        return "offered %,7.0f/s  counted %,7.0f/s  lag %,9d (%.3f s)  cores: service %.2f, broker %.2f, load %.2f  %s"
                .formatted(
                        offered(),
                        counted(),
                        to.lag(),
                        to.behindSeconds(),
                        serviceSeconds() / seconds(),
                        brokerSeconds() / seconds(),
                        loadSeconds() / seconds(),
                        keptUp(wanted) ? "kept up" : "fell behind");
    }
}
