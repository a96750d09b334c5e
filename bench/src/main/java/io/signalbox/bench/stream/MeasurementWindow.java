package io.signalbox.bench.stream;

import java.time.Duration;

/** The difference between two readings. */
record MeasurementWindow(CellReading from, CellReading to) {

    private static final double NANOS = 1e9;
    /** The allowed lag as a share of one second's load: records in flight are no backlog. */
    private static final double LAG_ALLOWED = 0.5;

    private static final double OFFERED_ALLOWED = 0.95;
    /** A service that leaves out more than a few observations does not keep up. */
    private static final double LEFT_OUT_ALLOWED = 0.001;

    double seconds() {
        return (to.nanos() - from.nanos()) / NANOS;
    }

    double offered() {
        return (to.accepted() - from.accepted()) / seconds();
    }

    double counted() {
        return (to.counted() - from.counted()) / seconds();
    }

    /** The rate both offered and processed; catching up with earlier records does not count. */
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

    private double leftOut() {
        return (to.leftOut() - from.leftOut()) / seconds();
    }

    /** True if the load was as requested and all of it, except records in flight, was processed. */
    boolean keptUp(double wanted) {
        return offered() >= OFFERED_ALLOWED * wanted
                && to.lag() <= LAG_ALLOWED * wanted
                && leftOut() <= LEFT_OUT_ALLOWED * wanted;
    }

    String describe(double wanted) {
        return "offered %,7.0f/s  counted %,7.0f/s  left out %,7.0f/s  lag %,9d (%.3f s)  cores: service %.2f, broker %.2f, load %.2f  %s"
                .formatted(
                        offered(),
                        counted(),
                        leftOut(),
                        to.lag(),
                        to.behindSeconds(),
                        serviceSeconds() / seconds(),
                        brokerSeconds() / seconds(),
                        loadSeconds() / seconds(),
                        keptUp(wanted) ? "kept up" : "fell behind");
    }
}
