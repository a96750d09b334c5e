package io.signalbox.actuator.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.http.ResponseHead;
import io.signalbox.contract.step.Through;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SocketProbeTest {

    private static final String NAME = "orders.example.com";
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private SocketProbe probe =
            new SocketProbe((SSLSocketFactory) SSLSocketFactory.getDefault(), () -> AllowedAddresses.NONE);
    private ServerSocket server;
    private Thread acceptor;

    @AfterEach
    void close() throws IOException {
        probe.close();
        if (server != null) {
            server.close();
        }
    }

    /** What the site does with each connection. */
    private interface Conduct {
        void answer(Socket connection, OutputStream out) throws IOException, InterruptedException;
    }

    private void site(ServerSocketFactory sockets, Conduct conduct) throws IOException {
        server = sockets.createServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        ServerSocket listening = server;
        acceptor = Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                try (Socket connection = listening.accept()) {
                    conduct.answer(connection, connection.getOutputStream());
                } catch (IOException _) {
                    // The next one may go better.
                    continue;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    private void plain(Conduct conduct) throws IOException {
        site(ServerSocketFactory.getDefault(), conduct);
    }

    /** Hears a request's head, and says this. */
    private Conduct saying(String answer) {
        return (connection, out) -> {
            heard.add(head(connection.getInputStream()));
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        };
    }

    private static String head(InputStream in) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private Optional<String> objection(boolean secure, Through.Request request) {
        return probe.objection(NAME, List.of("127.0.0.1"), new Through(server.getLocalPort(), secure, request), LIMIT);
    }

    private static Through.Request get() {
        return new Through.Request("GET", "/healthz", List.of(new Through.Statuses(200, 299)));
    }

    @Test
    void asksForThePathWithTheNameAsHost() throws Exception {
        plain(saying("HTTP/1.1 204 No Content\r\n\r\n"));

        assertThat(objection(false, get())).isEmpty();
        assertThat(heard.poll(5, TimeUnit.SECONDS))
                .startsWith("GET /healthz HTTP/1.1\r\n")
                .contains("\r\nHost: " + NAME + ":" + server.getLocalPort() + "\r\n");
    }

    @Test
    void tellsAStatusThatIsNotAccepted() throws Exception {
        plain(saying("HTTP/1.1 503 Service Unavailable\r\n\r\n"));

        assertThat(objection(false, get())).hasValueSatisfying(why -> assertThat(why)
                .contains("127.0.0.1:" + server.getLocalPort(), "answers 503", "200 to 299"));
    }

    @Test
    void passesOverInterimResponses() throws Exception {
        plain(saying("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"));

        assertThat(objection(false, get())).isEmpty();
    }

    @Test
    void needsNoMoreThanAConnectionWhereNothingIsAsked() throws Exception {
        plain((_, _) -> {});

        assertThat(objection(false, null)).isEmpty();
    }

    @Test
    void tellsThatNobodyListens() throws Exception {
        plain((_, _) -> {});
        server.close();
        // Until it has left its accept, the port stays open.
        acceptor.join();

        assertThat(objection(false, null))
                .hasValueSatisfying(why -> assertThat(why).containsIgnoringCase("refused"));
    }

    @Test
    void isBackInTimeWhateverTheOtherSideDoes() throws Exception {
        plain((connection, out) -> {
            // Byte after byte, each well before any time limit for a read.
            while (true) {
                out.write('H');
                out.flush();
                TimeUnit.MILLISECONDS.sleep(50);
            }
        });
        long begin = System.nanoTime();

        assertThat(objection(false, get()))
                .hasValueSatisfying(why -> assertThat(why).contains("did not answer within"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT.multipliedBy(3));
    }

    @Test
    void readsNoHeadWithoutEnd() throws Exception {
        plain(saying("HTTP/1.1 200 OK\r\nX: " + "x".repeat(ResponseHead.LIMIT) + "\r\n\r\n"));

        assertThat(objection(false, get()))
                .hasValueSatisfying(why -> assertThat(why).contains("8192 bytes"));
    }

    @Test
    void tellsWhatIsNoHttp() throws Exception {
        plain(saying("SSH-2.0-OpenSSH_9.9\r\n\r\n"));

        assertThat(objection(false, get()))
                .hasValueSatisfying(why -> assertThat(why).contains("HTTP/1"));
    }

    @Test
    void oneAddressThatWorksIsEnough() throws Exception {
        plain(saying("HTTP/1.1 200 OK\r\n\r\n"));

        assertThat(probe.objection(
                        NAME,
                        List.of("127.0.99.1", "127.0.0.1"),
                        new Through(server.getLocalPort(), false, get()),
                        LIMIT))
                .isEmpty();
    }

    @Test
    void tellsANameThatHasNoAddress() {
        assertThat(probe.objection("x", List.of("nowhere.invalid"), new Through(80, false, null), LIMIT))
                .hasValueSatisfying(why -> assertThat(why).contains("nowhere.invalid"));
    }

    @Test
    void asksNoAddressOfTheMachinesOwnLink() {
        assertThat(probe.objection("x", List.of("169.254.169.254"), new Through(80, false, null), LIMIT))
                .hasValueSatisfying(why -> assertThat(why).contains("own link"));
    }

    @Test
    void asksForTheNamesCertificateAndBelievesNoOther(@TempDir Path folder) throws Exception {
        KeyStore keys = keys(folder, NAME);
        believe(keys);
        site(context(keys).getServerSocketFactory(), (connection, out) -> {
            var session = (ExtendedSSLSession) ((SSLSocket) connection).getSession();
            session.getRequestedServerNames().forEach(name -> heard.add(((SNIHostName) name).getAsciiName()));
            head(connection.getInputStream());
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        });

        assertThat(objection(true, get())).isEmpty();
        assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo(NAME);
        assertThat(probe.objection(
                        "billing.example.com",
                        List.of("127.0.0.1"),
                        new Through(server.getLocalPort(), true, get()),
                        LIMIT))
                .hasValueSatisfying(why -> assertThat(why).contains("billing.example.com"));
    }

    private void believe(KeyStore keys) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("site", keys.getCertificate("site"));
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        probe.close();
        probe = new SocketProbe(context.getSocketFactory(), () -> AllowedAddresses.NONE);
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    private static KeyStore keys(Path folder, String hostname) throws Exception {
        Path file = folder.resolve("site.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-keyalg",
                        "EC",
                        "-alias",
                        "site",
                        "-dname",
                        "CN=site",
                        "-ext",
                        "san=dns:" + hostname)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }
}
