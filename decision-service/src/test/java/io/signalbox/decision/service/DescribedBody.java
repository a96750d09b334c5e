package io.signalbox.decision.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Compares a JSON body with its schema in a description of OpenAPI 3.1. A property that is not described is a difference, too. A null
 * stands for a property that is absent: a difference where it is required.
 */
final class DescribedBody {

    private static final String REFERENCE = "#/components/schemas/";

    private final JsonNode schemas;

    /** @param description the whole document */
    DescribedBody(JsonNode description) {
        this.schemas = description.path("components").path("schemas");
    }

    /** The differences, with where they are; empty if there are none. */
    List<String> differences(JsonNode schema, JsonNode body) {
        var found = new ArrayList<String>();
        compare("$", schema, body, found);
        return found;
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.startsWith(REFERENCE)
                ? resolved(schemas.path(reference.substring(REFERENCE.length())))
                : schema;
    }

    private void compare(String at, JsonNode described, JsonNode value, List<String> found) {
        JsonNode schema = resolved(described);
        for (String choice : List.of("anyOf", "oneOf")) {
            if (schema.path(choice).isArray()) {
                choose(at, schema.path(choice), value, found);
                return;
            }
        }
        schema.path("allOf").forEach(each -> compare(at, each, value, found));
        requireType(at, schema, value, found);
        requireWord(at, schema, value, found);
        if (value.isObject() && !schema.path("allOf").isArray()) {
            compareObject(at, schema, value, found);
        } else if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                compare(at + "[" + i + "]", schema.path("items"), value.get(i), found);
            }
        }
    }

    private void choose(String at, JsonNode choices, JsonNode value, List<String> found) {
        var all = new ArrayList<String>();
        for (JsonNode choice : choices) {
            var here = new ArrayList<String>();
            compare(at, choice, value, here);
            if (here.isEmpty()) {
                return;
            }
            all.addAll(here);
        }
        found.addAll(all);
    }

    private static void requireType(String at, JsonNode schema, JsonNode value, List<String> found) {
        Set<String> allowed = (schema.path("type").isArray()
                        ? StreamSupport.stream(schema.path("type").spliterator(), false)
                        : Stream.of(schema.path("type")))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .collect(Collectors.toSet());
        if (!allowed.isEmpty() && allowed.stream().noneMatch(type -> is(type, value))) {
            found.add(at + ": expected " + allowed + ", got " + value.getNodeType());
        }
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "null" -> value.isNull();
            default -> throw new IllegalStateException("a schema has the type " + type);
        };
    }

    private static void requireWord(String at, JsonNode schema, JsonNode value, List<String> found) {
        JsonNode words = schema.path("enum");
        if (words.isArray()
                && !value.isNull()
                && StreamSupport.stream(words.spliterator(), false).noneMatch(value::equals)) {
            found.add(at + ": expected one of " + words + ", got " + value);
        }
    }

    private void compareObject(String at, JsonNode schema, JsonNode value, List<String> found) {
        JsonNode properties = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            String where = at + "." + property.getKey();
            if (property.getValue().isNull() && !required(schema).contains(property.getKey())) {
                continue;
            }
            if (properties.has(property.getKey())) {
                compare(where, properties.get(property.getKey()), property.getValue(), found);
            } else if (others.isObject()) {
                compare(where, others, property.getValue(), found);
            } else if (properties.isObject() && !others.asBoolean()) {
                found.add(where + " is not described");
            }
        }
        required(schema).stream()
                .filter(name -> !value.has(name))
                .forEach(name -> found.add(at + "." + name + " is required and missing"));
    }

    private static Set<String> required(JsonNode schema) {
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::textValue)
                .collect(Collectors.toSet());
    }
}
