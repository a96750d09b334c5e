package io.signalbox.probe.once;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contract.codec.Codec;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request for on-demand checks. */
public sealed interface OnceRequest {

    record Configured(CheckSelection wanted) implements OnceRequest {}

    record Url(UrlCheck url) implements OnceRequest {}

    String ALLOWED = "{\"service\", \"site\", \"probe\"?} or {\"url\"}";
    Set<String> FIELDS = Set.of("service", "site", "probe", "url");

    /** From JSON. */
    static OnceRequest of(byte[] body, UrlAllowList allowed) throws InvalidRequestException {
        JsonNode root = parsed(body);
        var names = root.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw new InvalidRequestException(name, "a field of this name", ALLOWED);
            }
        }
        String url = text(root, "url");
        if (url != null) {
            if (root.size() > 1) {
                throw new InvalidRequestException("url", "other fields as well", ALLOWED);
            }
            return new Url(UrlCheck.of(url, allowed));
        }
        return new Configured(
                new CheckSelection(required(root, "service"), required(root, "site"), text(root, "probe")));
    }

    /** From the command line. */
    static OnceRequest of(String text) throws InvalidRequestException {
        if (UrlCheck.isOne(text)) {
            return new Url(UrlCheck.of(text, UrlAllowList.ANYWHERE));
        }
        String[] names = text.split("/", -1);
        if (names.length < 2 || names.length > 3) {
            throw new InvalidRequestException("probe", "\"" + text + "\"", "service/site, service/site/probe or a URL");
        }
        return new Configured(new CheckSelection(names[0], names[1], names.length == 3 ? names[2] : null));
    }

    private static JsonNode parsed(byte[] body) throws InvalidRequestException {
        try {
            JsonNode root = Codec.mapper().readTree(body);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (IOException _) {
            // Throws below, as for JSON of another shape.
        }
        throw new InvalidRequestException("body", body.length == 0 ? "nothing" : "no JSON object", "JSON " + ALLOWED);
    }

    private static String required(JsonNode root, String field) throws InvalidRequestException {
        String text = text(root, field);
        if (text == null) {
            throw new InvalidRequestException(field, "nothing", ALLOWED);
        }
        return text;
    }

    private static @Nullable String text(JsonNode root, String field) throws InvalidRequestException {
        JsonNode found = root.get(field);
        if (found == null) {
            return null;
        }
        if (!found.isTextual()) {
            throw new InvalidRequestException(field, "a value that is not text", "a text");
        }
        return found.textValue();
    }
}
