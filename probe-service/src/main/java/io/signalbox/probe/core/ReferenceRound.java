package io.signalbox.probe.core;

import io.signalbox.contract.evidence.VantageHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One round of reference checks: the vantage is healthy when at least half of the references (rounded up) pass. */
public final class ReferenceRound {

    private final int references;
    private final List<String> failures = new ArrayList<>();
    private int passed;

    public ReferenceRound(int references) {
        this.references = references;
    }

    public void passed() {
        passed++;
    }

    /** @param what the reference that failed, and how */
    public void failed(String what) {
        failures.add(what);
    }

    /** The health, once the outstanding results can no longer change it. */
    public Optional<VantageHealth> verdict() {
        int needed = (references + 1) / 2;
        if (passed >= needed) {
            return Optional.of(VantageHealth.HEALTHY);
        }
        return failures.size() > references - needed ? Optional.of(sick()) : Optional.empty();
    }

    private VantageHealth sick() {
        return VantageHealth.sick(
                failures.size() + " of " + references + " references failed: " + String.join("; ", failures));
    }
}
