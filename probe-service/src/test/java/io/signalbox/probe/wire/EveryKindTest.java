package io.signalbox.probe.wire;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Cause;
import io.signalbox.contract.topology.Check;
import io.signalbox.contract.topology.Check.Login;
import io.signalbox.contract.topology.Tls;
import io.signalbox.probe.mqtt.MqttProtocol;
import io.signalbox.probe.mysql.MysqlProtocol;
import io.signalbox.probe.postgres.PostgresProtocol;
import io.signalbox.probe.redis.RedisProtocol;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.websocket.WebSocketProtocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every kind that speaks over one connection has to tell in the same way. */
class EveryKindTest {

    private static final String HOST = "orders.example.com";
    private static final Tls TLS = new Tls(HOST, Tls.Files.NONE, List.of());
    private static final Login LOGIN = new Login("prober", "hunter2");

    private static Certificates certificates;
    private static Probing probing;

    enum Kind {
        REDIS(tls -> new RedisProtocol(new Check.Redis(1, tls, LOGIN, null))),
        POSTGRES(tls -> new PostgresProtocol(new Check.Postgres(1, tls, LOGIN, "postgres", null))),
        MYSQL(tls -> new MysqlProtocol(new Check.Mysql(1, tls, LOGIN, null))),
        MQTT(tls -> new MqttProtocol(new Check.Mqtt(1, tls, LOGIN, "probe"))),
        WEBSOCKET(tls -> new WebSocketProtocol(new Check.WebSocket(1, tls, HOST, "/", Map.of(), true)));

        private final Function<Tls, Dialogue.Protocol> protocol;

        Kind(Function<Tls, Dialogue.Protocol> protocol) {
            this.protocol = protocol;
        }
    }

    @BeforeAll
    static void make() {
        certificates = Certificates.usual();
        probing = new Probing(certificates.trust(), null);
    }

    @AfterAll
    static void close() {
        probing.close();
    }

    private static Finding plain(Kind kind, int port, Duration timeout) {
        return probing.probe(port, kind.protocol.apply(null), timeout);
    }

    private static Finding secure(Kind kind, int port, String serverName) {
        return probing.probe(port, new Security(serverName, null, List.of()), kind.protocol.apply(TLS), PATIENT);
    }

    @ParameterizedTest
    @EnumSource
    void tellsAServerThatIsNotThere(Kind kind) {
        assertThat(cause(plain(kind, Probing.nobodysPort(), PATIENT))).isEqualTo(Cause.REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void tellsAConnectionThatDoesNotStandInTime(Kind kind) throws Exception {
        try (var hole = new BlackHole()) {
            assertThat(cause(plain(kind, hole.port(), IMPATIENT))).isEqualTo(Cause.TIMEOUT_CONNECT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAServerThatSaysNothing(Kind kind) {
        try (var site = new Site(Site::hang)) {
            assertThat(cause(plain(kind, site.port(), IMPATIENT))).isEqualTo(Cause.TIMEOUT_FIRST_BYTE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAServerThatHangsUp(Kind kind) {
        try (var site = new Site(socket -> socket.shutdownOutput())) {
            assertThat(cause(plain(kind, site.port(), PATIENT))).isIn(Cause.PROTOCOL_ERROR, Cause.RESET);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAReset(Kind kind) {
        try (var site = new Site(Site::reset)) {
            assertThat(cause(plain(kind, site.port(), PATIENT))).isEqualTo(Cause.RESET);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAServerOfAnotherProtocol(Kind kind) {
        try (var site = new Site(socket -> {
            socket.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            Site.hang(socket);
        })) {
            assertThat(cause(plain(kind, site.port(), PATIENT))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotFloodedByWhatMakesNoSense(Kind kind) {
        try (var site = new Site(socket -> {
            var nothing = new byte[8_192];
            while (true) {
                socket.getOutputStream().write(nothing);
            }
        })) {
            assertThat(cause(plain(kind, site.port(), PATIENT))).isEqualTo(Cause.PROTOCOL_ERROR);
        }
    }

    /** Looks like a message now and then: a letter or a length first, as the kinds have them. */
    private static byte[] something(Random random) {
        var bytes = new byte[8 + random.nextInt(60)];
        random.nextBytes(bytes);
        switch (random.nextInt(4)) {
            case 0 -> start(bytes, "RESZDN".charAt(random.nextInt(6)), 0, 0, 0, 4 + random.nextInt(40));
            case 1 -> start(bytes, 1 + random.nextInt(60), 0, 0, random.nextInt(3), random.nextBoolean() ? 10 : 0xFF);
            case 2 -> start(bytes, "+-*$".charAt(random.nextInt(4)), 'O', 'K', '\r', '\n');
            default -> start(bytes, 0x20, 2, 0, random.nextInt(9));
        }
        return bytes;
    }

    private static void start(byte[] bytes, int... values) {
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverComesThereIsAnEndThatSaysWhy(Kind kind) {
        var random = new Random(20_260_101);
        try (var site = new Site(socket -> {
            socket.getOutputStream().write(something(random));
            socket.shutdownOutput();
            Site.hang(socket);
        })) {
            for (int i = 0; i < 200; i++) {
                var finding = plain(kind, site.port(), PATIENT);
                if (!finding.passed()) {
                    assertThat(cause(finding))
                            .as("attempt %d", i)
                            .isIn(
                                    Cause.PROTOCOL_ERROR,
                                    Cause.ACCESS_DENIED,
                                    Cause.NOT_READY,
                                    Cause.WRONG_ANSWER,
                                    Cause.WRONG_STATUS);
                }
            }
        }
    }

    /** Those whose TLS begins with the connection; the others have tests of their own. */
    @ParameterizedTest
    @EnumSource(names = {"REDIS", "MQTT", "WEBSOCKET"})
    void tellsWhyACertificateIsNotAccepted(Kind kind) {
        try (var good = new Site(certificates.server("good"), Site::hang);
                var old = new Site(certificates.server("old"), Site::hang);
                var stranger = new Site(certificates.server("stranger"), Site::hang)) {
            assertThat(cause(secure(kind, old.port(), HOST))).isEqualTo(Cause.CERTIFICATE_EXPIRED);
            assertThat(cause(secure(kind, stranger.port(), HOST))).isEqualTo(Cause.CERTIFICATE_UNTRUSTED);
            assertThat(cause(secure(kind, good.port(), "payments.example.com")))
                    .isEqualTo(Cause.CERTIFICATE_WRONG_HOST);
        }
    }
}
