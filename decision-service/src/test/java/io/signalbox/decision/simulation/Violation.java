package io.signalbox.decision.simulation;

/** A world in which something happened that never may. The message is all that is needed to find out why. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final String invariant;

    Violation(long seed, String invariant, String detail, Trace trace) {
        super("seed %d violates \"%s\": %s%nthe last events before it (seconds, who, what):%n%s"
                .formatted(seed, invariant, detail, trace));
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }
}
