package io.signalbox.sandbox.cloud.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;

/** Converts the form {@code A=1&B.member.1.C=2} to the tree {@code {"A":"1","B":[{"C":"2"}]}}. */
final class QueryForm {

    private static final Pattern INDEX = Pattern.compile("[0-9]{1,6}");
    /** Markers between the name of a list and the index of a value. */
    private static final Set<String> MARKS = Set.of("member", "entry", "Filter");

    private QueryForm() {}

    static JsonNode read(byte[] body) {
        var root = JsonNodeFactory.instance.objectNode();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                put(root, decoded(pair.substring(0, equals)).split("\\.", -1), decoded(pair.substring(equals + 1)));
            }
        }
        return lists(root);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode root, String[] path, String value) {
        ObjectNode at = root;
        for (int i = 0; i < path.length - 1; i++) {
            at = at.get(path[i]) instanceof ObjectNode inner ? inner : at.putObject(path[i]);
        }
        at.put(path[path.length - 1], value);
    }

    private static JsonNode lists(JsonNode node) {
        if (!(node instanceof ObjectNode object) || object.isEmpty()) {
            return node;
        }
        if (object.size() == 1 && MARKS.contains(object.fieldNames().next())) {
            return lists(object.elements().next());
        }
        if (object.propertyStream()
                .allMatch(each -> INDEX.matcher(each.getKey()).matches())) {
            var list = JsonNodeFactory.instance.arrayNode();
            object.propertyStream()
                    .sorted(Comparator.comparing(each -> Integer.valueOf(each.getKey())))
                    .forEach(each -> list.add(lists(each.getValue())));
            return list;
        }
        var compact = JsonNodeFactory.instance.objectNode();
        object.propertyStream().forEach(each -> compact.set(each.getKey(), lists(each.getValue())));
        return compact;
    }
}
