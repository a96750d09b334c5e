package io.signalbox.actuator.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.http.JudgedHttp;
import io.signalbox.contract.step.K8sScale;
import io.signalbox.contract.step.K8sScale.Workload;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** An API server with a certificate of its own authority, as every cluster has one. */
class K8sAccessTest {

    private static final EksTokens NO_EKS =
            new EksTokens(_ -> AnonymousCredentialsProvider.create(), InstantSource.system());

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path pod;

    @TempDir
    private Path elsewhere;

    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final JudgedHttp http = new JudgedHttp(() -> AllowedAddresses.NONE);
    private HttpsServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity()));
        server.createContext("/", exchange -> {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body =
                    "{\"spec\":{\"replicas\":3},\"status\":{\"readyReplicas\":3}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop(0);
    }

    /** Its certificate, as PEM, becomes the file {@code authority}. */
    private SSLContext identity() throws Exception {
        Path store = elsewhere.resolve("server.p12");
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=kube-apiserver",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-keystore",
                store.toString());
        keytool("-exportcert", "-rfc", "-file", authority().toString(), "-keystore", store.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(store)) {
            keys.load(stored, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private Path authority() {
        return elsewhere.resolve("ca.crt");
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "server", "-storepass", PASSWORD, "-storetype", "PKCS12"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private K8sWorkloads.Workload read(String tokenVariable, Optional<Path> authorities) throws ActionFailedException {
        var access = new K8sAccess(Map.of("CLUSTER_TOKEN", "other-token"), pod, authorities, NO_EKS);
        return read(api(access), tokenVariable);
    }

    private K8sApi api(K8sAccess access) {
        return new K8sApi(access, http, new SimpleMeterRegistry());
    }

    private K8sWorkloads.Workload read(K8sApi api, String tokenVariable) throws ActionFailedException {
        var wanted = new K8sScale(
                "https://127.0.0.1:" + server.getAddress().getPort(),
                "shop",
                K8sScale.Workload.DEPLOYMENT,
                "orders",
                6,
                tokenVariable,
                true,
                null);
        return new K8sWorkloads(api)
                .read(wanted, new ActionAttempt(1, System.nanoTime() + ActionAttempt.LIMIT.toNanos()));
    }

    @Test
    void aPodBelievesItsOwnClusterAndBringsItsOwnToken() throws Exception {
        Files.writeString(pod.resolve("token"), "pod-token\n");
        Files.copy(authority(), pod.resolve("ca.crt"));

        assertThat(read(null, Optional.empty()).values()).isEqualTo(Map.of("replicas", "3"));

        assertThat(authorizations).containsExactly("Bearer pod-token");
    }

    @Test
    void aTokenThatIsReplacedWhileThePodRunsIsTheNextOne() throws Exception {
        Files.writeString(pod.resolve("token"), "first");
        Files.copy(authority(), pod.resolve("ca.crt"));
        var api = api(new K8sAccess(Map.of(), pod, Optional.empty(), NO_EKS));

        read(api, null);
        Files.writeString(pod.resolve("token"), "second");
        read(api, null);

        assertThat(authorizations).containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void anotherClusterIsBelievedByTheAuthoritiesThatAreGiven() throws Exception {
        read("CLUSTER_TOKEN", Optional.of(authority()));

        assertThat(authorizations).containsExactly("Bearer other-token");
    }

    @Test
    void aServerOfAnUnknownAuthorityGetsNoToken() throws Exception {
        Files.writeString(pod.resolve("token"), "pod-token");
        Files.copy(authority(), pod.resolve("ca.crt"));

        assertThatThrownBy(() -> read("CLUSTER_TOKEN", Optional.empty()))
                .isInstanceOfSatisfying(ActionFailedException.class, failed -> {
                    assertThat(failed.cause()).isEqualTo("connection");
                    assertThat(failed.retryable()).isTrue();
                });
        assertThat(authorizations).isEmpty();
    }

    @Test
    void saysWhichFileHoldsNoCertificates() throws Exception {
        Path nonsense = Files.writeString(elsewhere.resolve("nonsense"), "no certificate");

        assertThatThrownBy(() -> read("CLUSTER_TOKEN", Optional.of(nonsense)))
                .isInstanceOfSatisfying(ActionFailedException.class, failed -> {
                    assertThat(failed.cause()).isEqualTo("authorities-unreadable");
                    assertThat(failed.getMessage()).contains(nonsense.toString());
                });
    }

    @Test
    void whatIsNoTokenIsNeverShown() {
        var where = new K8sScale("https://127.0.0.1", "shop", Workload.DEPLOYMENT, "web", 6, "CLUSTER_TOKEN");
        var access = new K8sAccess(Map.of("CLUSTER_TOKEN", "half-of-it\nother-half"), pod, Optional.empty(), NO_EKS);

        assertThatThrownBy(() -> access.token(where, new ActionAttempt(1, Deadline.after(ActionAttempt.LIMIT))))
                .isInstanceOf(ActionFailedException.class)
                .hasMessageContaining("CLUSTER_TOKEN")
                .hasMessageNotContainingAny("half-of-it", "other-half");
    }

    /** The certificate is one of 127.0.0.1, to which the name leads. */
    @Test
    void aCertificateOfTheAddressIsNoneOfTheName() throws Exception {
        var scale = new K8sScale(
                "https://kube.example.com:" + server.getAddress().getPort(),
                "shop",
                Workload.DEPLOYMENT,
                "web",
                6,
                "CLUSTER_TOKEN");
        var access = new K8sAccess(Map.of("CLUSTER_TOKEN", "token"), pod, Optional.of(authority()), NO_EKS);
        try (var led = new JudgedHttp(
                () -> AllowedAddresses.NONE, _ -> new InetAddress[] {InetAddress.getLoopbackAddress()})) {
            var workloads = new K8sWorkloads(new K8sApi(access, led, new SimpleMeterRegistry()));

            assertThatThrownBy(() -> workloads.read(scale, new ActionAttempt(1, Deadline.after(ActionAttempt.LIMIT))))
                    .hasMessageContaining("kube.example.com");
        }
        assertThat(authorizations).isEmpty();
    }

    /** The service account's token would be sent to whoever answers there. */
    @Test
    void noTokenIsSentToAServiceOfMetadata() throws Exception {
        Files.writeString(pod.resolve("token"), "pod-token");
        var scale = new K8sScale("http://169.254.169.254", "shop", Workload.DEPLOYMENT, "web", 6, null);
        var workloads = new K8sWorkloads(api(new K8sAccess(Map.of(), pod, Optional.empty(), NO_EKS)));

        assertThatThrownBy(() -> workloads.read(scale, new ActionAttempt(1, Deadline.after(ActionAttempt.LIMIT))))
                .isInstanceOfSatisfying(ActionFailedException.class, failed -> assertThat(failed.cause())
                        .isEqualTo("forbidden-address"));
    }
}
