package io.signalbox.bench.stream;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The highest rate that a cell keeps up with: up by steps to the first that is too high, then between it and the last
 * that was not. A rate is too high when it was so twice, since other processes of the machine may spoil one try.
 */
final class RateSearch {

    private static final double FIRST = 50_000;
    private static final double STEP = 1.5;
    /** Rates nearer to each other than this are not told apart on a shared machine. */
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

    /** @throws IllegalStateException when there is none, or observations are lost */
    Window run() {
        Window best = null;
        double low = 0;
        double high = 0;
        double rate = FIRST;
        while (high == 0 || high / Math.max(low, LEAST) > RESOLUTION) {
            Window window = tryTwice(rate);
            if (window.keptUp(rate)) {
                best = window;
                low = rate;
            } else {
                high = rate;
            }
            rate = high == 0 ? rate * STEP : low == 0 ? rate / STEP : Math.sqrt(low * high);
        }
        if (best == null) {
            throw new IllegalStateException("no rate was kept up with");
        }
        return best;
    }

    private Window tryTwice(double rate) {
        Window first = measure(rate);
        if (first.keptUp(rate)) {
            return first;
        }
        drain();
        Window second = measure(rate);
        if (!second.keptUp(rate)) {
            drain();
        }
        return second;
    }

    private Window measure(double rate) {
        cell.offer(rate);
        LockSupport.parkNanos(SETTLE.toNanos());
        Reading before = cell.read();
        LockSupport.parkNanos(MEASURE.toNanos());
        var window = new Window(before, cell.read());
        System.out.println(window.describe(rate));
        return window;
    }

    /** Lets the service catch up, and makes sure that it took in all that there was. */
    private void drain() {
        cell.offer(0);
        long begin = System.nanoTime();
        Reading reading;
        do {
            LockSupport.parkNanos(POLL.toNanos());
            reading = cell.read();
            if (System.nanoTime() - begin > DRAIN_LIMIT.toNanos()) {
                throw new IllegalStateException("%d of %d observations were not taken in, %d records were rejected"
                        .formatted(reading.lag(), reading.accepted(), reading.rejected()));
            }
        } while (reading.lag() > 0);
    }
}
