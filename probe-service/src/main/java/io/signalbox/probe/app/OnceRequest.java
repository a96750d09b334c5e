package io.signalbox.probe.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contract.json.Codec;
import io.signalbox.probe.once.AdHoc;
import io.signalbox.probe.once.Allowed;
import io.signalbox.probe.once.Refusal;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody wants to see made once. */
sealed interface OnceRequest {

    record Configured(Wanted wanted) implements OnceRequest {}

    record Url(AdHoc url) implements OnceRequest {}

    String ALLOWED = "{\"service\", \"site\", \"probe\"?} or {\"url\"}";
    Set<String> FIELDS = Set.of("service", "site", "probe", "url");

    /** From JSON. */
    static OnceRequest of(byte[] body, Allowed allowed) throws Refusal {
        JsonNode root = parsed(body);
        var names = root.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw new Refusal(name, "a field of this name", ALLOWED);
            }
        }
        String url = text(root, "url");
        if (url != null) {
            if (root.size() > 1) {
                throw new Refusal("url", "other fields beside it", ALLOWED);
            }
            return new Url(AdHoc.of(url, allowed));
        }
        return new Configured(new Wanted(required(root, "service"), required(root, "site"), text(root, "probe")));
    }

    /** From the command line. */
    static OnceRequest of(String text) throws Refusal {
        if (AdHoc.isOne(text)) {
            return new Url(AdHoc.of(text, Allowed.ANYWHERE));
        }
        String[] names = text.split("/", -1);
        if (names.length < 2 || names.length > 3) {
            throw new Refusal("probe", "\"" + text + "\"", "service/site, service/site/probe or a URL");
        }
        return new Configured(new Wanted(names[0], names[1], names.length == 3 ? names[2] : null));
    }

    private static JsonNode parsed(byte[] body) throws Refusal {
        try {
            JsonNode root = Codec.mapper().readTree(body);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (IOException _) {
            // Said below, like JSON of another shape.
        }
        throw new Refusal("body", body.length == 0 ? "nothing" : "something else", "JSON " + ALLOWED);
    }

    private static String required(JsonNode root, String field) throws Refusal {
        String text = text(root, field);
        if (text == null) {
            throw new Refusal(field, "nothing", ALLOWED);
        }
        return text;
    }

    private static @Nullable String text(JsonNode root, String field) throws Refusal {
        JsonNode found = root.get(field);
        if (found == null) {
            return null;
        }
        if (!found.isTextual()) {
            throw new Refusal(field, "a value that is no text", "a text");
        }
        return found.textValue();
    }
}
