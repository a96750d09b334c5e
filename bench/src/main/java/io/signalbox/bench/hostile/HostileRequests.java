package io.signalbox.bench.hostile;

import io.signalbox.sandbox.world.World;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Requests to decision-service that violate HTTP, exceed the limits of the API, or have no valid token: each gets its
 * error.
 */
final class HostileRequests implements Door {

    private static final String JSON = RawRequest.JSON;
    private static final Set<Integer> BAD = Set.of(400);
    private static final Set<Integer> UNKNOWN = Set.of(400, 404);

    private final World world;
    private final List<Trial> trials = new ArrayList<>();

    HostileRequests(World world) {
        this.world = world;
        heads();
        bodies();
        parameters();
        strangers();
        for (HostileTls.Garbage garbage : HostileTls.garbage()) {
            trials.add(new Trial(
                    "tls " + garbage.name(), () -> garbage.to(service()).refused()));
        }
    }

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public List<Trial> trials() {
        return List.copyOf(trials);
    }

    private void heads() {
        String get = "GET /api/v1/services HTTP/1.1\r\n";
        head("nul-in-header", get + "X-\0A: b\r\n", BAD);
        head("space-in-header", get + "X A: b\r\n", BAD);
        head("control-in-value", get + "X-A: a\u0001b\r\n", BAD);
        head("no-colon", get + "X-A\r\n", BAD);
        head("two-lengths", get + "Content-Length: 1\r\nContent-Length: 2\r\n", BAD);
        head("negative-length", get + "Content-Length: -1\r\n", BAD);
        head("length-of-words", get + "Content-Length: many\r\n", BAD);
        // RFC 9112 lets a server follow the chunks alone.
        trial(
                "length-and-chunks",
                get + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\nHost: localhost\r\n" + token()
                        + "\r\n0\r\n\r\n",
                Set.of(200, 400));
        head("long-header", get + "X-A: " + "b".repeat(20_000) + "\r\n", Set.of(431));
        head("many-headers", get + "X-A: b\r\n".repeat(5_000), Set.of(431));
        head("long-path", "GET /api/v1/services/" + "a".repeat(8_000) + " HTTP/1.1\r\n", Set.of(414));
        head("no-such-version", "GET /api/v1/services HTTP/9.9\r\n", Set.of(400, 501, 505));
        head("no-such-method", "BREAK /api/v1/services HTTP/1.1\r\n", Set.of(400, 404, 405, 501));
        head("trace", "TRACE /api/v1/services HTTP/1.1\r\n", Set.of(400, 404, 405, 501));
        head("other-method", "PUT /api/v1/services HTTP/1.1\r\nContent-Length: 0\r\n", Set.of(405));
        for (String path : List.of(
                "/api/v1/../../etc/passwd",
                "/api/v1/services/..%2f..%2fetc%2fpasswd",
                "/api/v1/services/%00",
                "/api/v1/services/orders%0d%0aX-A:b",
                "/api/v1/services/%ff%fe",
                "/api/v1/services/%",
                "/api/v1/services/ORDERS",
                "/api/v1/services/" + "a".repeat(64),
                "/api/v1/nothing",
                "/q/nothing")) {
            head("path " + path, "GET " + path + " HTTP/1.1\r\n", UNKNOWN);
        }
    }

    /** @param head without Host, token and the empty line */
    private void head(String name, String head, Set<Integer> allowed) {
        trial(name, head + "Host: localhost\r\n" + token() + "\r\n", allowed);
    }

    private String token() {
        return RawRequest.bearer(world.operator().token());
    }

    private void bodies() {
        for (String body : List.of(
                "",
                "{",
                "null",
                "7",
                "[]",
                "{}",
                "{\"why\":null}",
                "{\"why\":\"\"}",
                "{\"why\":7}",
                "{\"why\":\"" + "a".repeat(1_001) + "\"}",
                "{\"why\":\"a\\nERROR forged\"}",
                "{\"why\":\"a\\u001b[2J\"}",
                "{\"why\":\"a test\",\"why\":\"twice\"}",
                "{\"why\":\"a test\",\"other\":1}",
                "{\"why\":\"a test\",\"for\":\"PT2562047788015215H\"}",
                "{\"why\":\"a test\",\"for\":\"-PT1H\"}",
                "{\"why\":\"a test\",\"for\":1e1000000000}",
                "{\"why\":\"a test\",\"until\":\"+1000000000-12-31T23:59:59Z\"}",
                "[".repeat(30_000),
                "{\"why\":\"a test\",\"for\":" + "9".repeat(30_000) + "}")) {
            order("freeze", "body " + shortened(body), body, JSON, BAD);
        }
        order("freeze", "body too large", "{\"why\":\"" + "a".repeat(100_000) + "\"}", JSON, Set.of(413));
        order("freeze", "other type", "<why/>", "Content-Type: text/xml\r\n", Set.of(415));
        order("freeze", "a form", "why=a", "Content-Type: application/x-www-form-urlencoded\r\n", Set.of(415));
        order("override", "unknown site", "{\"why\":\"a test\",\"target\":\"nowhere\"}", JSON, Set.of(400, 409));
        order("override", "a site's address", "{\"why\":\"a test\",\"target\":\"203.0.113.66\"}", JSON, BAD);
        order(
                "override",
                "stale version",
                "{\"why\":\"a test\",\"target\":\"us-west-2\"}",
                JSON + "If-Match: \"0\"\r\n",
                Set.of(412));
        order("drill/start", "unknown drill", "{\"why\":\"a test\",\"name\":\"Fire Drill\"}", JSON, BAD);
        order("approve", "nothing to approve", "{\"why\":\"a test\"}", JSON, Set.of(409));
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private void order(String action, String name, String body, String headers, Set<Integer> allowed) {
        String head = "POST /api/v1/services/" + world.service() + "/" + action + " HTTP/1.1\r\nHost: localhost\r\n"
                + token() + headers + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n";
        trial(action + ", " + name, head + body, allowed);
    }

    private void parameters() {
        for (String query : List.of(
                "journal?before=x",
                "journal?before=-1",
                "journal?limit=99999999999999999999",
                "journal?kind=A%20B",
                "journal?since=2026",
                "services?limit=2147483648",
                "services?limit=-1",
                "services?after=A%0AB",
                "services?verdict=up",
                "services?phase=%00")) {
            head(query, "GET /api/v1/" + query + " HTTP/1.1\r\n", BAD);
        }
    }

    /** Each from an address of its own: after some failed logins an address has to wait. */
    private void strangers() {
        List<String> tokens = List.of(
                "",
                "Authorization: Bearer\r\n",
                "Authorization: Bearer wrong\r\n",
                "Authorization: Basic ZGVtbzpkZW1v\r\n",
                "Authorization: Bearer " + "a".repeat(4_000) + "\r\n",
                "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJkZW1vIn0.\r\n",
                "Cookie: token=" + world.operator().token() + "\r\n");
        for (int i = 0; i < tokens.size(); i++) {
            var from = InetAddress.ofLiteral("127.0.62." + (i + 1));
            String text = "POST /api/v1/services/" + world.service() + "/freeze HTTP/1.1\r\nHost: localhost\r\n"
                    + tokens.get(i) + JSON + "Content-Length: 16\r\n\r\n{\"why\":\"a test\"}";
            var request = new RawRequest(service(), from, text.getBytes(StandardCharsets.ISO_8859_1));
            trials.add(new Trial("stranger " + i, () -> request.answered(Set.of(401))));
        }
    }

    private void trial(String name, String request, Set<Integer> allowed) {
        var raw = new RawRequest(service(), request);
        trials.add(new Trial(name, () -> raw.answered(allowed)));
    }

    private URI service() {
        return world.cell().decision().uri();
    }
}
