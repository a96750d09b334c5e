package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.sandbox.aws.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A template of AWS CloudFormation as JSON, as far as a request is refused because of it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
final class StackTemplate {

    private static final int LONGEST = 51_200;
    private static final int BAD_REQUEST = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;

    private StackTemplate(JsonNode root) {
        this.root = root;
    }

    static StackTemplate read(String text) throws ApiError {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw validation("1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member"
                    + " must have length less than or equal to " + LONGEST);
        }
        try {
            JsonNode root = JSON.readTree(text);
            if (root == null || root.path("Resources").isEmpty()) {
                throw validation("Template format error: At least one Resources member must be defined.");
            }
            return new StackTemplate(root);
        } catch (JsonProcessingException e) {
            throw validation("Template format error: JSON not well-formed. (line "
                    + e.getLocation().getLineNr() + ")");
        }
    }

    private static ApiError validation(String message) {
        return AutoScaling.validation(message);
    }

    /** The values of all parameters. @param given those of the request */
    Map<String, String> parameters(Map<String, String> given) throws ApiError {
        JsonNode declared = root.path("Parameters");
        List<String> unknown =
                given.keySet().stream().filter(name -> !declared.has(name)).toList();
        if (!unknown.isEmpty()) {
            throw validation("Parameters: " + unknown + " do not exist in the template");
        }
        var values = new LinkedHashMap<String, String>();
        var missing = new ArrayList<String>();
        declared.properties().forEach(one -> {
            String value = given.containsKey(one.getKey())
                    ? given.get(one.getKey())
                    : one.getValue().path("Default").asText(null);
            if (value == null) {
                missing.add(one.getKey());
            } else {
                values.put(one.getKey(), value);
            }
        });
        if (!missing.isEmpty()) {
            throw validation("Parameters: " + missing + " must have values");
        }
        return values;
    }

    /** Only assertions about the region are understood. */
    void requireRegion(String region) throws ApiError {
        for (JsonNode rule : root.path("Rules")) {
            for (JsonNode assertion : rule.path("Assertions")) {
                JsonNode both = assertion.path("Assert").path("Fn::Equals");
                if (both.path(0).path("Ref").asText("").equals("AWS::Region")
                        && !both.path(1).asText().equals(region)) {
                    throw validation("Template validation error: Rule assertion failed: "
                            + assertion.path("AssertDescription").asText());
                }
            }
        }
    }

    /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html, Capabilities. */
    void requireCapabilities(List<String> capabilities) throws ApiError {
        boolean roles = false;
        boolean named = false;
        for (JsonNode resource : root.path("Resources")) {
            boolean role = resource.path("Type").asText().startsWith("AWS::IAM::");
            roles = roles || role;
            named = named || role && namesItself(resource.path("Properties"));
        }
        boolean enough = !roles
                || capabilities.contains("CAPABILITY_NAMED_IAM")
                || !named && capabilities.contains("CAPABILITY_IAM");
        if (!enough) {
            throw new ApiError(
                    BAD_REQUEST,
                    "InsufficientCapabilitiesException",
                    "Requires capabilities : [" + (named ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM") + "]");
        }
    }

    private static boolean namesItself(JsonNode properties) {
        return properties.has("RoleName") || properties.has("PolicyName") || properties.has("ManagedPolicyName");
    }

    /** The types of the resources by their logical ids. */
    Map<String, String> resources() {
        var types = new LinkedHashMap<String, String>();
        root.path("Resources")
                .properties()
                .forEach(one ->
                        types.put(one.getKey(), one.getValue().path("Type").asText()));
        return types;
    }

    /** The environment variables of a function whose values are texts. */
    Map<String, String> variables(String function) {
        var variables = new LinkedHashMap<String, String>();
        root.path("Resources")
                .path(function)
                .path("Properties")
                .path("Environment")
                .path("Variables")
                .properties()
                .forEach(one -> variables.put(one.getKey(), one.getValue().asText("")));
        return variables;
    }

    /** The outputs. @param refs the value of a parameter, or the physical id of a resource */
    Map<String, String> outputs(Function<String, String> refs) {
        var outputs = new LinkedHashMap<String, String>();
        root.path("Outputs")
                .properties()
                .forEach(one -> outputs.put(one.getKey(), value(one.getValue().path("Value"), refs)));
        return outputs;
    }

    private static String value(JsonNode value, Function<String, String> refs) {
        @Nullable String ref = value.path("Ref").asText(null);
        if (ref != null) {
            return refs.apply(ref);
        }
        JsonNode attribute = value.path("Fn::GetAtt");
        return attribute.isMissingNode()
                ? value.isTextual() ? value.asText() : value.toString()
                : refs.apply(attribute.path(0).asText()) + "."
                        + attribute.path(1).asText();
    }

    /** True if both make the same stack. */
    boolean isLike(StackTemplate other) {
        return root.equals(other.root);
    }
}
