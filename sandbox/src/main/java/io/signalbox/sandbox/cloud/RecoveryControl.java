package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpHandler;
import io.signalbox.sandbox.aws.AwsError;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The control cluster of Amazon Application Recovery Controller: one state, five endpoints that go away one by one.
 * https://docs.aws.amazon.com/routing-control/latest/APIReference/API_UpdateRoutingControlStates.html
 */
public final class RecoveryControl {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int ENDPOINTS = 5;

    private final Map<String, Boolean> states = new TreeMap<>();
    private final List<Set<String>> rules = new ArrayList<>();
    private final List<Loopback> endpoints;

    RecoveryControl(HttpHandler handler) {
        endpoints = IntStream.range(0, ENDPOINTS)
                .mapToObj(_ -> Loopback.start(handler))
                .toList();
    }

    /** For the SDK's {@code endpointOverride}, five of them; a request may be signed for any region. */
    public List<URI> endpoints() {
        return endpoints.stream().map(Loopback::endpoint).toList();
    }

    /** While one is away it refuses connections. @param index from 0 */
    public void away(int index, boolean away) {
        endpoints.get(index).away(away);
    }

    public synchronized void put(String arn, boolean on) {
        states.put(arn, on);
    }

    /** @throws NoSuchElementException when it was never put there */
    public synchronized boolean state(String arn) {
        Boolean on = states.get(arn);
        if (on == null) {
            throw new NoSuchElementException("no routing control " + arn);
        }
        return on;
    }

    /** A safety rule: no request may leave all of these off. */
    public synchronized void keepOneOn(Set<String> arns) {
        rules.add(Set.copyOf(arns));
    }

    void close() {
        endpoints.forEach(Loopback::close);
    }

    synchronized JsonNode perform(CloudRequest request) throws AwsError {
        return switch (request.operation()) {
            case "GetRoutingControlState" -> get(request);
            case "ListRoutingControls" -> list();
            case "UpdateRoutingControlState" -> update(List.of(request.input()));
            case "UpdateRoutingControlStates" -> {
                JsonNode entries = request.input().path("UpdateRoutingControlStateEntries");
                if (entries.isEmpty()) {
                    throw new AwsError(BAD_REQUEST, "ValidationException", "UpdateRoutingControlStateEntries is empty");
                }
                yield update(entries);
            }
            default -> throw request.unknownOperation();
        };
    }

    private JsonNode get(CloudRequest request) throws AwsError {
        return described(known(request.text("RoutingControlArn")));
    }

    private JsonNode list() {
        var reply = JsonNodeFactory.instance.objectNode();
        var list = reply.putArray("RoutingControls");
        states.keySet().forEach(arn -> list.add(described(arn)));
        return reply;
    }

    private ObjectNode described(String arn) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("RoutingControlArn", arn)
                .put("RoutingControlName", arn.substring(arn.lastIndexOf('/') + 1))
                .put("RoutingControlState", state(arn) ? "On" : "Off");
    }

    private String known(String arn) throws AwsError {
        if (!states.containsKey(arn)) {
            throw new AwsError(NOT_FOUND, "ResourceNotFoundException", "No routing control " + arn);
        }
        return arn;
    }

    private JsonNode update(Iterable<JsonNode> entries) throws AwsError {
        Map<String, Boolean> changes = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            String arn = known(entry.path("RoutingControlArn").asText(""));
            String state = entry.path("RoutingControlState").asText("");
            if (!state.equals("On") && !state.equals("Off")) {
                throw new AwsError(BAD_REQUEST, "ValidationException", "RoutingControlState must be On or Off");
            }
            if (changes.put(arn, state.equals("On")) != null) {
                throw new AwsError(BAD_REQUEST, "ValidationException", "Twice in one request: " + arn);
            }
        }
        var after = new TreeMap<>(states);
        after.putAll(changes);
        for (Set<String> rule : rules) {
            if (rule.stream().noneMatch(arn -> after.getOrDefault(arn, false))) {
                throw new AwsError(CONFLICT, "ConflictException", "A safety rule keeps one of these on: " + rule);
            }
        }
        states.putAll(changes);
        return JsonNodeFactory.instance.objectNode();
    }
}
