package io.signalbox.contract.evidence;

/**
 * How long each phase of one probe took, in microseconds; 0 for a phase that did not happen.
 *
 * @param total from the first step to the verdict, waiting between phases included
 */
public record Timings(long resolve, long connect, long tls, long firstByte, long transfer, long total) {

    public static Timings total(long micros) {
        return new Timings(0, 0, 0, 0, 0, micros);
    }

    /** The sums of two sets of phases that followed each other. */
    public Timings plus(Timings other) {
        return new Timings(
                resolve + other.resolve,
                connect + other.connect,
                tls + other.tls,
                firstByte + other.firstByte,
                transfer + other.transfer,
                total + other.total);
    }

    /** The same phases with another total. */
    public Timings lasting(long micros) {
        return new Timings(resolve, connect, tls, firstByte, transfer, micros);
    }
}
