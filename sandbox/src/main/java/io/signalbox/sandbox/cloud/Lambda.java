package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The functions of AWS Lambda and their variables: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html. */
public final class Lambda {

    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    /** One run of a function, successful or not. */
    public record Invocation(Instant at, String region, String function, String payload) {}

    record Key(String region, String name) {}

    /** @param failed whether the payload describes an error */
    private record FunctionResult(String payload, boolean failed) {}

    private static final int TOO_MANY = 429;

    private final Map<Key, Duration> durations = new HashMap<>();
    private final Map<Key, Integer> reserved = new HashMap<>();
    private final Map<Key, Integer> running = new HashMap<>();

    private final Map<Key, FunctionResult> functions = new HashMap<>();
    private final FunctionConfigurations configurations = new FunctionConfigurations();
    private final Map<Key, Consumer<Map<String, String>>> watchers = new HashMap<>();
    private final Queue<Invocation> invocations = new ConcurrentLinkedQueue<>();

    Lambda() {}

    /** Adds or replaces a function that returns {@code null}. */
    public synchronized void put(String region, String name) {
        functions.put(new Key(region, name), new FunctionResult("null", false));
    }

    /** The same with environment variables. */
    public synchronized void put(String region, String name, Map<String, String> variables) {
        put(region, name);
        configurations.put(new Key(region, name), variables);
    }

    synchronized void remove(String region, String name) {
        functions.remove(new Key(region, name));
        configurations.remove(new Key(region, name));
    }

    /** The environment variables of a function; empty without that function. */
    public synchronized Map<String, String> variables(String region, String name) {
        return configurations.variables(new Key(region, name)).orElse(Map.of());
    }

    /** Sets what the function returns. @param payload JSON */
    public synchronized void answerWith(String region, String name, String payload) {
        present(region, name);
        functions.put(new Key(region, name), new FunctionResult(payload, false));
    }

    /** Makes the function fail. @param errorPayload JSON, as a Lambda runtime describes an exception */
    public synchronized void failWith(String region, String name, String errorPayload) {
        present(region, name);
        functions.put(new Key(region, name), new FunctionResult(errorPayload, true));
    }

    /** From now on each run takes this long. */
    public synchronized void takes(String region, String name, Duration duration) {
        durations.put(new Key(region, name), duration);
    }

    /**
     * So many runs of the function at once; another synchronous invocation is answered with 429, another asynchronous one waits in
     * the queue. https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
     */
    public synchronized void reserve(String region, String name, int concurrency) {
        reserved.put(new Key(region, name), concurrency);
    }

    private void present(String region, String name) {
        if (!functions.containsKey(new Key(region, name))) {
            throw new NoSuchElementException("no function " + name + " in " + region);
        }
    }

    /** All runs, oldest first. */
    public List<Invocation> invocations() {
        return List.copyOf(invocations);
    }

    JsonNode perform(CloudRequest request) throws ApiError {
        request.requireOwn(request.text("FunctionName"), "AccessDeniedException");
        String name = name(request.text("FunctionName"));
        var key = new Key(request.region(), name);
        FunctionResult answer = answer(key);
        if (answer == null) {
            throw new ApiError(
                    NOT_FOUND,
                    "ResourceNotFoundException",
                    "Function not found: arn:aws:lambda:" + request.region() + ":"
                            + request.caller().account() + ":function:" + name);
        }
        return switch (request.operation()) {
            case "Invoke" -> invoke(request, key, answer);
            case "GetFunctionConfiguration" -> configuration(key);
            case "UpdateFunctionConfiguration" -> update(request, key);
            default -> throw request.unknownOperation();
        };
    }

    private synchronized JsonNode configuration(Key key) {
        return configurations.get(key);
    }

    private JsonNode update(CloudRequest request, Key key) throws ApiError {
        JsonNode answer;
        Consumer<Map<String, String>> watcher;
        Map<String, String> variables;
        synchronized (this) {
            answer = configurations.update(request, key);
            watcher = watchers.getOrDefault(key, _ -> {});
            variables = variables(key.region(), key.name());
        }
        watcher.accept(variables);
        return answer;
    }

    /** Tells the variables of a function after each update, before the update is answered. */
    public synchronized void watch(String region, String name, Consumer<Map<String, String>> watcher) {
        watchers.put(new Key(region, name), watcher);
    }

    private JsonNode invoke(CloudRequest request, Key key, FunctionResult answer) throws ApiError {
        return switch (request.text("InvocationType")) {
            case "", "RequestResponse" -> {
                begin(key);
                run(request, key.name());
                end(key);
                yield reply(OK, answer.payload(), answer.failed());
            }
            case "Event" -> {
                run(request, key.name());
                yield reply(ACCEPTED, "", false);
            }
            case "DryRun" -> reply(NO_CONTENT, "", false);
            default ->
                throw new ApiError(
                        BAD_REQUEST,
                        "InvalidParameterValueException",
                        "No invocation type: " + request.text("InvocationType"));
        };
    }

    private synchronized @Nullable FunctionResult answer(Key key) {
        return functions.get(key);
    }

    private synchronized void begin(Key key) throws ApiError {
        int now = running.getOrDefault(key, 0);
        if (now >= reserved.getOrDefault(key, Integer.MAX_VALUE)) {
            throw new ApiError(TOO_MANY, "TooManyRequestsException", "Rate Exceeded.");
        }
        running.put(key, now + 1);
    }

    /** The function runs to its end, whether or not the caller still waits. */
    private void end(Key key) {
        Duration duration;
        synchronized (this) {
            duration = durations.getOrDefault(key, Duration.ZERO);
        }
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            running.merge(key, -1, Integer::sum);
        }
    }

    private void run(CloudRequest request, String name) {
        invocations.add(new Invocation(Instant.now(), request.region(), name, request.text("Payload")));
    }

    private static JsonNode reply(int status, String payload, boolean failed) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("StatusCode", status)
                .put("Payload", payload)
                .put("Failed", failed);
    }

    /** The name, from a name, a partial ARN or an ARN, with or without a version. */
    private static String name(String given) {
        int function = given.indexOf("function:");
        String name = function < 0 ? given : given.substring(function + "function:".length());
        int version = name.indexOf(':');
        return version < 0 ? name : name.substring(0, version);
    }
}
