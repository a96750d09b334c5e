package io.signalbox.decision.simulation;

/** Leaves out of a world whatever the same violation can do without: actors, persons, the last faults, then each fault. */
final class Shrinking {

    private final String rule;
    private Violation smallest;

    private Shrinking(Violation violation) {
        this.rule = violation.invariant();
        this.smallest = violation;
    }

    /** @return the violation of the smallest world found that breaks the same rule */
    static Violation of(Violation violation) {
        return new Shrinking(violation).shrink();
    }

    private Violation shrink() {
        for (Actor actor : Actor.values()) {
            if (smallest.cast().has(actor)) {
                tries(smallest.cast().without(actor));
            }
        }
        if (!tries(smallest.cast().faultsUntil(0))) {
            for (long end = smallest.cast().faults() / 2; end > 1_000; end /= 2) {
                tries(smallest.cast().faultsUntil(smallest.cast().faults() - end));
            }
        }
        tries(smallest.cast().withoutPersons());
        int faults = smallest.faults();
        for (int fault = faults; fault > 0; fault--) {
            tries(smallest.cast().sparing(fault));
        }
        return smallest;
    }

    /** @return whether that world breaks the same rule, and so is the smallest one by now */
    private boolean tries(Cast fewer) {
        try {
            World.run(fewer);
            return false;
        } catch (Violation again) {
            if (again.invariant().equals(rule)) {
                smallest = again;
                return true;
            }
            return false;
        }
    }
}
