package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import io.signalbox.sandbox.aws.AwsError;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html: a form asks and XML answers. In an answer an array becomes
 * one element for each of its values.
 *
 * @param namespace of the answers
 * @param version what requests name as {@code Version}
 */
record QueryProtocol(String namespace, String version) implements Protocol {

    private static final int BAD_REQUEST = 400;
    private static final int SERVERS_FAULT = 500;

    /** Whatever a document may not hold, or its reader takes the whole answer for a broken one. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    @Override
    public Asked read(HttpExchange exchange, byte[] body) throws AwsError {
        JsonNode form = QueryForm.read(body);
        String operation = form.path("Action").asText("");
        if (!form.path("Version").asText("").equals(version)
                || !exchange.getRequestMethod().equals("POST")) {
            throw new AwsError(
                    BAD_REQUEST,
                    "InvalidAction",
                    "Could not find operation " + operation + " for version "
                            + form.path("Version").asText());
        }
        return new Asked(operation, form);
    }

    @Override
    public Http.Reply success(String operation, JsonNode output) {
        var body = JsonNodeFactory.instance.objectNode();
        body.set(operation + "Result", output);
        body.putObject("ResponseMetadata").put("RequestId", UUID.randomUUID().toString());
        return reply(200, operation + "Response", body);
    }

    @Override
    public Http.Reply error(AwsError error) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("Error")
                .put("Type", error.status() < SERVERS_FAULT ? "Sender" : "Receiver")
                .put("Code", error.code())
                .put("Message", String.valueOf(error.getMessage()));
        body.put("RequestId", UUID.randomUUID().toString());
        return reply(error.status(), "ErrorResponse", body);
    }

    private Http.Reply reply(int status, String root, JsonNode body) {
        var text = new StringBuilder("<?xml version=\"1.0\"?>\n<")
                .append(root)
                .append(" xmlns=\"")
                .append(namespace)
                .append("\">");
        body.propertyStream().forEach(member -> write(text, member));
        return Http.Reply.of(
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
