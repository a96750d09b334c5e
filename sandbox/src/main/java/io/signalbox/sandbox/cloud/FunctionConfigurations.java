package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.cloud.Lambda.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The environment variables of functions: https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html. An update
 * replaces all variables, is under way until it is asked for once, and meanwhile refuses another one. Not thread-safe.
 */
final class FunctionConfigurations {

    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    /** @param updating whether the last update is still under way */
    private record Configuration(Map<String, String> variables, String revision, boolean updating) {}

    private final Map<Key, Configuration> all = new HashMap<>();

    void put(Key key, Map<String, String> variables) {
        all.put(key, new Configuration(Map.copyOf(variables), revision(), false));
    }

    void remove(Key key) {
        all.remove(key);
    }

    /** Empty if there is no such function. */
    Optional<Map<String, String>> variables(Key key) {
        return Optional.ofNullable(all.get(key)).map(Configuration::variables);
    }

    JsonNode get(Key key) {
        Configuration found = configuration(key);
        all.put(key, new Configuration(found.variables(), found.revision(), false));
        return described(key.name(), found);
    }

    JsonNode update(CloudRequest request, Key key) throws ApiError {
        Configuration found = configuration(key);
        if (request.has("RevisionId") && !request.text("RevisionId").equals(found.revision())) {
            throw new ApiError(
                    PRECONDITION_FAILED,
                    "PreconditionFailedException",
                    "The RevisionId provided does not match the latest RevisionId. Call the GetFunction or the"
                            + " GetAlias API to retrieve the latest RevisionId");
        }
        if (found.updating()) {
            throw new ApiError(
                    CONFLICT,
                    "ResourceConflictException",
                    "The operation cannot be performed at this time. An update is in progress for resource: "
                            + key.name());
        }
        var next = new Configuration(variables(request, found), revision(), true);
        all.put(key, next);
        return described(key.name(), next);
    }

    private static Map<String, String> variables(CloudRequest request, Configuration before) {
        if (!request.has("Environment")) {
            return before.variables();
        }
        var variables = new HashMap<String, String>();
        request.input()
                .path("Environment")
                .path("Variables")
                .properties()
                .forEach(one -> variables.put(one.getKey(), one.getValue().asText()));
        return Map.copyOf(variables);
    }

    /** A function without one has no variables. */
    private Configuration configuration(Key key) {
        return all.computeIfAbsent(key, _ -> new Configuration(Map.of(), revision(), false));
    }

    private static String revision() {
        return UUID.randomUUID().toString();
    }

    private static JsonNode described(String name, Configuration configuration) {
        var answer = JsonNodeFactory.instance
                .objectNode()
                .put("FunctionName", name)
                .put("RevisionId", configuration.revision())
                .put("State", "Active")
                .put("LastUpdateStatus", configuration.updating() ? "InProgress" : "Successful");
        var variables = answer.putObject("Environment").putObject("Variables");
        configuration.variables().forEach(variables::put);
        return answer;
    }
}
