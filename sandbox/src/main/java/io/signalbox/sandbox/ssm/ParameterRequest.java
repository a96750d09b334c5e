package io.signalbox.sandbox.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.signalbox.sandbox.aws.AwsError;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request, understood. @param region from the signature */
record ParameterRequest(ParameterOperation operation, String accessKey, String region, JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BAD_REQUEST = 400;
    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html */
    private static final Pattern SIGNED = Pattern.compile(
            "AWS4-HMAC-SHA256 .*Credential=([^/,\\s]+)/[0-9]{8}/([^/,]+)/ssm/aws4_request.*Signature=.+");

    static ParameterRequest read(HttpExchange exchange) throws IOException, AwsError {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String target = header(exchange, "X-Amz-Target");
        Optional<ParameterOperation> operation = ParameterOperation.of(target);
        if (operation.isEmpty() || !exchange.getRequestMethod().equals("POST")) {
            throw new AwsError(BAD_REQUEST, "UnknownOperationException", "The sandbox has no " + target);
        }
        Matcher signed = SIGNED.matcher(header(exchange, "Authorization"));
        if (!signed.matches()) {
            throw new AwsError(BAD_REQUEST, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        return new ParameterRequest(operation.get(), signed.group(1), signed.group(2), json(body));
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static JsonNode json(byte[] body) throws AwsError {
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

    /** Empty where there is none. */
    String name() {
        return body.path("Name").asText("");
    }

    @Nullable
    String text(String member) {
        return body.path(member).isTextual() ? body.path(member).textValue() : null;
    }

    boolean flag(String member) {
        return body.path(member).asBoolean(false);
    }
}
