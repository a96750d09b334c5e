package io.signalbox.decision.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.access.PeerSecret;
import io.signalbox.decision.core.evidence.Explanation;
import io.signalbox.decision.view.LiveEvidence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another instance that counts a service, and this one asking it. */
class EvidencesTest {

    private static final ServiceName ORDERS = new ServiceName("orders");
    private static final Explanation COUNTED = new Explanation(
            ORDERS, "d1", Instant.parse("2026-01-01T00:00:00Z"), Duration.ofMillis(3), List.of(), List.of());

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer other;
    private Duration patience = Duration.ofSeconds(30);
    private volatile int status = 200;
    private volatile boolean silent;
    private volatile String shown = "";
    private PeerSecret secret = new PeerSecret((Path) null);

    @TempDir
    private Path directory;

    @BeforeEach
    void begin() throws IOException {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        other.createContext("/api/v1/services/orders/evidence", exchange -> {
            shown = exchange.getRequestHeaders().getFirst("Authorization");
            if (silent) {
                awaitEnd();
            }
            byte[] body = Codec.of(Explanation.class).write(COUNTED);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void end() {
        ended.countDown();
        other.stop(0);
    }

    private EvidenceClient.Found ask(Optional<String> address, boolean here) {
        var counting = new InstanceLocator() {
            @Override
            public Optional<String> address(ServiceName service) {
                return address;
            }

            @Override
            public boolean isHere(String where) {
                return here;
            }
        };
        var peers = new PeerConnections(patience, null, null);
        return new EvidenceClient(new LiveEvidence(), counting, peers, secret, patience).anywhere(ORDERS);
    }

    private void shareSecret(String... lines) throws IOException {
        secret = new PeerSecret(Files.write(directory.resolve("secret"), List.of(lines)));
        secret.reload();
    }

    private Optional<String> otherInstance() {
        return Optional.of("127.0.0.1:" + other.getAddress().getPort());
    }

    @Test
    void theInstanceThatCountsIsAskedWithTheSecretOfThePeers() throws IOException {
        shareSecret(SECRET, "the-one-that-was-in-use-before-it");
        var found = ask(otherInstance(), false);

        assertThat(found.explanation()).isEqualTo(COUNTED);
        assertThat(found.note()).isNull();
        assertThat(shown).isEqualTo("Bearer " + SECRET);
    }

    @Test
    void withoutASecretTheOtherInstanceIsNotAsked() {
        var found = ask(otherInstance(), false);

        assertThat(found.note()).contains("is not asked, since signalbox.peers.secret is not set");
        assertThat(shown).isEmpty();
    }

    @Test
    void whatItAnswersInsteadIsTold() throws IOException {
        shareSecret(SECRET);
        status = 503;
        var found = ask(otherInstance(), false);

        assertThat(found.explanation()).isNull();
        assertThat(found.note()).contains("are counted by 127.0.0.1:").contains("answers 503");
    }

    @Test
    void anInstanceThatDoesNotAnswerIsNotWaitedForLong() throws IOException {
        shareSecret(SECRET);
        silent = true;
        patience = Duration.ofMillis(100);
        var found = ask(otherInstance(), false);

        assertThat(found.explanation()).isNull();
        assertThat(found.note()).contains("does not answer");
    }

    @Test
    void whereNobodyIsKnownToCountThatIsTold() {
        assertThat(ask(Optional.empty(), false).note()).contains("not known which instance");
    }

    @Test
    void whereThisInstanceHasCountedNothingYetThatIsTold() {
        patience = Duration.ofMillis(100);
        assertThat(ask(otherInstance(), true).note()).contains("has none yet");
    }
}
