package io.signalbox.contract.topology.reader.check;

import com.google.re2j.PatternSyntaxException;
import io.signalbox.contract.topology.check.Check.StatusRange;
import io.signalbox.contract.topology.check.HttpDetails.HeaderExpectation;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the expectations of an HTTP response. */
final class HttpExpectReader {

    private static final String STATUS = "a status such as 200, 2xx or 200-299";
    private static final Pattern STATUS_PATTERN =
            Pattern.compile("(?<hundred>[1-5])xx|(?<from>[1-5][0-9]{2})(-(?<to>[1-5][0-9]{2}))?");
    private static final List<StatusRange> SUCCESS = List.of(new StatusRange(200, 299));
    /** RFC 6901. */
    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*){0,32}");

    private static final int LONGEST_TEXT = 1_024;

    private HttpExpectReader() {}

    /** The expected statuses, text of the body, and the rest. */
    record Expectation(
            List<StatusRange> statuses,
            String body,
            Optional<String> matches,
            Map<String, String> json,
            List<HeaderExpectation> headers) {

        static final Expectation SUCCESS =
                new Expectation(HttpExpectReader.SUCCESS, "", Optional.empty(), Map.of(), List.of());

        boolean wantsBody() {
            return !body.isEmpty() || matches.isPresent() || !json.isEmpty();
        }
    }

    static @Nullable Expectation read(Cursor at) {
        Fields fields = at.fields("status", "body", "matches", "json", "headers");
        List<StatusRange> statuses = fields.optional("status", SUCCESS, HttpExpectReader::statuses);
        String body = fields.optional("body", "", HttpExpectReader::text);
        Optional<String> matches = fields.optional("matches", Optional.empty(), HttpExpectReader::pattern);
        Map<String, String> json = fields.optional("json", Map.of(), HttpExpectReader::json);
        List<HeaderExpectation> headers = fields.optional("headers", List.of(), HttpExpectReader::headers);
        return fields.whole(() -> new Expectation(statuses, body, matches, json, headers));
    }

    private static @Nullable String text(Cursor at) {
        return at.text("a text of 1 to " + LONGEST_TEXT + " characters", text -> HttpReader.length(text, LONGEST_TEXT));
    }

    private static @Nullable Optional<String> pattern(Cursor at) {
        return at.parsed("a regular expression of 1 to " + LONGEST_TEXT + " characters in RE2's syntax", text -> {
            try {
                com.google.re2j.Pattern.compile(text);
                return HttpReader.length(text, LONGEST_TEXT) ? Optional.of(text) : null;
            } catch (PatternSyntaxException _) {
                return null;
            }
        });
    }

    private static @Nullable Map<String, String> json(Cursor at) {
        Fields entries = at.entries();
        var values = new LinkedHashMap<String, String>();
        entries.all().forEach((pointer, entry) -> {
            if (!POINTER.matcher(pointer).matches()) {
                entry.problem("expected a JSON pointer such as /status or /checks/0/ok");
            }
            String value = text(entry);
            if (value != null) {
                values.put(pointer, value);
            }
        });
        return entries.whole(() -> values);
    }

    private static @Nullable List<HeaderExpectation> headers(Cursor at) {
        Fields entries = at.entries();
        var headers = new ArrayList<HeaderExpectation>();
        entries.all().forEach((name, entry) -> {
            if (!HttpReader.headerName(name)) {
                entry.problem("expected a header's name of letters, digits and '-'");
            }
            HeaderExpectation header = entry.isMap() ? header(name, entry) : exact(name, entry);
            if (header != null) {
                headers.add(header);
            }
        });
        return entries.whole(() -> headers);
    }

    private static @Nullable HeaderExpectation header(String name, Cursor at) {
        Fields fields = at.fields("contains");
        String part = fields.required("contains", HttpExpectReader::text);
        return fields.whole(() -> new HeaderExpectation(name, part, false));
    }

    private static @Nullable HeaderExpectation exact(String name, Cursor at) {
        String value = text(at);
        return value == null ? null : new HeaderExpectation(name, value, true);
    }

    private static @Nullable List<StatusRange> statuses(Cursor at) {
        if (at.isList()) {
            return at.valuesOfSome(HttpExpectReader::status);
        }
        StatusRange only = status(at);
        return only == null ? null : SUCCESS.contains(only) ? SUCCESS : List.of(only);
    }

    private static @Nullable StatusRange status(Cursor at) {
        return at.parsed(STATUS, HttpExpectReader::statusRange);
    }

    private static @Nullable StatusRange statusRange(String text) {
        var matcher = STATUS_PATTERN.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        if (matcher.group("hundred") != null) {
            int hundred = Integer.parseInt(matcher.group("hundred")) * 100;
            return new StatusRange(hundred, hundred + 99);
        }
        int from = Integer.parseInt(matcher.group("from"));
        int to = matcher.group("to") == null ? from : Integer.parseInt(matcher.group("to"));
        return from <= to ? new StatusRange(from, to) : null;
    }
}
