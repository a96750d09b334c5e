package io.signalbox.decision.streams;

import io.signalbox.decision.core.state.FleetState;

/** Describes how stage 2 stores the fleet state, for readers of its changelog topic. */
public final class FleetStore {

    /** Key of the fleet state record. */
    public static final String KEY = BrainRestorer.FLEET_KEY;

    private FleetStore() {}

    /** The changelog topic of stage 2; it has one partition. */
    public static String topic(String applicationId) {
        return applicationId + "-" + DecisionProcessor.STORE + "-changelog";
    }

    /** @throws IllegalStateException when the state is unreadable or was written by a newer version */
    public static FleetState read(byte[] stored) {
        return StoredStateReader.fleet(stored);
    }
}
