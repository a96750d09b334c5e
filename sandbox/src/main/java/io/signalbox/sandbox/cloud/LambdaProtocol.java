package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import io.signalbox.sandbox.aws.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The one operation of AWS Lambda that is here: the function's name in the path, what it is given and returns as bodies. */
final class LambdaProtocol implements Protocol {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int SERVERS_FAULT = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INVOKE = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

    @Override
    public Asked read(HttpExchange exchange, byte[] body) throws AwsError {
        String path = exchange.getRequestURI().getPath();
        var invoke = INVOKE.matcher(path);
        if (!invoke.matches() || !exchange.getRequestMethod().equals("POST")) {
            throw new AwsError(NOT_FOUND, "UnknownOperationException", "The sandbox has no " + path);
        }
        String payload = new String(body, StandardCharsets.UTF_8);
        requireJson(payload);
        var input = JsonNodeFactory.instance
                .objectNode()
                .put("FunctionName", invoke.group(1))
                .put("InvocationType", Http.header(exchange, "X-Amz-Invocation-Type"))
                .put("Payload", payload);
        return new Asked("Invoke", input);
    }

    private static void requireJson(String payload) throws AwsError {
        try {
            if (!payload.isEmpty()) {
                var _ = JSON.readTree(payload);
            }
        } catch (JsonProcessingException e) {
            throw new AwsError(
                    BAD_REQUEST,
                    "InvalidRequestContentException",
                    "Could not parse request body into json: " + e.getOriginalMessage());
        }
    }

    @Override
    public Http.Reply success(String operation, JsonNode output) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Amz-Executed-Version", "$LATEST");
        if (output.path("Failed").asBoolean()) {
            headers.put("X-Amz-Function-Error", "Unhandled");
        }
        return new Http.Reply(
                output.path("StatusCode").asInt(),
                headers,
                output.path("Payload").asText().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Http.Reply error(AwsError error) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("Type", error.status() < SERVERS_FAULT ? "User" : "Service")
                .put("Message", String.valueOf(error.getMessage()));
        return new Http.Reply(
                error.status(),
                Map.of("Content-Type", "application/json", "x-amzn-ErrorType", error.code()),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
