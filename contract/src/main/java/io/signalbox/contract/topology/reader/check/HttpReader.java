package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Check.Http;
import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.contract.topology.check.HttpDetails.Redirects;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.contract.topology.reader.check.HttpExpectReader.Expectation;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import io.signalbox.contract.topology.yaml.ShownText;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an HTTP request and the expected response.
 *
 * @param hostname of the service: the host by default
 * @param allowed the addresses that probes may connect to
 */
record HttpReader(String hostname, AllowedAddresses allowed) {

    private static final Pattern PATH = Pattern.compile("/[!-~&&[^#]]{0,2047}");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]{0,4096}");
    /** Headers that the prober writes itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "expect");

    private static final List<String> WITH_BODY = List.of("POST", "PUT");
    private static final int LONGEST_BODY = 16_384;
    private static final int MOST_REDIRECTS = 10;
    private static final Duration LEAST_LATENCY = Duration.ofMillis(1);
    private static final Duration LONGEST_LATENCY = Duration.ofHours(1);

    @Nullable
    Http read(Cursor at) {
        Fields fields = at.fields(
                "version",
                "method",
                "path",
                "port",
                "secure",
                "host",
                "serverName",
                "headers",
                "body",
                "expect",
                "redirects",
                "bodyLimit",
                "maxLatency",
                "tls");
        String method = fields.optional("method", "GET", HttpReader::method);
        String path = fields.optional("path", "/", HttpReader::path);
        boolean secure = fields.optional("secure", false, Cursor::bool);
        Integer port = fields.optional("port", secure ? 443 : 80, Cursor::port);
        String host = fields.optional("host", hostname, it -> it.text(Hosts.HOST, Hosts::host));
        Map<String, String> headers = fields.optional("headers", Map.of(), HttpReader::headers);
        Expectation expect = fields.optional("expect", Expectation.SUCCESS, HttpExpectReader::read);
        HttpDetails details = fields.combined(part -> details(part, expect));
        if (!fields.isComplete()) {
            return null;
        }
        Tls tls = fields.optional(
                "tls",
                new Tls(details.serverName(host), Tls.Files.NONE, List.of()),
                it -> tls(it, details.serverName(host)));
        if (fields.has("tls") && !secure) {
            fields.at("tls").problem("expected secure: true beside it");
        }
        if (method.equals("HEAD") && expect.wantsBody()) {
            fields.at("expect").problem("expected no body with method HEAD, whose responses have none");
        }
        if (fields.has("body") && !WITH_BODY.contains(method)) {
            fields.at("body").problem("expected a body only with method " + ShownText.either(WITH_BODY));
        }
        if (fields.has("serverName") && !secure) {
            fields.at("serverName").problem("expected a server name only with secure: true");
        }
        return fields.whole(() -> new Http(
                method,
                path,
                port,
                secure,
                host,
                headers,
                expect.statuses(),
                expect.body(),
                secure ? tls : null,
                details));
    }

    /** The prober chooses the application protocol itself here. */
    private static @Nullable Tls tls(Cursor at, String serverName) {
        Fields fields = at.fields("trust", "clientCertificate", "clientKey");
        return new TlsReader(serverName).settings(fields);
    }

    private @Nullable HttpDetails details(Fields fields, Expectation expect) {
        Integer version = fields.optional("version", 1, it -> it.word(List.of(Map.entry("1", 1), Map.entry("2", 2))));
        String serverName = fields.ifPresent("serverName", it -> it.text(Hosts.NAME, Hosts::name));
        String body = fields.optional(
                "body",
                "",
                it -> it.text("a text of 1 to " + LONGEST_BODY + " characters", text -> length(text, LONGEST_BODY)));
        Redirects redirects = fields.optional("redirects", Redirects.NONE, this::redirects);
        Integer limit = fields.optional("bodyLimit", Http.BODY_LIMIT, it -> it.integer(1, HttpDetails.LARGEST_BODY));
        Duration latency = fields.ifPresent("maxLatency", it -> it.duration(LEAST_LATENCY, LONGEST_LATENCY));
        var details = new HttpDetails(
                version,
                serverName,
                body,
                expect.matches().orElse(null),
                expect.json(),
                expect.headers(),
                redirects,
                limit,
                latency);
        return fields.whole(() -> details.equals(HttpDetails.NONE) ? HttpDetails.NONE : details);
    }

    static boolean length(String text, int most) {
        return !text.isEmpty() && text.length() <= most;
    }

    private @Nullable Redirects redirects(Cursor at) {
        Fields fields = at.fields("follow", "allowHosts");
        Integer most = fields.required("follow", it -> it.integer(1, MOST_REDIRECTS));
        List<Found<String>> hosts = fields.optional(
                "allowHosts", List.of(), it -> it.eachOfSome(host -> host.text(Hosts.HOST, Hosts::host)));
        hosts.forEach(host -> AllowedAddressesReader.check(allowed, host.at(), host.value()));
        return fields.whole(
                () -> new Redirects(most, hosts.stream().map(Found::value).toList()));
    }

    private static @Nullable String method(Cursor at) {
        return at.word(List.of(
                Map.entry("GET", "GET"),
                Map.entry("HEAD", "HEAD"),
                Map.entry("OPTIONS", "OPTIONS"),
                Map.entry("POST", "POST"),
                Map.entry("PUT", "PUT")));
    }

    static @Nullable String path(Cursor at) {
        return at.text(
                "a path that begins with / and has no spaces, # or characters outside ASCII",
                text -> PATH.matcher(text).matches());
    }

    static @Nullable Map<String, String> headers(Cursor at) {
        Fields entries = at.entries();
        var headers = new LinkedHashMap<String, String>();
        var names = new HashSet<String>();
        entries.all().forEach((name, entry) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!headerName(name)) {
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
        return entries.whole(() -> headers);
    }

    static boolean headerName(String text) {
        return HEADER_NAME.matcher(text).matches();
    }
}
