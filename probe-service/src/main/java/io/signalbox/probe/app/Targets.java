package io.signalbox.probe.app;

import io.signalbox.contract.topology.Check;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.grpc.GrpcHealth;
import io.signalbox.probe.http.HttpProtocol;
import io.signalbox.probe.tcp.TcpProtocol;
import io.signalbox.probe.wire.Target;
import java.util.Optional;

/** Which kind of check speaks which protocol. */
final class Targets {

    private Targets() {}

    static Target of(Watched watched, Check.OneConnection check) {
        var timeout = watched.probe().timeout();
        return switch (check) {
            case Check.Tcp tcp ->
                Target.of(watched.endpoint(), tcp.port(), Optional.empty(), TcpProtocol.INSTANCE, timeout);
            case Check.Kafka kafka ->
                Target.of(
                        watched.endpoint(),
                        kafka.port(),
                        kafka.secure() ? Optional.of(watched.endpoint()) : Optional.empty(),
                        TcpProtocol.INSTANCE,
                        timeout);
            case Check.Http http ->
                Target.of(watched.endpoint(), http.port(), serverName(http), new HttpProtocol(http), timeout);
            case Check.Grpc grpc ->
                Target.of(
                        watched.endpoint(),
                        grpc.port(),
                        grpc.secure() ? Optional.of(grpc.serverName()) : Optional.empty(),
                        new GrpcHealth(grpc, timeout),
                        timeout);
        };
    }

    private static Optional<String> serverName(Check.Http http) {
        return http.secure() ? Optional.of(http.serverName()) : Optional.empty();
    }
}
