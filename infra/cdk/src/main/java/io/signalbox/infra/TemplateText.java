package io.signalbox.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A template as it is committed: the keys in alphabetical order, so that equal stacks have equal texts, and what fits on a line on
 * one line. A template that is sent to CloudFormation in a request may have 51,200 characters.
 */
final class TemplateText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 120;

    private TemplateText() {}

    static String of(String template) {
        try {
            return text(JSON.readTree(template), "") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(JsonNode node, String indent) {
        if (!node.isContainerNode()) {
            return node.toString();
        }
        String line = parts(node, indent).collect(Collectors.joining(", ", open(node), close(node)));
        if (line.length() + indent.length() <= WIDTH && !line.contains("\n")) {
            return line;
        }
        String deeper = indent + " ";
        return parts(node, deeper)
                .collect(Collectors.joining(",\n" + deeper, open(node) + "\n" + deeper, "\n" + indent + close(node)));
    }

    private static Stream<String> parts(JsonNode node, String indent) {
        if (node.isArray()) {
            return node.valueStream().map(element -> text(element, indent));
        }
        Map<String, JsonNode> ordered = new TreeMap<>();
        node.properties().forEach(property -> ordered.put(property.getKey(), property.getValue()));
        return ordered.entrySet().stream()
                .map(property -> JSON.valueToTree(property.getKey()) + ": " + text(property.getValue(), indent));
    }

    private static String open(JsonNode node) {
        return node.isArray() ? "[" : "{";
    }

    private static String close(JsonNode node) {
        return node.isArray() ? "]" : "}";
    }
}
