package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The alarms of Amazon CloudWatch in each region. Only {@link #put} changes their state.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
 */
public final class Alarms {

    private static final int MOST_NAMES = 100;
    private static final String METRIC = "MetricAlarm";
    private static final String COMPOSITE = "CompositeAlarm";

    private record Alarm(String region, String name, String type, String state, Instant since) {}

    private final Map<String, Alarm> alarms = new LinkedHashMap<>();

    Alarms() {}

    /** @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA} */
    public void put(String region, String name, String state) {
        put(new Alarm(region, name, METRIC, state, Instant.now()));
    }

    /** Adds a composite alarm. */
    public void putComposite(String region, String name, String state) {
        put(new Alarm(region, name, COMPOSITE, state, Instant.now()));
    }

    private synchronized void put(Alarm alarm) {
        if (!List.of("OK", "ALARM", "INSUFFICIENT_DATA").contains(alarm.state)) {
            throw new IllegalArgumentException("state " + alarm.state + ": an alarm has no such state");
        }
        alarms.put(alarm.region + "/" + alarm.name, alarm);
    }

    synchronized JsonNode describe(CloudRequest request) throws ApiError {
        List<String> names = request.texts("AlarmNames");
        CloudWatch.require(
                names.size() <= MOST_NAMES,
                "ValidationError",
                "The collection AlarmNames must not have a size greater than 100.");
        List<String> types = request.has("AlarmTypes") ? request.texts("AlarmTypes") : List.of(METRIC);
        var output = JsonNodeFactory.instance.objectNode();
        list(output.putObject("MetricAlarms").putArray("member"), METRIC, request.region(), names, types);
        list(output.putObject("CompositeAlarms").putArray("member"), COMPOSITE, request.region(), names, types);
        return output;
    }

    private void list(ArrayNode into, String type, String region, List<String> names, List<String> types) {
        alarms.values().stream()
                .filter(alarm -> alarm.type.equals(type) && types.contains(type) && alarm.region.equals(region))
                .filter(alarm -> names.isEmpty() || names.contains(alarm.name))
                .limit(MOST_NAMES)
                .forEach(alarm -> into.addObject()
                        .put("AlarmName", alarm.name)
                        .put("AlarmArn", "arn:aws:cloudwatch:" + region + ":123456789012:alarm:" + alarm.name)
                        .put("StateValue", alarm.state)
                        .put("StateUpdatedTimestamp", alarm.since.toString()));
    }
}
