package io.signalbox.contract.health;

import java.io.IOException;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code health [ready|live]}: asks the service that runs with the same environment on this host whether it is ready. It starts
 * nothing of the service. Images use it as their health check, so they contain no other HTTP client.
 */
public final class HealthCommand {

    public static final String HEALTH = "health";

    private static final List<String> KINDS = List.of("ready", "live");
    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final int defaultPort;

    /** @param defaultPort the service's port where {@code QUARKUS_HTTP_PORT} is not set */
    public HealthCommand(PrintStream out, PrintStream err, Map<String, String> environment, int defaultPort) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.defaultPort = defaultPort;
    }

    /** @return the exit code: 0 passed, 1 failed or no answer, 2 wrong usage */
    public int run(String... arguments) {
        String kind = arguments.length == 1 ? KINDS.getFirst() : arguments[1];
        if (arguments.length > 2 || !KINDS.contains(kind)) {
            err.println("expected: health [KIND], one of " + KINDS);
            return USAGE;
        }
        try {
            HealthResponse response = endpoint().get("/q/health/" + kind);
            (response.passed() ? out : err).println(response.body());
            return response.passed() ? PASSED : FAILED;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            err.println("no answer about " + kind + ": " + e.getMessage());
            return FAILED;
        }
    }

    /** A management port has no TLS. */
    private HealthEndpoint endpoint() {
        Optional<Integer> management = port("SIGNALBOX_MANAGEMENT_PORT");
        if (management.isPresent()) {
            return new HealthEndpoint(management.get(), Optional.empty());
        }
        return new HealthEndpoint(port("QUARKUS_HTTP_PORT").orElse(defaultPort), variable("SIGNALBOX_TLS"));
    }

    private Optional<Integer> port(String name) {
        return variable(name).map(text -> {
            if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > 65_535) {
                throw new IllegalArgumentException(name + ": expected a port from 1 to 65535, got \"" + text + '"');
            }
            return Integer.parseInt(text);
        });
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }
}
