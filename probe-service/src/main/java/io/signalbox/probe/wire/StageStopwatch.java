package io.signalbox.probe.wire;

import io.signalbox.contract.evidence.Timings;

/** Tracks an attempt's stage and how long each stage took. */
class StageStopwatch {

    private static final int MICRO = 1_000;

    private final long startedNanos = System.nanoTime();
    private final long[] tookNanos = new long[AttemptStage.OVER.ordinal()];
    private AttemptStage stage = AttemptStage.RESOLVE;
    private long enteredNanos = startedNanos;

    AttemptStage stage() {
        return stage;
    }

    void enter(AttemptStage next) {
        long now = System.nanoTime();
        tookNanos[stage.ordinal()] += now - enteredNanos;
        enteredNanos = now;
        stage = next;
    }

    /** Call it once the attempt is over. */
    Timings timings() {
        return new Timings(
                micros(AttemptStage.RESOLVE),
                micros(AttemptStage.CONNECT),
                micros(AttemptStage.TLS),
                micros(AttemptStage.FIRST_BYTE),
                micros(AttemptStage.TRANSFER),
                (enteredNanos - startedNanos) / MICRO);
    }

    private long micros(AttemptStage of) {
        return tookNanos[of.ordinal()] / MICRO;
    }
}
