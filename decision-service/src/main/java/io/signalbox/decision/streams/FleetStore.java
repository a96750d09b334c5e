package io.signalbox.decision.streams;

import io.signalbox.decision.core.state.FleetState;

/** How stage 2 stores what holds for all services together, for those who read its topic. */
public final class FleetStore {

    /** Of the record. */
    public static final String KEY = Restored.FLEET_KEY;

    private FleetStore() {}

    /** The topic that stage 2's state is kept in, in one partition. */
    public static String topic(String applicationId) {
        return applicationId + "-" + DecisionProcessor.STORE + "-changelog";
    }

    /** @throws IllegalStateException when it cannot be read, or a newer version has written it */
    public static FleetState read(byte[] stored) {
        return Stored.fleet(stored);
    }
}
