package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.sandbox.aws.AwsError;
import io.signalbox.sandbox.aws.Call;
import io.signalbox.sandbox.aws.Change;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The event history of AWS CloudTrail, of changes that a Route 53 has taken and of nothing else:
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html. Who called is known by the access key,
 * which stands for the user's name as well. Other than AWS's, it is never behind.
 */
public final class CloudTrail {

    private static final int BAD_REQUEST = 400;
    private static final int LARGEST_PAGE = 50;

    /** Where the events of services without a region are. */
    private static final String REGION = "us-east-1";

    private static final double MILLIS = 1_000.0;

    private volatile Supplier<List<Call>> source = List::of;

    CloudTrail() {}

    /** The calls whose changes are the history, oldest first. */
    public void follow(Supplier<List<Call>> calls) {
        source = calls;
    }

    JsonNode perform(CloudRequest request) throws AwsError {
        if (!request.operation().equals("LookupEvents")) {
            throw request.unknownOperation();
        }
        int size = Objects.requireNonNullElse(request.number("MaxResults"), LARGEST_PAGE);
        if (size < 1 || size > LARGEST_PAGE) {
            throw new AwsError(BAD_REQUEST, "InvalidMaxResultsException", "A maximum results of 1 to 50 is expected");
        }
        Instant since =
                Instant.ofEpochMilli((long) (request.input().path("StartTime").asDouble(0) * MILLIS));
        List<Call> found = named(request)
                ? source.get().stream()
                        .filter(call -> call.accepted() && !call.at().isBefore(since))
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

    /** Whether what is looked for can be in this history. */
    private static boolean named(CloudRequest request) throws AwsError {
        JsonNode attributes = request.input().path("LookupAttributes");
        if (attributes.size() > 1) {
            throw new AwsError(BAD_REQUEST, "InvalidLookupAttributesException", "You can specify only one attribute");
        }
        for (JsonNode attribute : attributes) {
            if (!attribute.path("AttributeKey").asText().equals("EventName")) {
                throw new AwsError(
                        BAD_REQUEST, "InvalidLookupAttributesException", "The sandbox looks up by EventName only");
            }
            if (!attribute.path("AttributeValue").asText().equals("ChangeResourceRecordSets")) {
                return false;
            }
        }
        return request.region().equals(REGION);
    }

    private static int from(CloudRequest request, int size) throws AwsError {
        String token = request.text("NextToken");
        if (token.isEmpty()) {
            return 0;
        }
        if (!token.matches("\\d{1,9}") || Integer.parseInt(token) >= size) {
            throw new AwsError(BAD_REQUEST, "InvalidNextTokenException", "Invalid token");
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
        for (Change change : call.batch()) {
            changes.addObject()
                    .put("action", change.action().name())
                    .putObject("resourceRecordSet")
                    .put("name", change.set().name())
                    .put("type", change.set().type());
        }
        return record;
    }
}
