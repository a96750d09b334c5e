package io.signalbox.probe.app;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.alarm.AlarmChecker;
import io.signalbox.probe.alarm.AlarmRegions;
import io.signalbox.probe.brokers.KafkaProtocol;
import io.signalbox.probe.calculated.CalculatedChecker;
import io.signalbox.probe.certificates.TlsClients;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.LatestResults;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.core.HeartbeatRegistry;
import io.signalbox.probe.dns.DnsChecker;
import io.signalbox.probe.engine.CheckerFactory;
import io.signalbox.probe.grpc.GrpcHealthProtocol;
import io.signalbox.probe.heartbeat.HeartbeatChecker;
import io.signalbox.probe.http.HttpKind;
import io.signalbox.probe.kind.CheckKind;
import io.signalbox.probe.mqtt.MqttProtocol;
import io.signalbox.probe.mysql.MysqlProtocol;
import io.signalbox.probe.postgres.PostgresProtocol;
import io.signalbox.probe.redis.RedisProtocol;
import io.signalbox.probe.tcp.TcpExchangeProtocol;
import io.signalbox.probe.tls.HandshakeProtocol;
import io.signalbox.probe.websocket.WebSocketProtocol;
import io.signalbox.probe.wire.AttemptListener;
import io.signalbox.probe.wire.Network;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All kinds of checks. A new kind is one class and one entry in this list. */
final class CheckKinds implements CheckerFactory {

    private final Network network;
    private final TlsClients tls;
    private final Map<Class<?>, CheckKind<?>> byType;

    CheckKinds(Network network, TlsClients tls, HeartbeatRegistry heartbeats, AlarmRegions alarms) {
        this.network = network;
        this.tls = tls;
        this.byType = all(heartbeats, alarms).stream().collect(Collectors.toMap(CheckKind::type, Function.identity()));
    }

    static List<CheckKind<? extends Check>> all(HeartbeatRegistry heartbeats, AlarmRegions alarms) {
        return List.of(
                HttpKind.KIND,
                TcpExchangeProtocol.KIND,
                HandshakeProtocol.kind(InstantSource.system()),
                RedisProtocol.KIND,
                PostgresProtocol.KIND,
                MysqlProtocol.KIND,
                MqttProtocol.KIND,
                WebSocketProtocol.KIND,
                GrpcHealthProtocol.KIND,
                KafkaProtocol.KIND,
                DnsChecker.KIND,
                HeartbeatChecker.kind(heartbeats),
                CalculatedChecker.KIND,
                AlarmChecker.kind(alarms));
    }

    @Override
    public Checker checker(ConfiguredCheck configured, LatestResults latest, AttemptListener steps) {
        return checker(configured, latest, network.withListeners(_ -> steps));
    }

    /** With the listeners of the network itself. */
    Checker checker(ConfiguredCheck configured, LatestResults latest) {
        return checker(configured, latest, network);
    }

    private Checker checker(ConfiguredCheck configured, LatestResults latest, Network by) {
        var type = configured.probe().check().getClass();
        return Objects.requireNonNull(byType.get(type), () -> "no kind is registered for " + type.getSimpleName())
                .checker(configured, by, tls, latest);
    }
}
