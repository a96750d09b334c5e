package io.signalbox.decision.streams;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Service states as they were stored when only one site at a time was known to have stale data, and only in this cell. That site
 * gets a mark at the epoch of the fence that was known.
 */
final class StoredV2 {

    static final int VERSION = 2;

    private static final int NEXT = 3;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StoredV2() {}

    /** Turns a state of version 2 into one of version 3. What is missing in it stays missing, and is found by who reads it. */
    static ObjectNode converted(ObjectNode old) {
        ObjectNode state = old.deepCopy();
        state.put("v", NEXT);
        if (state.get("memory") instanceof ObjectNode memory && memory.remove("reseed") instanceof ObjectNode reseed) {
            String site = reseed.path("facts").path("site").asText();
            long epoch = state.path("fence").path("epoch").asLong(1);
            if (!site.isEmpty()) {
                memory.set("marks", JSON.arrayNode().add(mark(site, epoch)));
            }
        }
        return state;
    }

    private static ObjectNode mark(String site, long epoch) {
        return JSON.objectNode().put("site", site).put("epoch", epoch);
    }
}
