package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import io.signalbox.sandbox.aws.AwsError;
import java.io.IOException;

/**
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html and its elder sibling 1.0.
 *
 * @param target what precedes the operation in {@code X-Amz-Target}, full stop included
 * @param version 1.0 or 1.1
 */
record JsonProtocol(String target, String version) implements Protocol {

    private static final int BAD_REQUEST = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Asked read(HttpExchange exchange, byte[] body) throws AwsError {
        String asked = Http.header(exchange, "X-Amz-Target");
        if (!asked.startsWith(target) || !exchange.getRequestMethod().equals("POST")) {
            throw new AwsError(BAD_REQUEST, "UnknownOperationException", "The sandbox has no " + asked);
        }
        return new Asked(asked.substring(target.length()), object(body));
    }

    private static JsonNode object(byte[] body) throws AwsError {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            throw new AwsError(BAD_REQUEST, "SerializationException", String.valueOf(e.getMessage()));
        }
        throw new AwsError(BAD_REQUEST, "SerializationException", "expected a JSON object");
    }

    @Override
    public Http.Reply success(String operation, JsonNode output) {
        return Http.Reply.of(200, "application/x-amz-json-" + version, output.toString());
    }

    @Override
    public Http.Reply error(AwsError error) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("__type", error.code())
                .put("message", String.valueOf(error.getMessage()));
        return Http.Reply.of(error.status(), "application/x-amz-json-" + version, body.toString());
    }
}
