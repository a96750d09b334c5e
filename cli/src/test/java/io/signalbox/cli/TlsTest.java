package io.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.certificates.Authority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final String HOST = "127.0.0.1";

    @TempDir
    Path folder;

    @Test
    void onlyTheAuthorityOfTheFileIsTrusted() throws Exception {
        var authority = new Authority("cell", folder.resolve("cell"));
        authority.issue(HOST, HOST, Authority.VALID);
        var other = new Authority("other", folder.resolve("other"));
        other.issue(HOST, HOST, Authority.VALID);
        try (var service = StubService.start(tls(authority.folder(HOST)))) {
            service.answers("GET /api/v1/services?limit=500", 200, "{\"services\":[]}");

            Run trusting = run(service, "--ca-file", authority.certificate().toString());
            Run mistrusting = run(service, "--ca-file", other.certificate().toString());
            Run unknowing = run(service);

            assertThat(trusting.err()).isEmpty();
            assertThat(trusting.code()).isZero();
            assertThat(mistrusting.code()).isEqualTo(5);
            assertThat(mistrusting.err()).contains("TLS: ");
            assertThat(unknowing.code()).isEqualTo(5);
            assertThat(service.asked()).hasSize(1);
        }
    }

    @Test
    void anOrderThatTlsDidNotLetOutWasNotGiven() throws Exception {
        var authority = new Authority("cell", folder.resolve("cell"));
        authority.issue(HOST, HOST, Authority.VALID);
        try (var service = StubService.start(tls(authority.folder(HOST)))) {
            Run run = Run.of(service.environment(), "release", "orders", "-w", "x");

            assertThat(run.code()).isEqualTo(5);
            assertThat(run.err()).doesNotContain("not known");
        }
    }

    @Test
    void aFileWithoutCertificatesIsNamed() throws Exception {
        Path empty = Files.writeString(folder.resolve("ca.crt"), "");
        try (var service = StubService.start()) {
            Run run = run(service, "--ca-file", empty.toString());

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains(empty.toString()).contains("expected certificates in PEM");
        }
    }

    private static Run run(StubService service, String... more) {
        String[] arguments = new String[more.length + 1];
        arguments[0] = "status";
        System.arraycopy(more, 0, arguments, 1, more.length);
        return Run.of(Map.copyOf(service.environment()), arguments);
    }

    private static SSLContext tls(Path identity) throws Exception {
        Certificate certificate;
        try (var in = Files.newInputStream(identity.resolve("tls.crt"))) {
            certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        String pem = Files.readString(identity.resolve("tls.key")).replaceAll("-----[A-Z ]+-----|\\s", "");
        PrivateKey key = KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("service", key, new char[0], new Certificate[] {certificate});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }
}
