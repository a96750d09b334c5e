package io.signalbox.bench.hostile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Receivers of webhooks that answer badly: each gets its notices, and no connection to one stays open for long. */
final class HostileReceivers implements Door, AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<HostileServer> servers = Behaviour.ofHttp().stream()
            .map(behaviour -> HostileServer.start("127.0.0.1", 0, behaviour))
            .toList();

    /** The notices of a service. */
    String notices() {
        return servers.stream()
                .map(server -> "      - {on: [health, move-done], webhook: {url: \"http://127.0.0.1:" + server.port()
                        + "/\"}}\n")
                .collect(Collectors.joining("", "    notify:\n", ""));
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public List<Trial> trials() {
        return servers.stream()
                .map(server ->
                        new Trial(server.behaviour().name(), () -> RepeatedCheck.until(LIMIT, () -> left(server))))
                .toList();
    }

    private static Optional<String> left(HostileServer server) {
        if (server.accepted() == 0) {
            return Optional.of("expected a notice, found no connection");
        }
        return server.open() == 0
                ? Optional.empty()
                : Optional.of("expected no open connection, found " + server.open());
    }

    @Override
    public void close() {
        servers.forEach(HostileServer::close);
    }
}
