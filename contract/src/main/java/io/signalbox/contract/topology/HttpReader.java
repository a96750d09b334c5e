package io.signalbox.contract.topology;

import io.signalbox.contract.topology.Check.Http;
import io.signalbox.contract.topology.Check.StatusRange;
import io.signalbox.contract.topology.Cursor.Found;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is asked for over HTTP, and what is expected. @param hostname of the service: what is asked for unless told otherwise */
record HttpReader(String hostname) {

    private static final Pattern PATH = Pattern.compile("/[!-~&&[^#]]{0,2047}");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]{0,4096}");
    /** What the prober writes itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "expect");

    private static final String STATUS = "a status such as 200, 2xx or 200-299";
    private static final Pattern STATUS_PATTERN =
            Pattern.compile("(?<hundred>[1-5])xx|(?<from>[1-5][0-9]{2})(-(?<to>[1-5][0-9]{2}))?");
    private static final List<StatusRange> SUCCESS = List.of(new StatusRange(200, 299));
    private static final int LONGEST_BODY = 1_024;

    @Nullable
    Http read(Cursor at) {
        Fields fields = at.fields("method", "path", "port", "secure", "host", "headers", "expect", "tls");
        if (fields == null) {
            return null;
        }
        String method = fields.optional("method", "GET", HttpReader::method);
        String path = fields.optional("path", "/", HttpReader::path);
        Boolean secure = fields.optional("secure", false, Cursor::bool);
        Integer port = fields.optional("port", secure != null && secure ? 443 : 80, CheckReader::port);
        String host = fields.optional("host", hostname, it -> it.text(Hosts.HOST, Hosts::host));
        Map<String, String> headers = fields.optional("headers", Map.of(), HttpReader::headers);
        Expectation expect = fields.optional("expect", new Expectation(SUCCESS, ""), HttpReader::expectation);
        if (method == null
                || path == null
                || secure == null
                || port == null
                || host == null
                || headers == null
                || expect == null) {
            return null;
        }
        Tls tls = fields.optional("tls", new Tls(host, Tls.Files.NONE, List.of()), it -> tls(it, host));
        if (fields.has("tls") && !secure) {
            fields.at("tls").problem("expected secure: true beside it");
        }
        if (tls == null) {
            return null;
        }
        if (method.equals("HEAD") && !expect.body().isEmpty()) {
            fields.at("expect").problem("expected no body with method HEAD, whose responses have none");
        }
        return new Http(
                method, path, port, secure, host, headers, expect.statuses(), expect.body(), secure ? tls : null);
    }

    /** Which application protocol is spoken is the prober's own choice here. */
    private static @Nullable Tls tls(Cursor at, String host) {
        Fields fields = at.fields("serverName", "trust", "clientCertificate", "clientKey");
        return fields == null ? null : new TlsReader(host).settings(fields);
    }

    private static @Nullable String method(Cursor at) {
        return at.word(List.of(
                Map.entry("GET", "GET"),
                Map.entry("HEAD", "HEAD"),
                Map.entry("OPTIONS", "OPTIONS"),
                Map.entry("POST", "POST")));
    }

    static @Nullable String path(Cursor at) {
        return at.text(
                "a path that begins with / and has no spaces, # or characters outside ASCII",
                text -> PATH.matcher(text).matches());
    }

    static @Nullable Map<String, String> headers(Cursor at) {
        Fields entries = at.entries();
        if (entries == null) {
            return null;
        }
        var headers = new LinkedHashMap<String, String>();
        var names = new HashSet<String>();
        entries.all().forEach((name, entry) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!HEADER_NAME.matcher(name).matches()) {
                entry.problem("expected a header's name of letters, digits and '-'");
            } else if (OWN_HEADERS.contains(lower)) {
                entry.problem("expected another header, this one is set by the prober"
                        + (lower.equals("host") ? ": use the key host of http" : ""));
            } else if (!names.add(lower)) {
                entry.problem("given twice, names of headers do not depend on case");
            }
            String value = entry.text(
                    "a text of printable ASCII characters",
                    text -> HEADER_VALUE.matcher(text).matches());
            if (value != null) {
                headers.put(name, value);
            }
        });
        return headers;
    }

    private record Expectation(List<StatusRange> statuses, String body) {}

    private static @Nullable Expectation expectation(Cursor at) {
        Fields fields = at.fields("status", "body");
        if (fields == null) {
            return null;
        }
        List<StatusRange> statuses = fields.optional("status", SUCCESS, HttpReader::statuses);
        String body = fields.optional(
                "body",
                "",
                it -> it.text(
                        "a text of 1 to " + LONGEST_BODY + " characters",
                        text -> !text.isEmpty() && text.length() <= LONGEST_BODY));
        return statuses == null || body == null ? null : new Expectation(statuses, body);
    }

    private static @Nullable List<StatusRange> statuses(Cursor at) {
        if (at.isList()) {
            List<Found<StatusRange>> ranges = at.eachOfSome(HttpReader::status);
            return ranges == null ? null : ranges.stream().map(Found::value).toList();
        }
        StatusRange only = status(at);
        return only == null ? null : List.of(only);
    }

    private static @Nullable StatusRange status(Cursor at) {
        return at.parsed(STATUS, HttpReader::statusRange);
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
