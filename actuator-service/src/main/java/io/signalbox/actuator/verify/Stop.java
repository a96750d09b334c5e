package io.signalbox.actuator.verify;

/** Ends a run early: nothing new begins, and everything that was created is removed. Thread-safe. */
public final class Stop {

    private volatile boolean requested;

    public void request() {
        requested = true;
    }

    /** @throws StoppedException once it was requested */
    void check() {
        if (requested) {
            throw new StoppedException();
        }
    }

    /** The run was stopped. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private StoppedException() {
            super("stopped before the end");
        }
    }
}
