package io.signalbox.probe.http;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.contract.topology.check.HttpDetails.HeaderExpectation;
import io.signalbox.contract.topology.check.HttpDetails.Redirects;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An HTTP check being put together: a GET of /healthz until told otherwise. */
final class Http {

    static final String HOST = "orders.example.com";

    private final int port;
    private String method = "GET";
    private boolean secure;
    private int version = 1;
    private Map<String, String> headers = Map.of();
    private String contains = "";
    private String body = "";
    private String serverName;
    private String matches;
    private Map<String, String> json = Map.of();
    private List<HeaderExpectation> expectedHeaders = List.of();
    private Redirects redirects = Redirects.NONE;
    private int limit = Check.Http.BODY_LIMIT;
    private Duration latency;

    Http(int port) {
        this.port = port;
    }

    Http method(String value) {
        method = value;
        return this;
    }

    Http secure() {
        secure = true;
        return this;
    }

    Http version2() {
        version = 2;
        return this;
    }

    Http header(String name, String value) {
        headers = Map.of(name, value);
        return this;
    }

    Http contains(String value) {
        contains = value;
        return this;
    }

    Http body(String value) {
        body = value;
        return this;
    }

    Http serverName(String value) {
        serverName = value;
        return this;
    }

    Http matches(String value) {
        matches = value;
        return this;
    }

    Http json(Map<String, String> value) {
        json = value;
        return this;
    }

    Http expects(String name, String text, boolean exact) {
        expectedHeaders = List.of(new HeaderExpectation(name, text, exact));
        return this;
    }

    Http follows(int most, String... hosts) {
        redirects = new Redirects(most, List.of(hosts));
        return this;
    }

    Http limit(int value) {
        limit = value;
        return this;
    }

    Http within(Duration value) {
        latency = value;
        return this;
    }

    Check.Http check() {
        return new Check.Http(
                method,
                "/healthz",
                port,
                secure,
                HOST,
                headers,
                List.of(new Check.StatusRange(200, 299)),
                contains,
                new HttpDetails(version, serverName, body, matches, json, expectedHeaders, redirects, limit, latency));
    }
}
