package io.signalbox.sandbox.ssm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.sandbox.aws.ApiError;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stores the parameters of each account and region and performs the operations, with the rules of
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html that callers can violate.
 */
final class ParameterStore {

    private static final int BAD_REQUEST = 400;
    private static final int LONGEST_VALUE = 4_096;
    private static final Pattern NAME = Pattern.compile("/?[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){0,14}");
    private static final Pattern RESERVED = Pattern.compile("(?i)/?(aws|ssm).*");
    private static final Pattern TYPE = Pattern.compile("String|StringList|SecureString");
    private static final String SECURE = "SecureString";

    /** AWS keeps so many versions of a parameter. */
    private static final int KEPT_VERSIONS = 100;

    private final Map<String, Map<String, Parameter>> regions = new ConcurrentSkipListMap<>();
    private final Map<String, Deque<Parameter>> versions = new HashMap<>();

    synchronized Optional<Parameter> find(String account, String region, String name) {
        return Optional.ofNullable(region(account, region).get(name));
    }

    synchronized void store(String account, String region, String name, String type, String value) {
        Parameter before = region(account, region).get(name);
        long version = before == null ? 1 : before.version() + 1;
        var parameter = new Parameter(name, type, value, version, Instant.now());
        region(account, region).put(name, parameter);
        Deque<Parameter> kept = versions(account, region, name);
        kept.addLast(parameter);
        if (kept.size() > KEPT_VERSIONS) {
            kept.removeFirst();
        }
    }

    synchronized void remove(String account, String region, String name) {
        region(account, region).remove(name);
        versions(account, region, name).clear();
    }

    private Deque<Parameter> versions(String account, String region, String name) {
        return versions.computeIfAbsent(account + "/" + region + "/" + name, _ -> new ArrayDeque<>());
    }

    private Map<String, Parameter> region(String account, String region) {
        return regions.computeIfAbsent(account + "/" + region, _ -> new ConcurrentSkipListMap<>());
    }

    synchronized ObjectNode perform(ParameterRequest request) throws ApiError {
        return switch (request.operation()) {
            case GET -> get(request);
            case PUT -> put(request);
            case DELETE -> delete(request);
        };
    }

    private ObjectNode get(ParameterRequest request) throws ApiError {
        Parameter parameter = selected(request, present(request));
        boolean hidden = parameter.type().equals(SECURE) && !request.flag("WithDecryption");
        var reply = JsonNodeFactory.instance.objectNode();
        reply.putObject("Parameter")
                .put("Name", parameter.name())
                .put("Type", parameter.type())
                .put("Value", hidden ? "AQICAHh-not-for-you" : parameter.value())
                .put("Version", parameter.version())
                .put("LastModifiedDate", parameter.modified().toEpochMilli() / 1e3)
                .put(
                        "ARN",
                        "arn:aws:ssm:" + request.region() + ":"
                                + request.caller().account() + ":parameter/" + parameter.name())
                .put("DataType", "text");
        return reply;
    }

    private ObjectNode put(ParameterRequest request) throws ApiError {
        String value = request.text("Value");
        String type = request.text("Type");
        require(NAME.matcher(request.name()).matches(), "Parameter name must be a name or a path of names");
        require(!RESERVED.matcher(request.name()).matches(), "No access to reserved parameter name: " + request.name());
        require(value != null && !value.isEmpty(), "Value must have a length greater than or equal to 1");
        require(value == null || value.length() <= LONGEST_VALUE, "Standard tier parameters hold 4096 characters");
        require(type == null || TYPE.matcher(type).matches(), "Type must be String, StringList or SecureString");
        Parameter before = region(request.caller().account(), request.region()).get(request.name());
        store(
                request.caller().account(),
                request.region(),
                request.name(),
                typeOf(request, type, before),
                String.valueOf(value));
        return JsonNodeFactory.instance
                .objectNode()
                .put("Version", before == null ? 1 : before.version() + 1)
                .put("Tier", "Standard");
    }

    private static String typeOf(ParameterRequest request, @Nullable String type, @Nullable Parameter before)
            throws ApiError {
        if (before == null) {
            require(type != null, "A parameter type is required when you create a parameter.");
            return String.valueOf(type);
        }
        if (!request.flag("Overwrite")) {
            throw new ApiError(
                    BAD_REQUEST,
                    "ParameterAlreadyExists",
                    "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
        }
        if (type != null && !type.equals(before.type())) {
            throw new ApiError(
                    BAD_REQUEST,
                    "HierarchyTypeMismatchException",
                    "The parameter is of type " + before.type() + ", which cannot be changed to " + type);
        }
        return before.type();
    }

    private ObjectNode delete(ParameterRequest request) throws ApiError {
        remove(request.caller().account(), request.region(), present(request).name());
        return JsonNodeFactory.instance.objectNode();
    }

    private Parameter present(ParameterRequest request) throws ApiError {
        Parameter parameter =
                region(request.caller().account(), request.region()).get(request.name());
        if (parameter == null) {
            throw new ApiError(BAD_REQUEST, "ParameterNotFound", "Parameter " + request.name() + " not found.");
        }
        return parameter;
    }

    /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html: {@code name:version}. */
    private Parameter selected(ParameterRequest request, Parameter newest) throws ApiError {
        String selector = request.selector();
        if (selector.isEmpty()) {
            return newest;
        }
        return versions(request.caller().account(), request.region(), request.name()).stream()
                .filter(version -> selector.equals(String.valueOf(version.version())))
                .findFirst()
                .orElseThrow(() -> new ApiError(
                        BAD_REQUEST,
                        "ParameterVersionNotFound",
                        "Systems Manager could not find version " + selector + " of " + request.name() + "."));
    }

    private static void require(boolean condition, String message) throws ApiError {
        if (!condition) {
            throw new ApiError(BAD_REQUEST, "ValidationException", message);
        }
    }
}
