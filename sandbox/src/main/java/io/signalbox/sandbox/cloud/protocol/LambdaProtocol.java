package io.signalbox.sandbox.cloud.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * AWS Lambda: the path has the function's name. The bodies of Invoke are the function's input and output, those of its configuration
 * are JSON.
 */
public final class LambdaProtocol implements Protocol {

    private static final String INVOKE = "Invoke";
    private static final String UPDATE = "UpdateFunctionConfiguration";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int SERVERS_FAULT = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FUNCTION =
            Pattern.compile("/2015-03-31/functions/([^/]+)/(invocations|configuration)");

    @Override
    public OperationCall read(ReceivedRequest request) throws ApiError {
        String path = request.path();
        var function = FUNCTION.matcher(path);
        String operation = function.matches() ? operation(request.method(), function.group(2)) : "";
        if (operation.isEmpty()) {
            throw new ApiError(NOT_FOUND, "UnknownOperationException", "The sandbox has no " + path);
        }
        String payload = new String(request.unpackedBody(), StandardCharsets.UTF_8);
        JsonNode json = json(payload);
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        if (operation.equals(UPDATE) && json instanceof ObjectNode members) {
            input.setAll(members);
        }
        input.put("FunctionName", function.group(1));
        if (operation.equals(INVOKE)) {
            input.put("InvocationType", request.header("X-Amz-Invocation-Type")).put("Payload", payload);
        }
        return new OperationCall(operation, input);
    }

    /** Empty if there is none. */
    private static String operation(String method, String resource) {
        return switch (method + " " + resource) {
            case "POST invocations" -> INVOKE;
            case "GET configuration" -> "GetFunctionConfiguration";
            case "PUT configuration" -> UPDATE;
            default -> "";
        };
    }

    private static JsonNode json(String payload) throws ApiError {
        try {
            return payload.isEmpty() ? NullNode.getInstance() : JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new ApiError(
                    BAD_REQUEST,
                    "InvalidRequestContentException",
                    "Could not parse request body into json: " + e.getOriginalMessage());
        }
    }

    @Override
    public HttpReply success(String operation, JsonNode output) {
        if (!operation.equals(INVOKE)) {
            return HttpReply.of(OK, "application/json", output.toString());
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Amz-Executed-Version", "$LATEST");
        if (output.path("Failed").asBoolean()) {
            headers.put("X-Amz-Function-Error", "Unhandled");
        }
        return new HttpReply(
                output.path("StatusCode").asInt(),
                headers,
                output.path("Payload").asText().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public HttpReply error(ApiError given) {
        ApiError error = CredentialErrors.inJson(given, FORBIDDEN);
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("Type", error.status() < SERVERS_FAULT ? "User" : "Service")
                .put("Message", String.valueOf(error.getMessage()));
        return new HttpReply(
                error.status(),
                Map.of("Content-Type", "application/json", "x-amzn-ErrorType", error.code()),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
