package io.signalbox.probe.wire;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.grpc.GrpcHealthProtocol;
import io.signalbox.probe.http.HttpProtocol;
import io.signalbox.probe.mqtt.MqttProtocol;
import io.signalbox.probe.mysql.MysqlProtocol;
import io.signalbox.probe.postgres.PostgresProtocol;
import io.signalbox.probe.redis.RedisProtocol;
import io.signalbox.probe.sites.BlackHole;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.tcp.TcpExchangeProtocol;
import io.signalbox.probe.websocket.WebSocketProtocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every kind that speaks over one connection has to tell in the same way. They all wait at the same time. */
class EveryKindTest {

    private static final String HOST = "orders.example.com";
    private static final Tls TLS = new Tls(HOST, Tls.Files.NONE, List.of());
    private static final Credentials LOGIN = new Credentials("prober", "hunter2");

    private static Certificates certificates;
    private static Probing probing;

    enum Kind {
        TCP(tls -> new TcpExchangeProtocol(new Check.Tcp(1, tls, "", "220 "))),
        HTTP(tls -> http(1, tls)),
        HTTP2(tls -> http(2, tls)),
        GRPC(tls -> new GrpcHealthProtocol(new Check.Grpc(1, tls != null, HOST, HOST, "", Tls.Files.NONE), PATIENT)),
        REDIS(tls -> new RedisProtocol(new Check.Redis(1, tls, LOGIN, null))),
        POSTGRES(tls -> new PostgresProtocol(new Check.Postgres(1, tls, LOGIN, "postgres", null))),
        MYSQL(tls -> new MysqlProtocol(new Check.Mysql(1, tls, LOGIN, null))),
        MQTT(tls -> new MqttProtocol(new Check.Mqtt(1, tls, LOGIN, "probe"))),
        WEBSOCKET(tls -> new WebSocketProtocol(new Check.WebSocket(1, tls, HOST, "/", Map.of(), true)));

        /** TLS begins when the server has agreed; with the others it begins with the connection. */
        static final Set<Kind> SECURED_LATER = EnumSet.of(POSTGRES, MYSQL);

        /** HTTP/2 is chosen while hands are shaken. */
        static final Set<Kind> CHOSEN = EnumSet.of(HTTP2, GRPC);

        private final Function<Tls, ProbeDialogue.Protocol> protocol;

        Kind(Function<Tls, ProbeDialogue.Protocol> protocol) {
            this.protocol = protocol;
        }

        private static ProbeDialogue.Protocol http(int version, Tls tls) {
            var details = new HttpDetails(
                    version,
                    null,
                    "",
                    null,
                    Map.of(),
                    List.of(),
                    HttpDetails.Redirects.NONE,
                    Check.Http.BODY_LIMIT,
                    null);
            var statuses = List.of(new Check.StatusRange(200, 299));
            return new HttpProtocol(
                    new Check.Http("GET", "/", 1, tls != null, HOST, Map.of(), statuses, "ok", details));
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

    private static CheckResult plain(Kind kind, int port, Duration timeout) {
        return probing.probe(port, kind.protocol.apply(null), timeout);
    }

    private static CheckResult secure(Kind kind, int port, String serverName, Duration timeout) {
        return probing.probe(port, new TlsSettings(serverName, null, List.of()), kind.protocol.apply(TLS), timeout);
    }

    private static Map<Kind, Cause> plain(int port, Duration timeout) {
        return causes(EnumSet.allOf(Kind.class), kind -> plain(kind, port, timeout));
    }

    /** Of the kinds whose TLS begins with the connection. */
    private static Map<Kind, Cause> secure(int port, String serverName, Duration timeout) {
        return causes(
                EnumSet.complementOf(EnumSet.copyOf(Kind.SECURED_LATER)),
                kind -> secure(kind, port, serverName, timeout));
    }

    private static Map<Kind, Cause> causes(Set<Kind> kinds, Function<Kind, CheckResult> probe) {
        var waiting = new EnumMap<Kind, Future<CheckResult>>(Kind.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            kinds.forEach(kind -> waiting.put(kind, threads.submit(() -> probe.apply(kind))));
        }
        var causes = new EnumMap<Kind, Cause>(Kind.class);
        waiting.forEach((kind, found) -> causes.put(kind, cause(found.resultNow())));
        return causes;
    }

    private static void assertAll(Map<Kind, Cause> causes, Cause... allowed) {
        assertThat(causes)
                .isNotEmpty()
                .allSatisfy((kind, cause) -> assertThat(cause).as(kind.name()).isIn((Object[]) allowed));
    }

    /** To {@code tcp} any bytes are an answer, if not the right one. */
    private static void assertNoAnswer(Map<Kind, Cause> causes, Cause... allowed) {
        assertThat(causes.remove(Kind.TCP)).isIn(Cause.WRONG_ANSWER, Cause.RESET);
        assertAll(causes, allowed);
    }

    @Test
    void aServerThatIsNotThere() {
        assertAll(plain(Probing.nobodysPort(), PATIENT), Cause.REFUSED);
        assertAll(secure(Probing.nobodysPort(), HOST, PATIENT), Cause.REFUSED);
    }

    @Test
    void aConnectionThatDoesNotStandInTime() throws Exception {
        try (var hole = new BlackHole()) {
            assertAll(plain(hole.port(), IMPATIENT), Cause.TIMEOUT_CONNECT);
        }
    }

    @Test
    void aServerThatSaysNothing() {
        try (var site = new Site(Site::hang)) {
            assertAll(plain(site.port(), IMPATIENT), Cause.TIMEOUT_FIRST_BYTE);
        }
    }

    @Test
    void aServerThatHangsUp() {
        try (var site = new Site(socket -> socket.shutdownOutput())) {
            assertNoAnswer(plain(site.port(), PATIENT), Cause.PROTOCOL_ERROR, Cause.RESET);
        }
    }

    @Test
    void aReset() {
        try (var site = new Site(Site::reset)) {
            assertAll(plain(site.port(), PATIENT), Cause.RESET);
        }
    }

    @Test
    void aServerOfAnotherProtocol() {
        try (var site = new Site(socket -> {
            socket.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            Site.hang(socket);
        })) {
            assertNoAnswer(plain(site.port(), PATIENT), Cause.PROTOCOL_ERROR);
        }
    }

    @Test
    void aFloodThatMakesNoSense() {
        try (var site = new Site(socket -> {
            var nothing = new byte[8_192];
            while (true) {
                socket.getOutputStream().write(nothing);
            }
        })) {
            assertNoAnswer(plain(site.port(), PATIENT), Cause.PROTOCOL_ERROR);
        }
    }

    /** Looks like a message now and then: a letter or a length first, as the kinds have them. */
    private static byte[] something(Random random) {
        var bytes = new byte[16 + random.nextInt(60)];
        random.nextBytes(bytes);
        switch (random.nextInt(6)) {
            case 0 -> start(bytes, "RESZDN".charAt(random.nextInt(6)), 0, 0, 0, 4 + random.nextInt(40));
            case 1 -> start(bytes, 1 + random.nextInt(60), 0, 0, random.nextInt(3), random.nextBoolean() ? 10 : 0xFF);
            case 2 -> start(bytes, "+-*$".charAt(random.nextInt(4)), 'O', 'K', '\r', '\n');
            case 3 -> start(bytes, 0, 0, random.nextInt(60), random.nextInt(10), random.nextInt(6), 0, 0, 0);
            case 4 -> start(bytes, "HTTP/1.1 200\r\n\r\n".chars().toArray());
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
            for (int i = 0; i < 150; i++) {
                var checkResult = plain(kind, site.port(), PATIENT);
                if (!checkResult.passed()) {
                    assertThat(cause(checkResult))
                            .as("attempt %d", i)
                            .isIn(
                                    Cause.PROTOCOL_ERROR,
                                    Cause.RESET,
                                    Cause.ACCESS_DENIED,
                                    Cause.NOT_READY,
                                    Cause.WRONG_ANSWER,
                                    Cause.WRONG_BODY,
                                    Cause.WRONG_STATUS);
                }
            }
        }
    }

    @Test
    void aCertificateThatIsNotAccepted() {
        try (var good = new Site(certificates.server("good"), Site::hang);
                var old = new Site(certificates.server("old"), Site::hang);
                var stranger = new Site(certificates.server("stranger"), Site::hang)) {
            assertAll(secure(old.port(), HOST, PATIENT), Cause.CERTIFICATE_EXPIRED);
            assertAll(secure(stranger.port(), HOST, PATIENT), Cause.CERTIFICATE_UNTRUSTED);
            assertAll(secure(good.port(), "payments.example.com", PATIENT), Cause.CERTIFICATE_WRONG_HOST);
        }
    }

    @Test
    void troubleWhileHandsAreShaken() {
        try (var silent = new Site(Site::hang);
                var resetting = new Site(Site::reset);
                var plain = new Site(socket -> {
                    socket.getOutputStream().write("220 welcome\r\n".getBytes(StandardCharsets.UTF_8));
                    Site.hang(socket);
                })) {
            assertAll(secure(silent.port(), HOST, IMPATIENT), Cause.TIMEOUT_TLS);
            assertAll(secure(resetting.port(), HOST, PATIENT), Cause.RESET);
            assertAll(secure(plain.port(), HOST, PATIENT), Cause.PROTOCOL_ERROR);
        }
    }

    @Test
    void aServerThatShakesHandsAndSaysNothing() {
        try (var site = new Site(certificates.server("good"), Site::hang)) {
            var causes = secure(site.port(), HOST, Duration.ofSeconds(2));
            Kind.CHOSEN.forEach(
                    kind -> assertThat(causes.remove(kind)).as(kind.name()).isEqualTo(Cause.PROTOCOL_ERROR));
            assertAll(causes, Cause.TIMEOUT_FIRST_BYTE);
        }
    }

    @Test
    void aServerThatDoesNotAgreeToShakeHands() {
        try (var silent = new Site(Site::hang);
                var resetting = new Site(Site::reset)) {
            assertAll(
                    causes(Kind.SECURED_LATER, kind -> secure(kind, silent.port(), HOST, IMPATIENT)),
                    Cause.TIMEOUT_FIRST_BYTE);
            assertAll(causes(Kind.SECURED_LATER, kind -> secure(kind, resetting.port(), HOST, PATIENT)), Cause.RESET);
        }
    }
}
