package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/** The topics of Amazon SNS: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html. */
public final class Sns {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int LONGEST_MESSAGE = 262_144;
    private static final Pattern ARN = Pattern.compile("arn:aws:sns:([a-z0-9-]+):[0-9]{12}:[A-Za-z0-9_-]{1,256}");
    private static final Pattern SUBJECT = Pattern.compile("[!-~][ -~]{0,99}");

    /**
     * A published message.
     *
     * @param subject empty when there is none
     * @param attributes the string attributes
     */
    public record Message(Instant at, String topic, String subject, String message, Map<String, String> attributes) {}

    private final Set<String> topics = new HashSet<>();
    private final Queue<Message> messages = new ConcurrentLinkedQueue<>();

    Sns() {}

    public synchronized void putTopic(String arn) {
        if (!ARN.matcher(arn).matches()) {
            throw new IllegalArgumentException("not the ARN of a topic: " + arn);
        }
        topics.add(arn);
    }

    /** All accepted messages, oldest first. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    synchronized JsonNode perform(CloudRequest request) throws ApiError {
        if (!request.operation().equals("Publish")) {
            throw request.unknownOperation();
        }
        String topic = request.has("TopicArn") ? request.text("TopicArn") : request.text("TargetArn");
        var arn = ARN.matcher(topic);
        require(arn.matches() && arn.group(1).equals(request.region()), "TopicArn");
        request.requireOwn(topic, "AuthorizationError");
        String subject = request.text("Subject");
        require(!request.has("Subject") || SUBJECT.matcher(subject).matches(), "Subject");
        String message = request.text("Message");
        require(!message.isEmpty(), "Empty message");
        require(message.getBytes(StandardCharsets.UTF_8).length <= LONGEST_MESSAGE, "Message too long");
        Map<String, String> attributes = attributes(request.input().path("MessageAttributes"));
        if (!topics.contains(topic)) {
            throw new ApiError(NOT_FOUND, "NotFound", "Topic does not exist");
        }
        messages.add(new Message(Instant.now(), topic, subject, message, attributes));
        return JsonNodeFactory.instance
                .objectNode()
                .put("MessageId", UUID.randomUUID().toString());
    }

    private static Map<String, String> attributes(JsonNode entries) throws ApiError {
        var attributes = new LinkedHashMap<String, String>();
        for (JsonNode entry : entries) {
            JsonNode value = entry.path("Value");
            String name = entry.path("Name").asText("");
            if (name.isEmpty() || !value.has("DataType")) {
                throw new ApiError(
                        BAD_REQUEST, "ParameterValueInvalid", "The message attribute '" + name + "' must have a type");
            }
            if (value.path("StringValue").asText("").isEmpty() && !value.has("BinaryValue")) {
                throw new ApiError(
                        BAD_REQUEST,
                        "ParameterValueInvalid",
                        "The message attribute '" + name + "' must contain a non-empty value");
            }
            attributes.put(name, value.path("StringValue").asText(""));
        }
        return attributes;
    }

    private static void require(boolean condition, String what) throws ApiError {
        if (!condition) {
            throw new ApiError(BAD_REQUEST, "InvalidParameter", "Invalid parameter: " + what);
        }
    }
}
