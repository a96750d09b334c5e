package io.signalbox.probe.once;

import io.signalbox.contract.evidence.Timings;

/** How long each phase took, in milliseconds; 0 for a phase that did not happen. */
public record Millis(double resolve, double connect, double tls, double firstByte, double transfer, double total) {

    private static final double MICROS = 1_000;

    public static Millis of(Timings micros) {
        return new Millis(
                micros.resolve() / MICROS,
                micros.connect() / MICROS,
                micros.tls() / MICROS,
                micros.firstByte() / MICROS,
                micros.transfer() / MICROS,
                micros.total() / MICROS);
    }
}
