package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.aws.RecordChange;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The event history of AWS CloudTrail, with the accepted changes of one Route 53 only, each in its caller's account:
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html. The access key is also the user
 * name. Unlike AWS's, events are available at once.
 */
public final class CloudTrail {

    private static final int BAD_REQUEST = 400;
    private static final int LARGEST_PAGE = 50;

    /** The region that has the events of global services. */
    private static final String REGION = "us-east-1";

    private static final double MILLIS = 1_000.0;

    private volatile Supplier<List<Call>> source = List::of;

    CloudTrail() {}

    /** The source of events: Route 53's calls, oldest first. */
    public void follow(Supplier<List<Call>> calls) {
        source = calls;
    }

    JsonNode perform(CloudRequest request) throws ApiError {
        if (!request.operation().equals("LookupEvents")) {
            throw request.unknownOperation();
        }
        int size = Objects.requireNonNullElse(request.number("MaxResults"), LARGEST_PAGE);
        if (size < 1 || size > LARGEST_PAGE) {
            throw new ApiError(BAD_REQUEST, "InvalidMaxResultsException", "A maximum results of 1 to 50 is expected");
        }
        Instant since =
                Instant.ofEpochMilli((long) (request.input().path("StartTime").asDouble(0) * MILLIS));
        List<Call> found = named(request)
                ? source.get().stream()
                        .filter(call -> call.accepted()
                                && !call.at().isBefore(since)
                                && call.account().equals(request.caller().account()))
                        .toList()
                        .reversed()
                : List.of();
        int from = from(request, found.size());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode events = answer.putArray("Events");
        found.stream().skip(from).limit(size).forEach(call -> events.add(event(call)));
        if (from + size < found.size()) {
            answer.put("NextToken", String.valueOf(from + size));
        }
        return answer;
    }

    /** True if this history can have events of that name and region. */
    private static boolean named(CloudRequest request) throws ApiError {
        JsonNode attributes = request.input().path("LookupAttributes");
        if (attributes.size() > 1) {
            throw new ApiError(BAD_REQUEST, "InvalidLookupAttributesException", "You can specify only one attribute");
        }
        for (JsonNode attribute : attributes) {
            if (!attribute.path("AttributeKey").asText().equals("EventName")) {
                throw new ApiError(
                        BAD_REQUEST, "InvalidLookupAttributesException", "The sandbox looks up by EventName only");
            }
            if (!attribute.path("AttributeValue").asText().equals("ChangeResourceRecordSets")) {
                return false;
            }
        }
        return request.region().equals(REGION);
    }

    private static int from(CloudRequest request, int size) throws ApiError {
        String token = request.text("NextToken");
        if (token.isEmpty()) {
            return 0;
        }
        if (!token.matches("\\d{1,9}") || Integer.parseInt(token) >= size) {
            throw new ApiError(BAD_REQUEST, "InvalidNextTokenException", "Invalid token");
        }
        return Integer.parseInt(token);
    }

    private static ObjectNode event(Call call) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("EventId", "event-" + call.result())
                .put("EventName", "ChangeResourceRecordSets")
                .put("ReadOnly", "false")
                .put("AccessKeyId", call.accessKey())
                .put("EventTime", call.at().toEpochMilli() / MILLIS)
                .put("EventSource", "route53.amazonaws.com")
                .put("Username", call.accessKey())
                .put("CloudTrailEvent", record(call).toString());
    }

    /** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/logging-using-cloudtrail.html */
    private static ObjectNode record(Call call) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("eventSource", "route53.amazonaws.com").put("eventName", "ChangeResourceRecordSets");
        ArrayNode changes =
                record.putObject("requestParameters").putObject("changeBatch").putArray("changes");
        for (RecordChange change : call.batch()) {
            changes.addObject()
                    .put("action", change.action().name())
                    .putObject("resourceRecordSet")
                    .put("name", change.set().name())
                    .put("type", change.set().type());
        }
        return record;
    }
}
