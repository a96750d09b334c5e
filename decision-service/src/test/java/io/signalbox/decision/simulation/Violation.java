package io.signalbox.decision.simulation;

import org.jspecify.annotations.Nullable;

/** A world in which something happened that never may. The message is all that is needed to find out why. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final String invariant;
    private final transient Cast cast;
    private final int faults;

    Violation(Cast cast, String invariant, String detail, String world, Trace trace) {
        this(cast, invariant, detail, world, trace, null);
    }

    Violation(Cast cast, String invariant, String detail, String world, Trace trace, @Nullable Throwable cause) {
        super(
                "seed %d violates \"%s\": %s%nin a world of %s%nthe last events before it (seconds, who, what):%n%s%nrun it again with %s"
                        .formatted(cast.seed(), invariant, detail, world, trace, cast.settings()),
                cause);
        this.invariant = invariant;
        this.cast = cast;
        this.faults = trace.faults();
    }

    Cast cast() {
        return cast;
    }

    /** How many faults there were before it. */
    int faults() {
        return faults;
    }

    String invariant() {
        return invariant;
    }
}
