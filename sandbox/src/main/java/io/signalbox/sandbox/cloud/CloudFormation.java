package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stacks of AWS CloudFormation: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/. Of their resources only
 * functions come into being.
 */
public final class CloudFormation {

    private static final int BAD_REQUEST = 400;
    private static final String FUNCTION = "AWS::Lambda::Function";

    private record Key(String region, String name) {}

    /** A resource that cannot be changed. */
    private record Defect(String resource, String type, String reason) {}

    private final Lambda lambda;
    private final Map<Key, CloudStack> stacks = new HashMap<>();
    private final Map<String, String> failing = new HashMap<>();

    CloudFormation(Lambda lambda) {
        this.lambda = lambda;
    }

    /** From now on, each change of a stack with this resource fails. @param resource its logical id */
    public synchronized void fail(String resource, String reason) {
        failing.put(resource, reason);
    }

    public synchronized void repair() {
        failing.clear();
    }

    /** The status of a stack; empty if there is none. */
    public synchronized Optional<String> status(String region, String name) {
        return existing(new Key(region, name)).map(CloudStack::status);
    }

    /** The physical id of a resource. */
    public static String physicalId(String stack, String logicalId) {
        return stack + "-" + logicalId + "-" + Integer.toHexString((stack + logicalId).hashCode());
    }

    synchronized JsonNode perform(CloudRequest request) throws ApiError {
        var key = new Key(request.region(), request.text("StackName"));
        return switch (request.operation()) {
            case "CreateStack" -> create(request, key);
            case "UpdateStack" -> update(request, key);
            case "DeleteStack" -> delete(request, key);
            case "DescribeStacks" -> {
                var answer = JsonNodeFactory.instance.objectNode();
                answer.putObject("Stacks").putArray("member").add(required(key).described());
                yield answer;
            }
            case "DescribeStackEvents" -> {
                var answer = JsonNodeFactory.instance.objectNode();
                answer.putObject("StackEvents").set("member", required(key).events());
                yield answer;
            }
            default -> throw request.unknownOperation();
        };
    }

    private Optional<CloudStack> existing(Key key) {
        return Optional.ofNullable(stacks.get(key)).filter(stack -> !stack.isDeleted());
    }

    private CloudStack required(Key key) throws ApiError {
        return existing(key)
                .orElseThrow(() -> AutoScaling.validation("Stack with id " + key.name() + " does not exist"));
    }

    private JsonNode create(CloudRequest request, Key key) throws ApiError {
        if (existing(key).isPresent()) {
            throw new ApiError(BAD_REQUEST, "AlreadyExistsException", "Stack [" + key.name() + "] already exists");
        }
        StackTemplate template = template(request);
        var stack = new CloudStack(
                key.name(),
                "arn:aws:cloudformation:" + key.region() + ":"
                        + request.caller().account() + ":stack/" + key.name(),
                template,
                template.parameters(given(request)));
        stacks.put(key, stack);
        Defect culprit = defect(template);
        stack.begin(
                "CREATE_IN_PROGRESS",
                culprit == null ? "CREATE_COMPLETE" : "ROLLBACK_COMPLETE",
                request.text("ClientRequestToken"));
        made(stack, key.region(), "CREATE", culprit);
        return answer(stack);
    }

    private JsonNode update(CloudRequest request, Key key) throws ApiError {
        CloudStack stack = required(key);
        if (stack.isInProgress()
                || stack.status().startsWith("ROLLBACK")
                || stack.status().startsWith("DELETE")) {
            throw AutoScaling.validation(
                    "Stack:" + stack.id + " is in " + stack.status() + " state and can not be updated.");
        }
        StackTemplate template = template(request);
        Map<String, String> parameters = template.parameters(given(request));
        if (stack.isLike(template, parameters)) {
            throw AutoScaling.validation("No updates are to be performed.");
        }
        Defect culprit = defect(template);
        stack.begin(
                "UPDATE_IN_PROGRESS",
                culprit == null ? "UPDATE_COMPLETE" : "UPDATE_ROLLBACK_COMPLETE",
                request.text("ClientRequestToken"));
        if (culprit == null) {
            stack.change(template, parameters);
        }
        made(stack, key.region(), "UPDATE", culprit);
        return answer(stack);
    }

    /** A stack that is not there is deleted already. */
    private JsonNode delete(CloudRequest request, Key key) {
        existing(key).ifPresent(stack -> {
            Defect culprit = defect(stack.template());
            stack.begin(
                    "DELETE_IN_PROGRESS",
                    culprit == null ? "DELETE_COMPLETE" : "DELETE_FAILED",
                    request.text("ClientRequestToken"));
            stack.template().resources().forEach((id, type) -> {
                if (culprit != null && id.equals(culprit.resource())) {
                    stack.event(id, type, "DELETE_FAILED", culprit.reason());
                } else if (type.equals(FUNCTION)) {
                    lambda.remove(key.region(), physicalId(key.name(), id));
                }
            });
        });
        return JsonNodeFactory.instance.objectNode();
    }

    private static StackTemplate template(CloudRequest request) throws ApiError {
        StackTemplate template = StackTemplate.read(request.text("TemplateBody"));
        template.requireRegion(request.region());
        template.requireCapabilities(request.texts("Capabilities"));
        return template;
    }

    private static Map<String, String> given(CloudRequest request) {
        var given = new LinkedHashMap<String, String>();
        request.input()
                .path("Parameters")
                .forEach(one -> given.put(
                        one.path("ParameterKey").asText(),
                        one.path("ParameterValue").asText("")));
        return given;
    }

    /** Null if all resources can be changed. */
    private @Nullable Defect defect(StackTemplate template) {
        for (var resource : template.resources().entrySet()) {
            String reason = failing.get(resource.getKey());
            if (reason != null) {
                return new Defect(resource.getKey(), resource.getValue(), reason);
            }
        }
        return null;
    }

    private void made(CloudStack stack, String region, String verb, @Nullable Defect culprit) {
        if (culprit != null) {
            stack.event(culprit.resource(), culprit.type(), verb + "_FAILED", culprit.reason());
            return;
        }
        Map<String, String> ids = new LinkedHashMap<>(stack.parameters());
        stack.template().resources().forEach((id, type) -> {
            String physical = physicalId(stack.name, id);
            ids.put(id, physical);
            stack.event(id, type, verb + "_COMPLETE", "");
            if (type.equals(FUNCTION)) {
                lambda.put(region, physical, stack.template().variables(id));
            }
        });
        stack.provide(stack.template().outputs(name -> ids.getOrDefault(name, name)));
    }

    private static JsonNode answer(CloudStack stack) {
        return JsonNodeFactory.instance.objectNode().put("StackId", stack.id);
    }

    /** The names of the stacks of a region. */
    public synchronized List<String> names(String region) {
        return stacks.entrySet().stream()
                .filter(one ->
                        one.getKey().region().equals(region) && !one.getValue().isDeleted())
                .map(one -> one.getKey().name())
                .sorted()
                .toList();
    }
}
