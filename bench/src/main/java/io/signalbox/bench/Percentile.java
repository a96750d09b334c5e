package io.signalbox.bench;

import java.util.List;
import java.util.function.ToLongFunction;

/** Percentiles by the nearest-rank method. */
public final class Percentile {

    private Percentile() {}

    /** The value that this share of all values does not exceed. @param all not empty */
    public static <T> long of(List<T> all, double percent, ToLongFunction<T> value) {
        List<Long> sorted = all.stream().map(value::applyAsLong).sorted().toList();
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }
}
