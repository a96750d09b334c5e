package io.signalbox.probe.app;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Tls;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.grpc.GrpcHealth;
import io.signalbox.probe.http.HttpProtocol;
import io.signalbox.probe.mqtt.MqttProtocol;
import io.signalbox.probe.mysql.MysqlProtocol;
import io.signalbox.probe.postgres.PostgresProtocol;
import io.signalbox.probe.redis.RedisProtocol;
import io.signalbox.probe.tcp.TcpExchange;
import io.signalbox.probe.tcp.TcpProtocol;
import io.signalbox.probe.tls.HandshakeProtocol;
import io.signalbox.probe.websocket.WebSocketProtocol;
import io.signalbox.probe.wire.Dialogue;
import io.signalbox.probe.wire.Security;
import io.signalbox.probe.wire.Target;
import io.signalbox.probe.wire.TlsClient;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Which kind of check speaks which protocol. */
final class Targets {

    private final TlsClients clients;
    private final InstantSource clock;

    Targets(TlsClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    Target of(Watched watched, Check.OneConnection check) {
        Duration timeout = watched.probe().timeout();
        Dialogue.Protocol protocol = protocol(check, timeout);
        return Target.of(watched.endpoint(), check.port(), security(watched, check), protocol, timeout);
    }

    private Dialogue.Protocol protocol(Check.OneConnection check, Duration timeout) {
        return switch (check) {
            case Check.Http http -> new HttpProtocol(http);
            case Check.Grpc grpc -> new GrpcHealth(grpc, timeout);
            case Check.Kafka _ -> TcpProtocol.INSTANCE;
            case Check.Tcp tcp -> tcp.expect().isEmpty() ? TcpProtocol.INSTANCE : new TcpExchange(tcp);
            case Check.Handshake handshake -> new HandshakeProtocol(handshake, clock);
            case Check.Redis redis -> new RedisProtocol(redis);
            case Check.Postgres postgres -> new PostgresProtocol(postgres);
            case Check.Mysql mysql -> new MysqlProtocol(mysql);
            case Check.Mqtt mqtt -> new MqttProtocol(mqtt);
            case Check.WebSocket webSocket -> new WebSocketProtocol(webSocket);
        };
    }

    private @Nullable Security security(Watched watched, Check.OneConnection check) {
        Tls tls = check.tls();
        if (tls == null) {
            return null;
        }
        String name = tls.serverName().isEmpty() ? watched.endpoint() : tls.serverName();
        return new Security(name, clients.of(tls.files()), tls.alpn());
    }

    /** What is special about TLS with a check's own host; null for nothing. */
    @Nullable
    TlsClient client(Check check) {
        Tls tls = check.tls();
        return tls == null ? null : clients.of(tls.files());
    }
}
