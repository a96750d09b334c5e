package io.signalbox.contract.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/q/health/ready", 503, "{\"status\": \"DOWN\"}");
        answer("/q/health/live", 200, "{\"status\": \"UP\"}");
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void aServiceThatIsNotReadyFailsWithItsOwnWords() {
        assertThat(run(portOfService(), "health")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("{\"status\": \"DOWN\"}");
    }

    @Test
    void aServiceCanBeLiveThoughItIsNotReady() {
        assertThat(run(portOfService(), "health", "live")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("{\"status\": \"UP\"}");
    }

    @Test
    void theManagementPortComesFirst() {
        var environment = Map.of(
                "SIGNALBOX_MANAGEMENT_PORT", port(),
                "QUARKUS_HTTP_PORT", "1",
                "SIGNALBOX_TLS", "/no/such/folder");

        assertThat(run(environment, "health", "live")).isZero();
    }

    @Test
    void noServiceIsAFailure() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThat(run(Map.of("QUARKUS_HTTP_PORT", String.valueOf(free)), "health"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no answer about ready");
    }

    @Test
    void aWrongPortSaysWhatIsAllowed() {
        assertThat(run(Map.of("QUARKUS_HTTP_PORT", "http"), "health")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("QUARKUS_HTTP_PORT: expected a port from 1 to 65535, got \"http\"");
    }

    @Test
    void anUnknownKindSaysWhatIsAllowed() {
        assertThat(run(portOfService(), "health", "well")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("one of [ready, live]");
    }

    private int run(Map<String, String> environment, String... arguments) {
        return new HealthCommand(new PrintStream(out, true), new PrintStream(err, true), environment, 1).run(arguments);
    }

    private Map<String, String> portOfService() {
        return Map.of("QUARKUS_HTTP_PORT", port());
    }

    private String port() {
        return String.valueOf(service.getAddress().getPort());
    }

    private void answer(String path, int status, String body) {
        service.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
