package io.signalbox.bench.hostile;

import io.signalbox.bench.hostile.HostileTls.Garbage;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.world.World;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Requests to probe-service that break HTTP, name what there is not, or come from nobody: heartbeats, checks on demand, the live view. */
final class HostileProber implements Door {

    private static final String ONCE = "/api/v1/probes";
    private static final Set<Integer> BAD = Set.of(400);
    private static final Set<Integer> UNKNOWN = Set.of(400, 403, 404);
    private static final Set<Integer> NOBODY = Set.of(401, 403);

    private final List<Trial> trials = new ArrayList<>();
    private final URI service;
    private final String token;

    HostileProber(World world) {
        ServiceProcess process = world.vantages().getFirst().process();
        service = process.uri();
        token = RawRequest.bearer(world.operator().token());
        heads();
        heartbeats();
        once();
        live();
        strangers(world);
        for (Garbage garbage : HostileTls.garbage()) {
            trials.add(
                    new Trial("tls " + garbage.name(), () -> garbage.to(service).refused()));
        }
    }

    @Override
    public String name() {
        return "prober";
    }

    @Override
    public List<Trial> trials() {
        return List.copyOf(trials);
    }

    private void add(String name, RawRequest request, Set<Integer> allowed) {
        trials.add(new Trial(name, () -> request.answered(allowed)));
    }

    private void get(String name, String target, String headers, Set<Integer> allowed) {
        add(
                name,
                new RawRequest(service, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n"),
                allowed);
    }

    private void heads() {
        get("nul-in-header", "/api/v1/checks", token + "X-\0A: b\r\n", BAD);
        get("two-lengths", "/api/v1/checks", token + "Content-Length: 1\r\nContent-Length: 2\r\n", BAD);
        get("long-header", "/api/v1/checks", token + "X-A: " + "b".repeat(30_000) + "\r\n", Set.of(431));
        get("long-path", "/api/v1/checks/" + "a".repeat(8_000), token, Set.of(414));
        get("passwd", "/api/v1/../../etc/passwd", token, UNKNOWN);
        get("escaped-passwd", "/api/v1/checks/..%2f..%2fetc%2fpasswd", token, UNKNOWN);
    }

    private void heartbeats() {
        for (String job : List.of(
                "orders/us-east-1/nothing",
                "nothing/us-east-1/job",
                "ORDERS/us-east-1/job",
                "orders%00/us-east-1/job",
                "orders%0d%0aX-A:b/us-east-1/job",
                "..%2f..%2fetc/us-east-1/passwd",
                "a".repeat(200) + "/us-east-1/job")) {
            add("heartbeat " + job, RawRequest.post(service, "/api/v1/heartbeats/" + job, token, ""), UNKNOWN);
        }
        add(
                "heartbeat with a body too large",
                RawRequest.post(service, "/api/v1/heartbeats/orders/us-east-1/nothing", token, "x".repeat(100_000)),
                Set.of(404, 413));
        get("heartbeat by GET", "/api/v1/heartbeats/orders/us-east-1/job", token, Set.of(404, 405));
    }

    private void once() {
        for (String body : List.of(
                "",
                "{",
                "null",
                "7",
                "[]",
                "{}",
                "{\"service\":7}",
                "{\"service\":\"A B\"}",
                "{\"url\":\"http://169.254.169.254/latest/meta-data\"}",
                "{\"url\":\"file:///etc/passwd\"}",
                "{\"url\":\"http://a b\"}",
                "{\"url\":\"gopher://127.0.0.1\"}",
                "{\"other\":1}",
                "{\"service\":\"orders\",\"service\":\"twice\"}",
                "[".repeat(3_000))) {
            String name = body.length() > 60 ? body.substring(0, 60) + "…" : body;
            add("once " + name, RawRequest.post(service, ONCE, token + RawRequest.JSON, body), UNKNOWN);
        }
        add(
                "once, body too large",
                RawRequest.post(
                        service, ONCE, token + RawRequest.JSON, "{\"service\":\"" + "a".repeat(100_000) + "\"}"),
                Set.of(413));
    }

    private void live() {
        for (String query :
                List.of("limit=-1", "limit=99999999999999999999", "other=1", "failing=perhaps", "offset=-1")) {
            get("live " + query, "/api/v1/checks?" + query, token, BAD);
        }
    }

    /** Each from an address of its own: after some failed logins an address has to wait. */
    private void strangers(World world) {
        List<String> tokens = List.of(
                "",
                "Authorization: Bearer\r\n",
                "Authorization: Bearer wrong\r\n",
                "Authorization: Basic ZGVtbzpkZW1v\r\n",
                "Cookie: token=" + world.operator().token() + "\r\n");
        for (int i = 0; i < tokens.size(); i++) {
            var from = InetAddress.ofLiteral("127.0.63." + (i + 1));
            for (String path : List.of(ONCE, "/api/v1/heartbeats/orders/us-east-1/job")) {
                byte[] request = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + tokens.get(i)
                                + "Content-Length: 2\r\n\r\n{}")
                        .getBytes(StandardCharsets.US_ASCII);
                add("stranger " + i + " " + path, new RawRequest(service, from, request), NOBODY);
            }
        }
    }
}
