package io.signalbox.bench.hostile;

import io.signalbox.sandbox.world.World;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Requests to actuator-service, which has health and metrics and takes no order: all else is not found. */
final class HostileActuator implements Door {

    private static final Set<Integer> BAD = Set.of(400);
    private static final Set<Integer> UNKNOWN = Set.of(400, 404);
    private static final Set<Integer> NO_ORDER = Set.of(400, 404, 405, 413);

    private final List<Trial> trials = new ArrayList<>();
    private final URI service;

    HostileActuator(World world) {
        service = world.cell().actuator().uri();
        get("nul-in-header", "/q/health", "X-\0A: b\r\n", BAD);
        get("space-in-header", "/q/health", "X A: b\r\n", BAD);
        get("two-lengths", "/q/health", "Content-Length: 1\r\nContent-Length: 2\r\n", BAD);
        get("long-header", "/q/health", "X-A: " + "b".repeat(30_000) + "\r\n", Set.of(431));
        get("long-path", "/q/" + "a".repeat(8_000), "", Set.of(414));
        for (String path : List.of(
                "/",
                "/api/v1/services",
                "/api/v1/commands",
                "/q/dev",
                "/q/arc",
                "/q/nothing",
                "/q/../../etc/passwd",
                "/..%2f..%2fetc%2fpasswd",
                "/%00")) {
            get("path " + path, path, "", UNKNOWN);
        }
        for (String path : List.of("/q/health", "/q/metrics", "/api/v1/services/orders/override", "/")) {
            post("order at " + path, path, "{\"why\":\"a test\",\"target\":\"us-west-2\"}");
        }
        post("order without end", "/api/v1/commands", "[".repeat(30_000));
        for (HostileTls.Garbage garbage : HostileTls.garbage()) {
            trials.add(
                    new Trial("tls " + garbage.name(), () -> garbage.to(service).refused()));
        }
    }

    private void get(String name, String target, String headers, Set<Integer> allowed) {
        var request = new RawRequest(service, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
        trials.add(new Trial(name, () -> request.answered(allowed)));
    }

    /** Health and metrics answer other methods as they answer GET: what counts is that nothing moves. */
    private void post(String name, String path, String body) {
        RawRequest request = RawRequest.post(service, path, RawRequest.JSON, body);
        boolean answersAll = path.startsWith("/q/");
        trials.add(new Trial(name, () -> request.answered(answersAll ? Set.of(200, 400, 404, 405, 503) : NO_ORDER)));
    }

    @Override
    public String name() {
        return "actuator";
    }

    @Override
    public List<Trial> trials() {
        return List.copyOf(trials);
    }
}
