package io.signalbox.probe.once;

import io.signalbox.contract.evidence.Timings;

/** The duration of each phase in milliseconds; 0 for a skipped phase. */
public record PhaseMillis(double resolve, double connect, double tls, double firstByte, double transfer, double total) {

    private static final double MICROS = 1_000;

    public static PhaseMillis of(Timings micros) {
        return new PhaseMillis(
                micros.resolve() / MICROS,
                micros.connect() / MICROS,
                micros.tls() / MICROS,
                micros.firstByte() / MICROS,
                micros.transfer() / MICROS,
                micros.total() / MICROS);
    }
}
