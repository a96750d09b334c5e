package io.signalbox.decision.service;

import static io.signalbox.decision.service.Callers.LIMIT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.signalbox.sandbox.certificates.Authority;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API over TLS. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class TlsTest {

    private static SSLContext trusting() {
        try (InputStream file = Files.newInputStream(CellResource.certificates.certificate())) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks for the services over a new connection. @return the key of the certificate */
    private static PublicKey ask() {
        try (SSLSocket socket =
                (SSLSocket) trusting().getSocketFactory().createSocket(CellResource.HOST, CellResource.securePort)) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream()
                    .write(("GET /api/v1/me HTTP/1.1\r\nHost: " + CellResource.HOST + "\r\nAuthorization: Bearer "
                                    + CellResource.VIEWER_TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getPublicKey();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aReplacedCertificateIsServedWithoutARestart() {
        PublicKey before = ask();
        CellResource.certificates.issue(CellResource.HOST, CellResource.HOST, Authority.VALID);

        // A connection that is opened while the certificate is replaced may be cut.
        await().atMost(LIMIT)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(() -> assertThat(ask()).isNotEqualTo(before));
    }

    /** @return what is read until the connection ends */
    private static byte[] answered(byte[] garbage) throws IOException {
        try (var socket = new Socket(CellResource.HOST, CellResource.securePort)) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write(garbage);
            return socket.getInputStream().readAllBytes();
        } catch (SocketException e) {
            // A reset ends it as well.
            return new byte[0];
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "\u0016\u0003\u0001\u0000\u0004\u0001\u00ff\u00ff\u00ff",
                "\u0016\u0003\u0003\u00ff\u00ff\u0001",
                "\u0017\u0003\u0003\u0000\u0003abc",
                "\u0015\u0003\u0003\u0000\u0002\u0002\u0028",
                "\u0080\u002e\u0001\u0000\u0002"
            })
    void garbageInsteadOfAHandshakeEndsItsConnectionAndNoOther(String garbage) throws IOException {
        String answer = new String(answered(garbage.getBytes(ISO_8859_1)), ISO_8859_1);

        assertThat(answer).doesNotContain("HTTP/", "Bearer");
        assertThat(ask()).isNotNull();
    }
}
