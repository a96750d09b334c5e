package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.aws.RequestSignature;
import io.signalbox.sandbox.http.HttpEndpoint;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The cluster of Amazon Application Recovery Controller: one state behind five endpoints, each of which can be taken
 * away. https://docs.aws.amazon.com/routing-control/latest/APIReference/API_UpdateRoutingControlStates.html
 */
public final class RecoveryControl {

    private static final int MOST_ENTRIES = 10;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int FORBIDDEN = 403;

    /** The regions of the endpoints, in their order. */
    public static final List<String> REGIONS =
            List.of("us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1", "ap-southeast-2");

    private final Map<String, Boolean> states = new TreeMap<>();
    private final List<Set<String>> rules = new ArrayList<>();
    private final List<HttpEndpoint> endpoints;

    RecoveryControl(HttpEndpoint.Handler handler) {
        endpoints = REGIONS.stream()
                .map(region -> HttpEndpoint.start(request -> answer(request, region, handler)))
                .toList();
    }

    /** Each endpoint takes only requests that are signed for its own region. */
    private static Optional<HttpReply> answer(ReceivedRequest request, String region, HttpEndpoint.Handler handler) {
        boolean elsewhere = RequestSignature.of(request)
                .filter(signature -> !signature.region().equals(region))
                .isPresent();
        return elsewhere
                ? Optional.of(ServiceProtocols.UNKNOWN_SERVICE.error(new ApiError(
                        FORBIDDEN, "InvalidSignatureException", "Credential should be scoped to a valid region.")))
                : handler.handle(request);
    }

    /** For the SDK's {@code endpointOverride}, in the order of {@link #REGIONS}. */
    public List<URI> endpoints() {
        return endpoints.stream().map(HttpEndpoint::uri).toList();
    }

    /** Takes an endpoint away: it refuses connections. @param index from 0 */
    public void away(int index, boolean away) {
        endpoints.get(index).away(away);
    }

    public synchronized void put(String arn, boolean on) {
        states.put(arn, on);
    }

    /** @throws NoSuchElementException when it does not exist */
    public synchronized boolean state(String arn) {
        Boolean on = states.get(arn);
        if (on == null) {
            throw new NoSuchElementException("no routing control " + arn);
        }
        return on;
    }

    /** Adds a safety rule: no request may leave all of these off. */
    public synchronized void keepOneOn(Set<String> arns) {
        rules.add(Set.copyOf(arns));
    }

    void close() {
        endpoints.forEach(HttpEndpoint::close);
    }

    synchronized JsonNode perform(CloudRequest request) throws ApiError {
        return switch (request.operation()) {
            case "GetRoutingControlState" -> get(request);
            case "ListRoutingControls" -> list(request);
            case "UpdateRoutingControlState" -> update(request, List.of(request.input()));
            case "UpdateRoutingControlStates" -> {
                JsonNode entries = request.input().path("UpdateRoutingControlStateEntries");
                if (entries.isEmpty()) {
                    throw new ApiError(BAD_REQUEST, "ValidationException", "UpdateRoutingControlStateEntries is empty");
                }
                if (entries.size() > MOST_ENTRIES) {
                    throw new ApiError(
                            BAD_REQUEST,
                            "ValidationException",
                            "UpdateRoutingControlStateEntries has " + entries.size() + " entries, at most "
                                    + MOST_ENTRIES + " are allowed");
                }
                yield update(request, entries);
            }
            default -> throw request.unknownOperation();
        };
    }

    private JsonNode get(CloudRequest request) throws ApiError {
        return described(known(request, request.text("RoutingControlArn")));
    }

    private JsonNode list(CloudRequest request) {
        var reply = JsonNodeFactory.instance.objectNode();
        var list = reply.putArray("RoutingControls");
        states.keySet().stream()
                .filter(arn -> arn.split(":", -1)[4].equals(request.caller().account()))
                .forEach(arn -> list.add(described(arn)));
        return reply;
    }

    private ObjectNode described(String arn) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("RoutingControlArn", arn)
                .put("RoutingControlName", arn.substring(arn.lastIndexOf('/') + 1))
                .put("RoutingControlState", state(arn) ? "On" : "Off");
    }

    private String known(CloudRequest request, String arn) throws ApiError {
        request.requireOwn(arn, "AccessDeniedException");
        if (!states.containsKey(arn)) {
            throw new ApiError(NOT_FOUND, "ResourceNotFoundException", "No routing control " + arn);
        }
        return arn;
    }

    private JsonNode update(CloudRequest request, Iterable<JsonNode> entries) throws ApiError {
        Map<String, Boolean> changes = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            String arn = known(request, entry.path("RoutingControlArn").asText(""));
            String state = entry.path("RoutingControlState").asText("");
            if (!state.equals("On") && !state.equals("Off")) {
                throw new ApiError(BAD_REQUEST, "ValidationException", "RoutingControlState must be On or Off");
            }
            if (changes.put(arn, state.equals("On")) != null) {
                throw new ApiError(BAD_REQUEST, "ValidationException", "Twice in one request: " + arn);
            }
        }
        var after = new TreeMap<>(states);
        after.putAll(changes);
        for (Set<String> rule : rules) {
            if (rule.stream().noneMatch(arn -> after.getOrDefault(arn, false))) {
                throw new ApiError(CONFLICT, "ConflictException", "A safety rule keeps one of these on: " + rule);
            }
        }
        states.putAll(changes);
        return JsonNodeFactory.instance.objectNode();
    }
}
