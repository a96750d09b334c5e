package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/** Reads metrics by period. The start of a period is its timestamp; periods without data are left out. */
final class MetricReader {

    private static final int MINUTE = 60;
    private static final int MOST_POINTS = 1_440;
    private static final Set<String> STATISTICS = Set.of("SampleCount", "Average", "Sum", "Minimum", "Maximum");

    /** @param end exclusive */
    private record Span(Instant start, Instant end) {}

    private MetricReader() {}

    static JsonNode statistics(CloudRequest request, List<CloudWatch.Datum> data) throws ApiError {
        List<String> statistics = request.texts("Statistics");
        CloudWatch.require(!statistics.isEmpty(), "MissingParameter", "Statistics or ExtendedStatistics is required.");
        CloudWatch.require(STATISTICS.containsAll(statistics), "InvalidParameterValue", "No statistics: " + statistics);
        Span span = span(request);
        int period = period(request.input());
        CloudWatch.require(
                (span.end().getEpochSecond() - span.start().getEpochSecond()) / period <= MOST_POINTS,
                "InvalidParameterCombination",
                "You have requested more than 1,440 datapoints, which exceeds the limit.");
        var reply = JsonNodeFactory.instance.objectNode().put("Label", request.text("MetricName"));
        var points = reply.putObject("Datapoints").putArray("member");
        for (var bin :
                bins(request.region(), request.input(), span, period, data).entrySet()) {
            var point =
                    points.addObject().put("Timestamp", bin.getKey().toString()).put("Unit", "None");
            statistics.forEach(name -> point.put(name, value(name, bin.getValue())));
        }
        return reply;
    }

    static JsonNode data(CloudRequest request, List<CloudWatch.Datum> data) throws ApiError {
        JsonNode queries = request.input().path("MetricDataQueries");
        CloudWatch.require(!queries.isEmpty(), "MissingParameter", "The parameter MetricDataQueries is required.");
        Span span = span(request);
        var reply = JsonNodeFactory.instance.objectNode();
        var results = reply.putObject("MetricDataResults").putArray("member");
        for (JsonNode query : queries) {
            JsonNode wanted = query.path("MetricStat");
            String statistic = wanted.path("Stat").asText("");
            CloudWatch.require(
                    STATISTICS.contains(statistic),
                    "ValidationError",
                    "The sandbox has neither expressions nor the statistic '" + statistic + "'");
            JsonNode metric = wanted.path("Metric");
            var bins = new ArrayList<>(
                    bins(request.region(), metric, span, period(wanted), data).entrySet());
            if (!request.text("ScanBy").equals("TimestampAscending")) {
                Collections.reverse(bins);
            }
            var result = results.addObject()
                    .put("Id", query.path("Id").asText())
                    .put(
                            "Label",
                            query.path("Label").asText(metric.path("MetricName").asText()))
                    .put("StatusCode", "Complete");
            var times = result.putObject("Timestamps").putArray("member");
            var values = result.putObject("Values").putArray("member");
            bins.forEach(bin -> {
                times.add(bin.getKey().toString());
                values.add(value(statistic, bin.getValue()));
            });
        }
        return reply;
    }

    private static SequencedMap<Instant, DoubleSummaryStatistics> bins(
            String region, JsonNode metric, Span span, int period, List<CloudWatch.Datum> data) throws ApiError {
        Map<String, String> dimensions = CloudWatch.dimensions(metric.path("Dimensions"));
        var bins = new TreeMap<Instant, DoubleSummaryStatistics>();
        data.stream()
                .filter(each -> each.region().equals(region)
                        && each.namespace().equals(metric.path("Namespace").asText(""))
                        && each.metric().equals(metric.path("MetricName").asText(""))
                        && each.dimensions().equals(dimensions)
                        && !each.at().isBefore(span.start())
                        && each.at().isBefore(span.end()))
                .forEach(each -> bins.computeIfAbsent(start(each.at(), period), _ -> new DoubleSummaryStatistics())
                        .accept(each.value()));
        return bins;
    }

    private static Instant start(Instant at, int period) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), period) * period);
    }

    private static double value(String statistic, DoubleSummaryStatistics bin) {
        return switch (statistic) {
            case "SampleCount" -> bin.getCount();
            case "Average" -> bin.getAverage();
            case "Sum" -> bin.getSum();
            case "Minimum" -> bin.getMin();
            default -> bin.getMax();
        };
    }

    private static int period(JsonNode of) throws ApiError {
        int period = of.path("Period").asInt(0);
        CloudWatch.require(
                period > 0 && period % MINUTE == 0,
                "InvalidParameterValue",
                "The parameter Period must be a multiple of 60.");
        return period;
    }

    /** The start is rounded down to a minute. */
    private static Span span(CloudRequest request) throws ApiError {
        try {
            Instant start = Instant.parse(request.text("StartTime"));
            Instant end = Instant.parse(request.text("EndTime"));
            CloudWatch.require(
                    start.isBefore(end),
                    "InvalidParameterCombination",
                    "The parameter StartTime must be less than the parameter EndTime.");
            return new Span(start(start, MINUTE), end);
        } catch (DateTimeException e) {
            throw new ApiError(400, "InvalidParameterValue", String.valueOf(e.getMessage()));
        }
    }
}
