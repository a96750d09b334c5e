package io.signalbox.decision.view;

import io.signalbox.decision.core.state.FleetState;
import java.util.function.Function;

/**
 * The topic and record in which stage 2 stores the fleet state.
 *
 * @param topic compacted, of one partition
 * @param key of the record in it
 * @param reader throws IllegalStateException for a value that cannot be read
 */
public record StoredFleet(String topic, String key, Function<byte[], FleetState> reader) {}
