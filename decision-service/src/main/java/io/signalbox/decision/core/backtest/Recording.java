package io.signalbox.decision.core.backtest;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.name.VantageName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out what the observations do not contain. */
final class Recording {

    private final Map<VantageName, String> runs = new HashMap<>();
    private long observations;
    private long otherwise;
    private long restarts;

    /** @param describedOtherwise whether it was measured under another description of its check than today's */
    void add(Observation observation, boolean describedOtherwise) {
        observations++;
        otherwise += describedOtherwise ? 1 : 0;
        String run = runs.get(observation.vantage());
        if (!observation.run().equals(run)) {
            runs.put(observation.vantage(), observation.run());
            restarts += run == null ? 0 : 1;
        }
    }

    long observations() {
        return observations;
    }

    List<Limit> limits() {
        return Limit.of(otherwise, restarts);
    }
}
