package io.signalbox.actuator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.http.JudgedHttp.Body;
import io.signalbox.actuator.http.JudgedHttp.Response;
import io.signalbox.contract.topology.check.AddressRange;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgedHttpTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress METADATA = InetAddress.ofLiteral("169.254.169.254");
    private static final InetAddress LINK = InetAddress.ofLiteral("169.254.171.7");
    private static final SSLSocketFactory TLS = (SSLSocketFactory) SSLSocketFactory.getDefault();

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private volatile String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    JudgedHttpTest() throws IOException {
        server = new ServerSocket(0, 8, LOOPBACK);
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                requests.add(head(socket.getInputStream()));
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf("\r\n\r\n") < 0) {
            read.append((char) in.read());
        }
        return read.toString();
    }

    private Response ask(JudgedHttp http, String host, String path) throws ActionFailedException {
        var uri = URI.create("http://" + host + ":" + server.getLocalPort() + path);
        var call = new HttpCall("GET", uri, Map.of("Accept", "text/plain"), new byte[0]);
        return http.send(call, TLS, Body.WANTED, "it", new ActionAttempt(1, Deadline.after(ActionAttempt.LIMIT)));
    }

    private Response ask() throws ActionFailedException {
        try (var http = new JudgedHttp(() -> AllowedAddresses.NONE)) {
            return ask(http, "127.0.0.1", "");
        }
    }

    /** The second answer is what a name server gives whose owner wants to lead the connection elsewhere. */
    @Test
    void aNameIsLookedUpOnceAndTheJudgedAddressIsTheOneConnectedTo() throws Exception {
        var lookUps = new AtomicInteger();
        try (var http = new JudgedHttp(() -> AllowedAddresses.NONE, _ ->
                new InetAddress[] {lookUps.getAndIncrement() == 0 ? LOOPBACK : METADATA})) {
            assertThat(ask(http, "hooks.example.com", "/a?b=c")).isEqualTo(new Response(200, "ok"));

            assertThat(lookUps).hasValue(1);
            assertThat(requests.getFirst())
                    .startsWith("GET /a?b=c HTTP/1.1\r\nHost: hooks.example.com:" + server.getLocalPort() + "\r\n")
                    .contains("\r\nAccept: text/plain\r\n", "\r\nConnection: close\r\n");
            assertThatThrownBy(() -> ask(http, "hooks.example.com", "/")).hasMessage("it is at 169.254.169.254");
            assertThat(requests).hasSize(1);
        }
    }

    @Test
    void oneRefusedAddressOfANameRefusesIt() {
        try (var http = new JudgedHttp(() -> AllowedAddresses.NONE, _ -> new InetAddress[] {LOOPBACK, METADATA})) {
            assertThatThrownBy(() -> ask(http, "hooks.example.com", "/"))
                    .isInstanceOfSatisfying(ActionFailedException.class, failed -> {
                        assertThat(failed.cause()).isEqualTo("forbidden-address");
                        assertThat(failed.retryable()).isFalse();
                    });
            assertThat(requests).isEmpty();
        }
    }

    @Test
    void theNextAddressIsTriedWhereNobodyListens() throws Exception {
        var nobody = InetAddress.ofLiteral("127.0.0.2");
        try (var http = new JudgedHttp(() -> AllowedAddresses.NONE, _ -> new InetAddress[] {nobody, LOOPBACK})) {
            assertThat(ask(http, "hooks.example.com", "").status()).isEqualTo(200);
        }
    }

    @Test
    void addressesOfTheLinkAreOnlyGoneToIfTheTopologyNamesThemAndMetadataNever() {
        var ranges = Set.of(Objects.requireNonNull(AddressRange.parse("169.254.0.0/16")));
        assertRefused(AllowedAddresses.NONE, LINK);
        assertRefused(new AllowedAddresses(ranges), METADATA);

        // The attempt ends with a failed connection, since no machine here has this address.
        assertThat(cause(new AllowedAddresses(ranges), LINK)).isIn("connection", "timeout");
    }

    private void assertRefused(AllowedAddresses allowed, InetAddress address) {
        assertThat(cause(allowed, address)).isEqualTo("forbidden-address");
    }

    private String cause(AllowedAddresses allowed, InetAddress address) {
        try (var http = new JudgedHttp(() -> allowed, _ -> new InetAddress[] {address})) {
            return "answered " + ask(http, "hooks.example.com", "/");
        } catch (ActionFailedException e) {
            return e.cause();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Transfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\nA\r\n0123456789\r\n0\r\n\r\n', ab0123456789",
        "'Content-Length: 3\r\n\r\nabcdef', abc",
        "'Connection: close\r\n\r\nuntil the end', until the end",
    })
    void bodiesAreReadAsTheHeadSays(String rest, String body) throws Exception {
        answer = "HTTP/1.1 200 OK\r\n" + rest;

        assertThat(ask().body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
                "Transfer-Encoding: chunked\r\n\r\nfffffff\r\n",
                "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 99\r\n\r\nabc",
                "Content-Length: 999999999\r\n\r\nabc",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 99999999999\r\n\r\n"
            })
    void aBodyThatIsNotAsTheHeadSaysIsAFailedConnection(String rest) {
        answer = "HTTP/1.1 200 OK\r\n" + rest;

        assertThatThrownBy(this::ask)
                .isInstanceOfSatisfying(ActionFailedException.class, failed -> assertThat(failed.cause())
                        .isEqualTo("connection"));
    }

    @Test
    void aBodyHasALimitHoweverItIsSent() {
        for (String head : List.of("X: y", "Content-Length: 4", "Transfer-Encoding: chunked")) {
            String body = head.startsWith("T") ? "2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n" : "abcd";
            assertThatThrownBy(() -> body(head, body, 3)).hasMessage("answers with a body of more than 3 bytes");
        }
    }

    private static String body(String head, String body, int limit) throws IOException {
        var sent = "HTTP/1.1 200 OK\r\n" + head + "\r\n\r\n" + body;
        var in = new BufferedInputStream(new ByteArrayInputStream(sent.getBytes(StandardCharsets.US_ASCII)));
        return new String(ResponseBody.read(ResponseHead.read(in), in, limit), StandardCharsets.US_ASCII);
    }

    @Test
    void aHeaderWithALineBreakIsNoneThatIsSent() {
        var uri = URI.create("http://hooks.example.com");

        assertThatThrownBy(() -> new HttpCall("GET", uri, Map.of("X", "a\r\nY: b"), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("header X: expected printable ASCII, got other characters");
    }
}
