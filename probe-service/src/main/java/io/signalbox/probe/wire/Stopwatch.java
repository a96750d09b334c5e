package io.signalbox.probe.wire;

import io.signalbox.contract.evidence.Timings;

/** Which stage an attempt is in, and how long each has taken. */
class Stopwatch {

    private static final int MICRO = 1_000;

    private final long startedNanos = System.nanoTime();
    private final long[] tookNanos = new long[Stage.OVER.ordinal()];
    private Stage stage = Stage.RESOLVE;
    private long enteredNanos = startedNanos;

    Stage stage() {
        return stage;
    }

    void enter(Stage next) {
        long now = System.nanoTime();
        tookNanos[stage.ordinal()] += now - enteredNanos;
        enteredNanos = now;
        stage = next;
    }

    /** To be asked once the attempt is over. */
    Timings timings() {
        return new Timings(
                micros(Stage.RESOLVE),
                micros(Stage.CONNECT),
                micros(Stage.TLS),
                micros(Stage.FIRST_BYTE),
                micros(Stage.TRANSFER),
                (enteredNanos - startedNanos) / MICRO);
    }

    private long micros(Stage of) {
        return tookNanos[of.ordinal()] / MICRO;
    }
}
