package io.signalbox.probe.core;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.Check;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * A check's kind and target, for people. Contains no secrets.
 *
 * @param kind as in the topology
 * @param target host and port, or what else is checked
 */
public record CheckSummary(String kind, String target) {

    private static final int HOUR = 3_600;
    private static final int MINUTE = 60;

    public static CheckSummary of(ConfiguredCheck configured) {
        Check check = configured.probe().check();
        return new CheckSummary(check.kind(), target(configured.endpoint(), check));
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
