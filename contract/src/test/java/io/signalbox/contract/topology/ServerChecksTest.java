package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Access;
import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.contract.topology.check.Check.Mqtt;
import io.signalbox.contract.topology.check.Check.Mysql;
import io.signalbox.contract.topology.check.Check.Postgres;
import io.signalbox.contract.topology.check.Check.Redis;
import io.signalbox.contract.topology.check.Check.WebSocket;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.contract.topology.reader.TopologyReader;
import io.signalbox.contract.topology.reader.TopologyReader.Result;
import io.signalbox.contract.topology.yaml.YamlProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of servers that are spoken to in their own protocols. */
class ServerChecksTest {

    private static final String TCP = "tcp: {port: 8080}";
    private static final Tls TLS = new Tls("orders.example.com", Tls.Files.NONE, List.of());

    private static Check check(String written) {
        byte[] text = Yaml.with(TCP, written).getBytes(StandardCharsets.UTF_8);
        return switch (TopologyReader.read(text, Map.of("SECRET", "hunter2", "EMPTY", ""))) {
            case Result.Read(Topology topology) ->
                topology.services().getFirst().preferred().probes().getLast().check();
            case Result.Invalid(List<YamlProblem> problems) -> throw new AssertionError(problems);
        };
    }

    @Test
    void eachHasTheUsualPortAndNobodyLogsIn() {
        assertThat(check("redis: {}")).isEqualTo(new Redis(6379, null, Credentials.NONE, null));
        assertThat(check("postgres: {}")).isEqualTo(new Postgres(5432, null, Credentials.NONE, "postgres", null));
        assertThat(check("mysql: {}")).isEqualTo(new Mysql(3306, null, Credentials.NONE, null));
        assertThat(check("mqtt: {}")).isEqualTo(new Mqtt(1883, null, Credentials.NONE, "signalbox"));
        assertThat(check("mqtt: {tls: true}")).isEqualTo(new Mqtt(8883, TLS, Credentials.NONE, "signalbox"));
        assertThat(check("websocket: {}"))
                .isEqualTo(new WebSocket(80, null, "orders.example.com", "/", Map.of(), false));
        assertThat(check("websocket: {tls: true}"))
                .isEqualTo(new WebSocket(443, TLS, "orders.example.com", "/", Map.of(), false));
    }

    @Test
    void readsEverything() {
        var login = new Credentials("prober", "hunter2");
        assertThat(check("redis: {port: 1, tls: true, user: prober, password: \"${SECRET}\", role: replica}"))
                .isEqualTo(new Redis(1, TLS, login, Redis.Role.REPLICA));
        assertThat(check("redis: {password: \"${SECRET}\", role: master}"))
                .isEqualTo(new Redis(6379, null, new Credentials("", "hunter2"), Redis.Role.MASTER));
        assertThat(check("postgres: {port: 1, tls: true, user: prober, password: \"${SECRET}\", database: shop,"
                        + " role: writable}"))
                .isEqualTo(new Postgres(1, TLS, login, "shop", Access.WRITABLE));
        assertThat(check("mysql: {port: 1, tls: true, user: prober, password: \"${SECRET}\", role: read-only}"))
                .isEqualTo(new Mysql(1, TLS, login, Access.READ_ONLY));
        assertThat(check("mqtt: {port: 443, tls: {alpn: [x-amzn-mqtt-ca]}, user: prober, password: \"${SECRET}\","
                        + " clientId: probe-}"))
                .isEqualTo(new Mqtt(
                        443,
                        new Tls("orders.example.com", Tls.Files.NONE, List.of("x-amzn-mqtt-ca")),
                        login,
                        "probe-"));
        assertThat(check("websocket: {port: 1, tls: {}, host: ws.example.com, path: /chat, ping: true,"
                        + " headers: {Authorization: \"${SECRET}\", Sec-WebSocket-Protocol: chat}}"))
                .isEqualTo(new WebSocket(
                        1,
                        new Tls("ws.example.com", Tls.Files.NONE, List.of()),
                        "ws.example.com",
                        "/chat",
                        Map.of("Authorization", "hunter2", "Sec-WebSocket-Protocol", "chat"),
                        true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "redis: {user: prober, password: \"${SECRET}\"}",
                "postgres: {user: prober, password: \"${SECRET}\"}",
                "mysql: {user: prober, password: \"${SECRET}\"}",
                "mqtt: {user: prober, password: \"${SECRET}\"}",
                "websocket: {headers: {Authorization: \"${SECRET}\"}}"
            })
    void noSecretIsShown(String written) {
        assertThat(check(written).toString()).doesNotContain("hunter2");
    }

    @Test
    void aPasswordThatOnlyTheProberHasIsNoneElsewhere() {
        assertThat(check("redis: {password: \"${ELSEWHERE:}\"}"))
                .isEqualTo(new Redis(6379, null, Credentials.NONE, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "redis: {password: hunter2}            | redis.password    | expected a variable such as ${PASSWORD},"
                        + " got something else, which is not shown",
                "redis: {password: \"${A:hunter2}\"}   | redis.password    | expected a variable such as ${PASSWORD},"
                        + " got something else, which is not shown",
                "redis: {user: prober}                 | redis.user        | expected the key password beside it",
                "mqtt: {password: \"${A:}\"}           | mqtt.password     | expected the key user beside it",
                "redis: {role: slave}                  | redis.role        | expected master or replica, got \"slave\"",
                "postgres: {role: writable}            | postgres.role     | expected the key user beside it: without a"
                        + " login nothing is asked",
                "postgres: {database: shop}            | postgres.database | expected the key user beside it: without a"
                        + " login nothing is asked",
                "mysql: {role: primary, user: prober}  | mysql.role        | expected writable or read-only, got \"primary\"",
                "mqtt: {clientId: 'two words'}         | mqtt.clientId     | expected 1 to 100 letters, digits, '_', ':',"
                        + " '.' or '-', got \"two words\"",
                "websocket: {headers: {Sec-WebSocket-Key: x}} | websocket.headers | expected other headers: those that"
                        + " begin with Sec-WebSocket- are set by the prober, except Sec-WebSocket-Protocol",
            })
    void saysWhatIsWrong(String written, String path, String message) {
        assertThat(Yaml.problems(Yaml.with(TCP, written)))
                .containsExactly("15 services.orders.probes[1]." + path + ": " + message);
    }
}
