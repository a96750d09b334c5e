package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One stack with its events, newest first. A change is under way until the stack was described once. Not thread-safe. */
final class CloudStack {

    final String name;
    final String id;
    private final Instant created = Instant.now();
    private final Deque<ObjectNode> events = new ArrayDeque<>();
    private StackTemplate template;
    private Map<String, String> parameters;
    private Map<String, String> outputs = Map.of();
    private String status = "";
    private @Nullable String next;
    private String token = "";

    CloudStack(String name, String arn, StackTemplate template, Map<String, String> parameters) {
        this.name = name;
        this.id = arn + "/" + UUID.randomUUID();
        this.template = template;
        this.parameters = parameters;
    }

    StackTemplate template() {
        return template;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    String status() {
        return status;
    }

    boolean isDeleted() {
        return status.equals("DELETE_COMPLETE");
    }

    boolean isInProgress() {
        return next != null;
    }

    boolean isLike(StackTemplate other, Map<String, String> values) {
        return template.isLike(other) && parameters.equals(values);
    }

    /** Begins a change that ends as {@code end}. @param requestToken of the caller, which all its events have */
    void begin(String begin, String end, String requestToken) {
        token = requestToken;
        status = begin;
        next = end;
        event(name, "AWS::CloudFormation::Stack", begin, "");
    }

    void change(StackTemplate other, Map<String, String> values) {
        template = other;
        parameters = values;
    }

    void provide(Map<String, String> values) {
        outputs = values;
    }

    void event(String logicalId, String type, String state, String reason) {
        events.addFirst(JsonNodeFactory.instance
                .objectNode()
                .put("StackId", id)
                .put("EventId", UUID.randomUUID().toString())
                .put("StackName", name)
                .put("LogicalResourceId", logicalId)
                .put("ResourceType", type)
                .put("Timestamp", Instant.now().toString())
                .put("ResourceStatus", state)
                .put("ResourceStatusReason", reason)
                .put("ClientRequestToken", token));
    }

    JsonNode events() {
        var all = JsonNodeFactory.instance.arrayNode();
        events.forEach(all::add);
        return all;
    }

    /** The API's description. The next one shows the end of what is under way. */
    JsonNode described() {
        var stack = JsonNodeFactory.instance
                .objectNode()
                .put("StackId", id)
                .put("StackName", name)
                .put("CreationTime", created.toString())
                .put("StackStatus", status);
        var list = stack.putObject("Outputs").putArray("member");
        outputs.forEach((key, value) -> list.addObject().put("OutputKey", key).put("OutputValue", value));
        if (next != null) {
            status = next;
            next = null;
            event(name, "AWS::CloudFormation::Stack", status, "");
        }
        return stack;
    }
}
