package io.signalbox.sandbox.cloud.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import java.io.IOException;

/**
 * The AWS JSON protocols 1.0 and 1.1: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html.
 *
 * @param target the prefix of the operation in {@code X-Amz-Target}, with the final dot
 * @param version 1.0 or 1.1
 */
public record JsonProtocol(String target, String version) implements Protocol {

    private static final int BAD_REQUEST = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public OperationCall read(ReceivedRequest request) throws ApiError {
        String header = request.header("X-Amz-Target");
        if (!header.startsWith(target) || !request.method().equals("POST")) {
            throw new ApiError(BAD_REQUEST, "UnknownOperationException", "The sandbox has no " + header);
        }
        return new OperationCall(header.substring(target.length()), object(request.unpackedBody()));
    }

    private static JsonNode object(byte[] body) throws ApiError {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            throw new ApiError(BAD_REQUEST, "SerializationException", String.valueOf(e.getMessage()));
        }
        throw new ApiError(BAD_REQUEST, "SerializationException", "expected a JSON object");
    }

    @Override
    public HttpReply success(String operation, JsonNode output) {
        return HttpReply.of(200, "application/x-amz-json-" + version, output.toString());
    }

    @Override
    public HttpReply error(ApiError given) {
        ApiError error = CredentialErrors.inJson(given, BAD_REQUEST);
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("__type", error.code())
                .put("message", String.valueOf(error.getMessage()));
        return HttpReply.of(error.status(), "application/x-amz-json-" + version, body.toString());
    }
}
