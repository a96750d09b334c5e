package io.signalbox.bench.stream;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds the highest rate that a cell keeps up with: increases it in steps until it is too high, then bisects. A rate is
 * too high when it fails twice, since other processes may disturb one measurement.
 */
final class RateSearch {

    private static final double FIRST = 50_000;
    private static final double STEP = 1.5;
    /** Smaller differences cannot be measured on a shared machine. */
    private static final double RESOLUTION = 1.25;

    private static final double LEAST = 1_000;
    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final Duration MEASURE = Duration.ofSeconds(8);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

    private final LoadedCell cell;

    RateSearch(LoadedCell cell) {
        this.cell = cell;
    }

    /** @throws IllegalStateException when no rate is sustained, or observations are lost */
    MeasurementWindow run() {
        MeasurementWindow best = null;
        double low = 0;
        double high = 0;
        double rate = FIRST;
        while (high == 0 || high / Math.max(low, LEAST) > RESOLUTION) {
            MeasurementWindow window = tryTwice(rate);
            if (window.keptUp(rate)) {
                best = window;
                low = rate;
            } else {
                high = rate;
            }
            rate = high == 0 ? rate * STEP : low == 0 ? rate / STEP : Math.sqrt(low * high);
        }
        if (best == null) {
            throw new IllegalStateException("no rate was sustained");
        }
        return best;
    }

    private MeasurementWindow tryTwice(double rate) {
        MeasurementWindow first = measure(rate);
        if (first.keptUp(rate)) {
            return first;
        }
        drain();
        MeasurementWindow second = measure(rate);
        if (!second.keptUp(rate)) {
            drain();
        }
        return second;
    }

    private MeasurementWindow measure(double rate) {
        cell.offer(rate);
        LockSupport.parkNanos(SETTLE.toNanos());
        CellReading before = cell.read();
        LockSupport.parkNanos(MEASURE.toNanos());
        var window = new MeasurementWindow(before, cell.read());
        System.out.println(window.describe(rate));
        return window;
    }

    /** Lets the service catch up, and checks that it has processed everything. */
    private void drain() {
        cell.offer(0);
        long begin = System.nanoTime();
        CellReading reading;
        do {
            LockSupport.parkNanos(POLL.toNanos());
            reading = cell.read();
            if (System.nanoTime() - begin > DRAIN_LIMIT.toNanos()) {
                throw new IllegalStateException("%d of %d observations were not processed, %d records were rejected"
                        .formatted(reading.lag(), reading.accepted(), reading.rejected()));
            }
        } while (reading.lag() > 0);
    }
}
