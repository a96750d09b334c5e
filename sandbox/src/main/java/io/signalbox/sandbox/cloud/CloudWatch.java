package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metrics of Amazon CloudWatch in each region. A datum can be read as soon as it is written, by its exact
 * dimensions: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html.
 */
public final class CloudWatch {

    private static final int BAD_REQUEST = 400;
    private static final int MOST_DIMENSIONS = 30;
    private static final int MOST_DATA = 1_000;
    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration NEWEST = Duration.ofHours(2);

    /**
     * A data point.
     *
     * @param at the timestamp
     * @param unit {@code None} when not given
     */
    public record Datum(
            String region,
            String namespace,
            String metric,
            Map<String, String> dimensions,
            Instant at,
            double value,
            String unit) {

        public Datum {
            dimensions = Map.copyOf(dimensions);
        }
    }

    private final List<Datum> data = new ArrayList<>();
    private final Alarms alarms = new Alarms();

    CloudWatch() {}

    public Alarms alarms() {
        return alarms;
    }

    /** Adds a datum with the current time. */
    public void putDatum(String region, String namespace, String metric, Map<String, String> dimensions, double value) {
        putDatum(region, namespace, metric, dimensions, value, Instant.now());
    }

    public synchronized void putDatum(
            String region, String namespace, String metric, Map<String, String> dimensions, double value, Instant at) {
        data.add(new Datum(region, namespace, metric, dimensions, at, value, "None"));
    }

    /** Deletes all data. */
    public synchronized void clear() {
        data.clear();
    }

    /** All data in the order of arrival. */
    public synchronized List<Datum> data() {
        return List.copyOf(data);
    }

    synchronized JsonNode perform(CloudRequest request) throws ApiError {
        return switch (request.operation()) {
            case "PutMetricData" -> put(request);
            case "GetMetricStatistics" -> MetricReader.statistics(request, data());
            case "GetMetricData" -> MetricReader.data(request, data());
            case "DescribeAlarms" -> alarms.describe(request);
            default -> throw request.unknownOperation();
        };
    }

    private JsonNode put(CloudRequest request) throws ApiError {
        String namespace = request.text("Namespace");
        require(
                !namespace.isEmpty() && !namespace.startsWith(":"),
                "MissingParameter",
                "The parameter Namespace is required.");
        require(
                !namespace.startsWith("AWS/"),
                "InvalidParameterValue",
                "The value AWS/ for parameter Namespace is invalid.");
        JsonNode members = request.input().path("MetricData");
        require(members.isArray() && !members.isEmpty(), "MissingParameter", "The parameter MetricData is required.");
        require(members.size() <= MOST_DATA, "InvalidParameterValue", "MetricData holds at most 1000 data.");
        var taken = new ArrayList<Datum>();
        for (JsonNode member : members) {
            taken.add(datum(request.region(), namespace, member));
        }
        data.addAll(taken);
        return JsonNodeFactory.instance.objectNode();
    }

    private static Datum datum(String region, String namespace, JsonNode member) throws ApiError {
        String metric = member.path("MetricName").asText("");
        require(!metric.isEmpty(), "MissingParameter", "The parameter MetricData.member.1.MetricName is required.");
        double value = member.path("Value").asDouble(Double.NaN);
        require(Double.isFinite(value), "InvalidParameterValue", "The sandbox takes finite values only.");
        Instant at =
                member.has("Timestamp") ? Instant.parse(member.path("Timestamp").asText()) : Instant.now();
        boolean timely = at.isAfter(Instant.now().minus(OLDEST))
                && at.isBefore(Instant.now().plus(NEWEST));
        require(timely, "InvalidParameterValue", "The parameter MetricData.member.1.Timestamp is out of range.");
        String unit = member.path("Unit").asText("None");
        return new Datum(region, namespace, metric, dimensions(member.path("Dimensions")), at, value, unit);
    }

    static Map<String, String> dimensions(JsonNode members) throws ApiError {
        var dimensions = new LinkedHashMap<String, String>();
        for (JsonNode member : members) {
            String name = member.path("Name").asText("");
            String value = member.path("Value").asText("");
            require(
                    !name.isEmpty() && !value.isEmpty() && !name.startsWith(":"),
                    "InvalidParameterValue",
                    "A dimension needs a name and a value.");
            dimensions.put(name, value);
        }
        require(dimensions.size() <= MOST_DIMENSIONS, "InvalidParameterValue", "At most 30 dimensions.");
        return dimensions;
    }

    static void require(boolean condition, String code, String message) throws ApiError {
        if (!condition) {
            throw new ApiError(BAD_REQUEST, code, message);
        }
    }
}
