package io.signalbox.probe.redis;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.contract.topology.check.Check.Redis.Role;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.wire.TlsSettings;
import io.signalbox.sandbox.process.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.embedded.RedisServer;

/** Against a Redis with a password, one of its replicas, and what a Redis in trouble says. */
class RedisProbeTest {

    private static final String HOST = "orders.example.com";
    private static final Credentials RIGHT = new Credentials("", "hunter2");

    @TempDir
    private static Path directory;

    private static Probing probing;
    private static RedisServer master;
    private static RedisServer replica;
    private static int masterPort;
    private static int securePort;
    private static int replicaPort;

    @BeforeAll
    static void begin() throws IOException {
        var certificates = Certificates.usual();
        Path certificate = Files.writeString(directory.resolve("good.pem"), certificates.pem("good"));
        Path key = Files.writeString(directory.resolve("good.key"), certificates.keyPem("good"));
        probing = new Probing(certificates.trust(), null);
        masterPort = Ports.free();
        securePort = Ports.free();
        replicaPort = Ports.free();
        master = RedisServer.newRedisServer()
                .port(masterPort)
                .setting("requirepass hunter2")
                .setting("user prober on >other +ping")
                .setting("tls-port " + securePort)
                .setting("tls-cert-file " + certificate)
                .setting("tls-key-file " + key)
                .setting("tls-ca-cert-file " + certificate)
                .setting("tls-auth-clients no")
                .build();
        master.start();
        replica = RedisServer.newRedisServer()
                .port(replicaPort)
                .setting("replicaof 127.0.0.1 " + masterPort)
                .build();
        replica.start();
    }

    @AfterAll
    static void end() throws IOException {
        replica.stop();
        master.stop();
        probing.close();
    }

    private static CheckResult probe(int port, Credentials login, @Nullable Role role) {
        return probing.probe(port, new RedisProtocol(new Check.Redis(port, null, login, role)), PATIENT);
    }

    @Test
    void passesWhenThePingIsAnswered() {
        CheckResult checkResult = probe(masterPort, RIGHT, null);

        assertThat(checkResult.passed()).isTrue();
        assertThat(checkResult.result().timings().firstByte()).isPositive();
        assertThat(probe(replicaPort, Credentials.NONE, null).passed()).isTrue();
    }

    @Test
    void logsInAsAUserOfItsOwn() {
        assertThat(probe(masterPort, new Credentials("prober", "other"), null).passed())
                .isTrue();
        assertThat(cause(probe(masterPort, new Credentials("prober", "other"), Role.MASTER)))
                .isEqualTo(Cause.ACCESS_DENIED);
    }

    @Test
    void tellsThatAPasswordIsMissingOrWrongAndDoesNotSayIt() {
        assertThat(failed(probe(masterPort, Credentials.NONE, null)).detail()).isEqualTo("answered NOAUTH");
        var wrong = failed(probe(masterPort, new Credentials("", "hunter3"), null));
        assertThat(wrong.cause()).isEqualTo(Cause.ACCESS_DENIED);
        assertThat(wrong.detail()).isEqualTo("answered WRONGPASS");
        assertThat(cause(probe(replicaPort, RIGHT, null))).isEqualTo(Cause.ACCESS_DENIED);
    }

    @Test
    void knowsAMasterFromAReplica() {
        assertThat(probe(masterPort, RIGHT, Role.MASTER).passed()).isTrue();
        assertThat(probe(replicaPort, Credentials.NONE, Role.REPLICA).passed()).isTrue();
        var failed = failed(probe(masterPort, RIGHT, Role.REPLICA));
        assertThat(failed.cause()).isEqualTo(Cause.WRONG_ROLE);
        assertThat(failed.detail()).isEqualTo("role master, expected replica");
        assertThat(failed(probe(replicaPort, Credentials.NONE, Role.MASTER)).detail())
                .isEqualTo("role replica, expected master");
    }

    @Test
    void speaksOverTls() {
        var protocol = new RedisProtocol(new Check.Redis(securePort, null, RIGHT, Role.MASTER));
        CheckResult checkResult = probing.probe(securePort, new TlsSettings(HOST, null, List.of()), protocol, PATIENT);

        assertThat(checkResult.passed()).isTrue();
        assertThat(checkResult.certificateExpiry()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-LOADING Redis is loading the dataset in memory   | NOT_READY",
                "-MASTERDOWN Link with MASTER is down              | NOT_READY",
                "-ERR max number of clients reached                | NOT_READY",
                "-DENIED Redis is running in protected mode        | ACCESS_DENIED",
                "-ERR unknown command                              | WRONG_ANSWER",
                "+OK                                               | PROTOCOL_ERROR",
                "-                                                 | WRONG_ANSWER",
            })
    void tellsWhatAServerInTroubleSays(String answer, Cause expected) {
        try (var site = new Site(socket -> {
            socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
            Site.hang(socket);
        })) {
            assertThat(cause(probe(site.port(), Credentials.NONE, null))).isEqualTo(expected);
        }
    }

    @Test
    void tellsAnAnswerThatDoesNotEnd() {
        try (var site = new Site(socket -> {
            socket.getOutputStream().write("+PON".getBytes(StandardCharsets.UTF_8));
            Site.hang(socket);
        })) {
            var protocol = new RedisProtocol(new Check.Redis(site.port(), null, Credentials.NONE, null));
            assertThat(cause(probing.probe(site.port(), protocol, IMPATIENT))).isEqualTo(Cause.TIMEOUT_TOTAL);
        }
    }

    @Test
    void tellsARoleThatIsNone() {
        try (var site = new Site(socket -> {
            socket.getOutputStream().write("+PONG\r\n*1\r\n$5\r\nqueen\r\n".getBytes(StandardCharsets.UTF_8));
            Site.hang(socket);
        })) {
            assertThat(cause(probe(site.port(), Credentials.NONE, Role.MASTER))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }
}
