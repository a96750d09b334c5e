package io.signalbox.sandbox.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.sandbox.process.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoSiteTest {

    private static final String ADDRESS = "127.0.10.41";
    private static final String ONE = "127.0.30.41";
    private static final String OTHER = "127.0.30.42";
    private static final int SHORT_MILLIS = 300;
    private static final int LONG_MILLIS = 20_000;

    private int port;
    private DemoSite site;

    @BeforeEach
    void start() {
        port = Ports.freeOn(List.of(ADDRESS));
        site = DemoSite.start("us-east-1", ADDRESS, port);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void namesItselfAndIsWell() throws IOException {
        assertThat(get("/", ONE, LONG_MILLIS)).startsWith("HTTP/1.1 200 OK").contains("<h1>us-east-1</h1>");
        assertThat(get("/healthz", ONE, LONG_MILLIS))
                .startsWith("HTTP/1.1 200 OK")
                .endsWith("ok\n");
    }

    @Test
    void failsWithAStatus() throws IOException {
        site.become(SiteMode.ERROR);
        assertThat(get("/healthz", ONE, LONG_MILLIS)).startsWith("HTTP/1.1 500");
    }

    @Test
    void refusesConnectionsAndComesBackOnTheSamePort() throws IOException {
        get("/healthz", ONE, LONG_MILLIS);
        site.become(SiteMode.REFUSE);
        assertThatThrownBy(() -> get("/healthz", ONE, LONG_MILLIS)).isInstanceOf(ConnectException.class);
        site.become(SiteMode.UP);
        assertThat(get("/healthz", ONE, LONG_MILLIS)).endsWith("ok\n");
    }

    @Test
    void swallowsPacketsAndComesBack() throws IOException {
        site.become(SiteMode.BLACKHOLE);
        assertThatThrownBy(() -> get("/healthz", ONE, SHORT_MILLIS))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("onnect timed out");
        site.become(SiteMode.UP);
        assertThat(get("/healthz", ONE, LONG_MILLIS)).endsWith("ok\n");
    }

    @Test
    void acceptsAndNeverAnswers() {
        site.become(SiteMode.HANG);
        assertThatThrownBy(() -> get("/healthz", ONE, SHORT_MILLIS))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("Read timed out");
    }

    @Test
    void answersLate() throws IOException {
        site.become(SiteMode.slow(Duration.ofMillis(SHORT_MILLIS)));
        long begin = System.nanoTime();
        assertThat(get("/healthz", ONE, LONG_MILLIS)).endsWith("ok\n");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(SHORT_MILLIS));
    }

    @Test
    void isCutOffFromOneSourceAndNotFromAnother() throws IOException {
        site.block(ONE);
        assertThatThrownBy(() -> get("/healthz", ONE, SHORT_MILLIS)).isInstanceOf(SocketTimeoutException.class);
        assertThat(get("/healthz", OTHER, LONG_MILLIS)).endsWith("ok\n");
        site.become(SiteMode.REFUSE);
        site.become(SiteMode.UP);
        assertThatThrownBy(() -> get("/healthz", ONE, SHORT_MILLIS)).isInstanceOf(SocketTimeoutException.class);
        site.unblock(ONE);
        assertThat(get("/healthz", ONE, LONG_MILLIS)).endsWith("ok\n");
    }

    @Test
    void aReferenceIsCutOffFromOneSourceToo() throws IOException {
        int referencePort = Ports.freeOn(List.of(ADDRESS));
        try (var reference = ReferenceServer.start(ADDRESS, referencePort)) {
            reference.block(ONE);
            assertThatThrownBy(() -> connect(ONE, referencePort, SHORT_MILLIS).close())
                    .isInstanceOf(SocketTimeoutException.class);
            try (var connection = connect(OTHER, referencePort, LONG_MILLIS)) {
                assertThat(connection.isConnected()).isTrue();
            }
            reference.unblock(ONE);
            try (var connection = connect(ONE, referencePort, LONG_MILLIS)) {
                assertThat(connection.isConnected()).isTrue();
            }
        }
    }

    @Test
    void servesManyRequestsOnOneConnection() throws IOException {
        try (var connection = connect(ONE, port, LONG_MILLIS)) {
            connection.setSoTimeout(LONG_MILLIS);
            for (int i = 0; i < 3; i++) {
                connection
                        .getOutputStream()
                        .write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                var answer = new StringBuilder();
                while (!answer.toString().endsWith("ok\n")) {
                    answer.append((char) connection.getInputStream().read());
                }
                assertThat(answer.toString()).startsWith("HTTP/1.1 200 OK");
            }
        }
    }

    private String get(String path, String source, int millis) throws IOException {
        try (var connection = connect(source, port, millis)) {
            connection.setSoTimeout(millis);
            connection
                    .getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Socket connect(String source, int port, int millis) throws IOException {
        var socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(new InetSocketAddress(ADDRESS, port), millis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
