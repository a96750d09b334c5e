package io.signalbox.decision.simulation;

/** A world in which something happened that never may. The message is all that is needed to find out why. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final String invariant;

    Violation(long seed, String invariant, String detail, String world, Trace trace) {
        super("seed %d violates \"%s\": %s%nin a world of %s%nthe last events before it (seconds, who, what):%n%s"
                .formatted(seed, invariant, detail, world, trace));
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }
}
