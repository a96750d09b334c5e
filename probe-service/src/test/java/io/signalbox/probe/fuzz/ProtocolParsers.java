package io.signalbox.probe.fuzz;

import static io.signalbox.probe.fuzz.DialogueRun.input;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.contract.topology.check.HttpDetails.HeaderExpectation;
import io.signalbox.contract.topology.check.HttpDetails.Redirects;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.fuzz.Code;
import io.signalbox.fuzz.FuzzedParser;
import io.signalbox.fuzz.ParserSet;
import io.signalbox.probe.dns.DnsParser;
import io.signalbox.probe.http.HttpProtocol;
import io.signalbox.probe.mqtt.MqttProtocol;
import io.signalbox.probe.redis.RedisProtocol;
import java.util.List;
import java.util.Map;

/** The parsers of all protocols that probes speak. */
public final class ProtocolParsers implements ParserSet {

    static final String HOST = "orders.example.com";
    static final Credentials LOGIN = new Credentials("prober", "hunter2");
    static final Tls TLS = new Tls(HOST, Tls.Files.NONE, List.of());

    private static final int LIMIT = 2_000;

    @Override
    public List<FuzzedParser> parsers() {
        return List.of(
                http(),
                HttpTwoParsers.http2(),
                HttpTwoParsers.grpc(),
                SocketParsers.webSocket(),
                SocketParsers.kafka(),
                SqlParsers.postgres(),
                SqlParsers.mysql(),
                redis(),
                mqtt(),
                DnsParser.dns());
    }

    /** @param details null for a check that looks at the status and a text only */
    static HttpProtocol http(String method, int version, String contains, HttpDetails details) {
        var statuses = List.of(new Check.StatusRange(200, 299));
        var all = details == null
                ? new HttpDetails(version, null, "", null, Map.of(), List.of(), Redirects.NONE, LIMIT, null)
                : details;
        return new HttpProtocol(new Check.Http(method, "/healthz", 80, false, HOST, Map.of(), statuses, contains, all));
    }

    /** A check that looks at everything. */
    static HttpDetails demanding(int version) {
        return new HttpDetails(
                version,
                null,
                "",
                "o+k",
                Map.of("/status", "ok"),
                List.of(new HeaderExpectation("X-Zone", "a", true)),
                new Redirects(1, List.of(HOST)),
                LIMIT,
                null);
    }

    /** A check that sends something. */
    static HttpDetails withBody(int version) {
        return new HttpDetails(version, null, "{}", null, Map.of(), List.of(), Redirects.NONE, LIMIT, null);
    }

    private static FuzzedParser http() {
        var run = new DialogueRun(
                List.of(http("GET", 1, "ok", null), http("HEAD", 1, "", null), http("GET", 1, "ok", demanding(1))));
        String json = "{\"status\":\"ok\"}";
        return new FuzzedParser(
                "http",
                List.of(
                        input(0, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
                        input(
                                8,
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nall\r\nA\r\n is fine o\r\n1\r\nk\r\n0\r\nX: y\r\n\r\n"),
                        input(16, "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.0 200 OK\nServer: old\n\nok"),
                        input(1, "HTTP/1.1 204 No Content\r\n\r\n"),
                        input(2, "HTTP/1.1 200 OK\r\nX-Zone: a\r\nContent-Length: 15\r\n\r\n" + json),
                        input(2, "HTTP/1.1 302 Found\r\nLocation: http://" + HOST + "/x\r\nX-Note: a\r\n b\r\n\r\n"),
                        input(0, "HTTP/1.1 503 Busy\r\n\r\n")),
                List.of(
                        "HTTP/1.1 ",
                        "\r\n",
                        "\r\n\r\n",
                        "Content-Length: ",
                        "Transfer-Encoding: chunked\r\n",
                        "Location: /\r\n",
                        "0\r\n\r\n",
                        "\r\n ",
                        "X-Zone: a\r\n"),
                Code.of(
                        "io.signalbox.probe.http",
                        "ResponseReader",
                        "BufferingResponseReader",
                        "ResponseLine",
                        "BodyPattern",
                        "HttpDialogue",
                        "FullResponseDialogue",
                        "BufferedResponse",
                        "ResponseExpectation"),
                run::run);
    }

    private static FuzzedParser redis() {
        var run = new DialogueRun(List.of(
                new RedisProtocol(new Check.Redis(1, null, Credentials.NONE, null)),
                new RedisProtocol(new Check.Redis(1, null, LOGIN, Check.Redis.Role.MASTER)),
                new RedisProtocol(new Check.Redis(1, null, Credentials.NONE, Check.Redis.Role.REPLICA))));
        return new FuzzedParser(
                "redis",
                List.of(
                        input(0, "+PONG\r\n"),
                        input(9, "+OK\r\n+PONG\r\n*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n"),
                        input(2, "+PONG\r\n*5\r\n$5\r\nslave\r\n"),
                        input(0, "-NOAUTH Authentication required.\r\n"),
                        input(0, "-LOADING Redis is loading\r\n"),
                        input(0, "-ERR max number of clients reached\r\n"),
                        input(1, "-WRONGPASS invalid\r\n"),
                        input(0, "-ERR no\r\n")),
                List.of("+PONG\r\n", "+OK\r\n", "-", "*3\r\n", "$6\r\n", "master\r\n", "slave\r\n", "sentinel\r\n"),
                Code.of("io.signalbox.probe.redis", "RedisDialogue"),
                run::run);
    }

    private static FuzzedParser mqtt() {
        var run = new DialogueRun(List.of(
                new MqttProtocol(new Check.Mqtt(1, null, Credentials.NONE, "probe")),
                new MqttProtocol(new Check.Mqtt(1, null, LOGIN, "p".repeat(150)))));
        return new FuzzedParser(
                "mqtt",
                List.of(input(0, " \2\0\0"), input(1, " \2\1\5"), input(8, " \2\0\3"), input(0, " \2\0\4")),
                List.of(" \2\0\0", " \2\0\1", " \2\0\2"),
                Code.of("io.signalbox.probe.mqtt", "MqttProtocol"),
                run::run);
    }
}
