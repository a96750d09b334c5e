package io.signalbox.probe.core;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.Check;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * What a check does and where, for a person; nothing of it is a secret.
 *
 * @param kind as the topology calls it
 * @param target host and port, or what else is looked at
 */
public record Described(String kind, String target) {

    private static final int HOUR = 3_600;
    private static final int MINUTE = 60;

    public static Described of(Watched watched) {
        Check check = watched.probe().check();
        String kind =
                switch (check) {
                    case Check.Http _ -> "http";
                    case Check.Tcp _ -> "tcp";
                    case Check.Handshake _ -> "tls";
                    case Check.Redis _ -> "redis";
                    case Check.Postgres _ -> "postgres";
                    case Check.Mysql _ -> "mysql";
                    case Check.Mqtt _ -> "mqtt";
                    case Check.WebSocket _ -> "websocket";
                    case Check.Grpc _ -> "grpc";
                    case Check.Kafka _ -> "kafka";
                    case Check.Dns _ -> "dns";
                    case Check.Heartbeat _ -> "heartbeat";
                    case Check.Calculated _ -> "calculated";
                    case Check.CloudWatchAlarm _ -> "cloudwatch-alarm";
                };
        return new Described(kind, target(watched.endpoint(), check));
    }

    private static String span(Duration time) {
        long seconds = time.toSeconds();
        if (seconds % HOUR == 0) {
            return seconds / HOUR + " h";
        }
        return seconds % MINUTE == 0 ? seconds / MINUTE + " min" : seconds + " s";
    }

    private static String target(String endpoint, Check check) {
        return switch (check) {
            case Check.OneConnection one ->
                (endpoint.contains(":") ? "[" + endpoint + "]" : endpoint) + ":" + one.port();
            case Check.Dns dns ->
                dns.name() + " " + dns.type() + (dns.resolver() == null ? "" : " from " + dns.resolver());
            case Check.Heartbeat heartbeat -> "one within " + span(heartbeat.timeout());
            case Check.Calculated calculated ->
                calculated.atLeast() + " of "
                        + calculated.of().stream().map(ProbeName::value).collect(Collectors.joining(", "));
            case Check.CloudWatchAlarm alarm -> alarm.name() + " in " + alarm.region();
        };
    }
}
