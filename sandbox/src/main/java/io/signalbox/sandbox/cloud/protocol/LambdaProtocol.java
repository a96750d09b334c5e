package io.signalbox.sandbox.cloud.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The Invoke operation of AWS Lambda: the path has the function's name, the bodies are its input and output. */
public final class LambdaProtocol implements Protocol {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int SERVERS_FAULT = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INVOKE = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

    @Override
    public OperationCall read(ReceivedRequest request) throws ApiError {
        String path = request.path();
        var invoke = INVOKE.matcher(path);
        if (!invoke.matches() || !request.method().equals("POST")) {
            throw new ApiError(NOT_FOUND, "UnknownOperationException", "The sandbox has no " + path);
        }
        String payload = new String(request.unpackedBody(), StandardCharsets.UTF_8);
        requireJson(payload);
        var input = JsonNodeFactory.instance
                .objectNode()
                .put("FunctionName", invoke.group(1))
                .put("InvocationType", request.header("X-Amz-Invocation-Type"))
                .put("Payload", payload);
        return new OperationCall("Invoke", input);
    }

    private static void requireJson(String payload) throws ApiError {
        try {
            if (!payload.isEmpty()) {
                var _ = JSON.readTree(payload);
            }
        } catch (JsonProcessingException e) {
            throw new ApiError(
                    BAD_REQUEST,
                    "InvalidRequestContentException",
                    "Could not parse request body into json: " + e.getOriginalMessage());
        }
    }

    @Override
    public HttpReply success(String operation, JsonNode output) {
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
