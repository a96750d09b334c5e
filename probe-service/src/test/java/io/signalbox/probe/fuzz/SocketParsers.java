package io.signalbox.probe.fuzz;

import static io.signalbox.probe.fuzz.DialogueRun.input;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.fuzz.Code;
import io.signalbox.fuzz.FuzzedParser;
import io.signalbox.probe.brokers.HealthyCluster;
import io.signalbox.probe.brokers.KafkaProtocol;
import io.signalbox.probe.sites.RecordedAttempt;
import io.signalbox.probe.websocket.AcceptedKey;
import io.signalbox.probe.websocket.WebSocketProtocol;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;

/** WebSocket and Kafka. */
final class SocketParsers {

    /** Stands for the proof that a server understood the key of the request. */
    private static final String PROOF = "PROOF";

    private SocketParsers() {}

    private static byte[] withProof(RecordedAttempt attempt, byte[] said, boolean begun) {
        if (begun) {
            return said;
        }
        String text = new String(said, StandardCharsets.ISO_8859_1);
        return text.replace(PROOF, AcceptedKey.of(attempt.sent().getFirst())).getBytes(StandardCharsets.ISO_8859_1);
    }

    static FuzzedParser webSocket() {
        var run = new DialogueRun(
                List.of(
                        new WebSocketProtocol(new Check.WebSocket(1, null, ProtocolParsers.HOST, "/", Map.of(), true)),
                        new WebSocketProtocol(new Check.WebSocket(1, null, "::1", "/", Map.of("A", "b"), false))),
                SocketParsers::withProof);
        String head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + PROOF + "\r\n\r\n";
        return new FuzzedParser(
                "websocket",
                List.of(
                        input(0, head + "\u008a\tsignalbox"),
                        input(9, head),
                        input(0, head + "\1\1a\u0089\0\u0080\1b\u0082\176\0\3abc\u008a\tsignalbox"),
                        input(0, head + "\u0082\177\0\0\0\0\0\0\0\1x\u0088\0"),
                        input(0, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")),
                List.of(head, "\u008a\tsignalbox", "\u0089\0", "\u0082\176", "\u0082\177", "\u0088\2", PROOF),
                Code.of("io.signalbox.probe.websocket", "WebSocketDialogue", "UpgradeResponse"),
                run::run);
    }

    static FuzzedParser kafka() {
        var run = new DialogueRun(List.of(
                new KafkaProtocol(new Check.Kafka(1, null, "orders", 1)),
                new KafkaProtocol(new Check.Kafka(1, null, null, 1))));
        return new FuzzedParser(
                "kafka",
                List.of(
                        input(0, HealthyCluster.response(1, HealthyCluster.metadata(3))),
                        input(9, HealthyCluster.response(1, HealthyCluster.metadata(0))),
                        input(0, HealthyCluster.response(1, HealthyCluster.metadata(400))),
                        input(0, HealthyCluster.response(1, HealthyCluster.partition(9, 1))),
                        input(0, HealthyCluster.response(1, HealthyCluster.partition(1))),
                        input(0, HealthyCluster.response(2, HealthyCluster.metadata(1))),
                        input(1, HealthyCluster.response(1, HealthyCluster.withoutBrokers())),
                        input(
                                0,
                                HealthyCluster.response(
                                        1, HealthyCluster.topicWith(Errors.UNKNOWN_TOPIC_OR_PARTITION))),
                        input(
                                0,
                                HealthyCluster.response(
                                        1, HealthyCluster.topicWith(Errors.TOPIC_AUTHORIZATION_FAILED)))),
                List.of("orders", "\0\6orders", "\0\0\0\1", "\u00ff\u00ff\u00ff\u00ff", "\0\0\0\3"),
                // The request is the same for every attempt, and is made before there is a broker.
                Code.of("io.signalbox.probe.brokers", "KafkaProtocol", "ClusterMetadata")
                        .withoutMethods("<init>", "request"),
                run::run);
    }
}
