package io.signalbox.sandbox.cloud.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The AWS query protocol: requests are forms, responses are XML. In a response, an array becomes one element per value.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 *
 * @param namespace of the responses
 * @param version the {@code Version} of requests
 */
public record QueryProtocol(String namespace, String version) implements Protocol {

    private static final int BAD_REQUEST = 400;
    private static final int SERVERS_FAULT = 500;

    /** Characters that XML does not allow. Clients reject a whole response that has one. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    @Override
    public OperationCall read(ReceivedRequest request) throws ApiError {
        JsonNode form = QueryForm.read(request.unpackedBody());
        String operation = form.path("Action").asText("");
        if (!form.path("Version").asText("").equals(version)
                || !request.method().equals("POST")) {
            throw new ApiError(
                    BAD_REQUEST,
                    "InvalidAction",
                    "Could not find operation " + operation + " for version "
                            + form.path("Version").asText());
        }
        return new OperationCall(operation, form);
    }

    @Override
    public HttpReply success(String operation, JsonNode output) {
        var body = JsonNodeFactory.instance.objectNode();
        body.set(operation + "Result", output);
        body.putObject("ResponseMetadata").put("RequestId", UUID.randomUUID().toString());
        return reply(200, operation + "Response", body);
    }

    @Override
    public HttpReply error(ApiError error) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("Error")
                .put("Type", error.status() < SERVERS_FAULT ? "Sender" : "Receiver")
                .put("Code", error.code())
                .put("Message", String.valueOf(error.getMessage()));
        body.put("RequestId", UUID.randomUUID().toString());
        return reply(error.status(), "ErrorResponse", body);
    }

    private HttpReply reply(int status, String root, JsonNode body) {
        var text = new StringBuilder("<?xml version=\"1.0\"?>\n<")
                .append(root)
                .append(" xmlns=\"")
                .append(namespace)
                .append("\">");
        body.propertyStream().forEach(member -> write(text, member));
        return HttpReply.of(
                status, "text/xml", text.append("</").append(root).append('>').toString());
    }

    private static void write(StringBuilder text, Map.Entry<String, JsonNode> member) {
        JsonNode value = member.getValue();
        if (value.isArray()) {
            value.forEach(each -> write(text, Map.entry(member.getKey(), each)));
            return;
        }
        text.append('<').append(member.getKey()).append('>');
        if (value.isObject()) {
            value.propertyStream().forEach(inner -> write(text, inner));
        } else {
            text.append(escaped(value.asText()));
        }
        text.append("</").append(member.getKey()).append('>');
    }

    private static String escaped(String value) {
        return NOT_XML.matcher(value)
                .replaceAll("\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
