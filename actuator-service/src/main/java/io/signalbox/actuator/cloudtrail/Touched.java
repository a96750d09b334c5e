package io.signalbox.actuator.cloudtrail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.contract.fence.Fence;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names whose records one event has changed, in lower case and without the final dot; none where they cannot be read. */
final class Touched {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> names = new HashSet<>();

    /** @param event the record of it, in JSON */
    Touched(@Nullable String event) {
        try {
            JSON.readTree(event == null ? "{}" : event)
                    .at("/requestParameters/changeBatch/changes")
                    .forEach(change -> add(change.at("/resourceRecordSet/name")));
        } catch (JsonProcessingException _) {
            names.clear();
        }
    }

    private void add(JsonNode name) {
        String text = name.asText().toLowerCase(Locale.ROOT);
        names.add(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
    }

    boolean onlyTheTrafficOf(String hostname) {
        return names.contains(hostname) && !names.contains(Fence.recordName(hostname));
    }
}
