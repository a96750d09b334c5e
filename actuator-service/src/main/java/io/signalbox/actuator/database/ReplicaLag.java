package io.signalbox.actuator.database;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * How far replicas of Amazon RDS are behind their sources, as CloudWatch has it: the metric ReplicaLag of AWS/RDS, once a
 * minute. A replica that has lost its source says -1 or nothing: what it said before is what counts then, since a lost source is
 * what a promotion is for.
 */
public final class ReplicaLag {

    /** Older figures say nothing about now. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int PERIOD_SECONDS = 60;

    private final Calls<String, CloudWatchClient> calls;
    private final InstantSource clock;

    public ReplicaLag(Calls<String, CloudWatchClient> calls, InstantSource clock) {
        this.calls = calls;
        this.clock = clock;
    }

    void requireAtMost(int seconds, String region, String instance, ActionAttempt turn) throws ActionFailedException {
        String allowed = "; allowed are " + seconds + " s";
        Datapoint latest = latest(region, instance, turn)
                .orElseThrow(() -> ActionFailedException.beforehand(
                        "replica-lag-unknown",
                        "CloudWatch has no replication lag of " + instance + " for the last " + WINDOW.toMinutes()
                                + " minutes" + allowed));
        if (latest.maximum() > seconds) {
            throw ActionFailedException.beforehand(
                    "replica-lag",
                    "replication lag of " + instance + " was " + latest.maximum() + " s at " + latest.timestamp()
                            + allowed);
        }
    }

    private Optional<Datapoint> latest(String region, String instance, ActionAttempt turn)
            throws ActionFailedException {
        Instant now = clock.instant();
        return calls
                .call(
                        "GetMetricStatistics",
                        region,
                        turn,
                        (client, within) -> client.getMetricStatistics(request -> request.namespace("AWS/RDS")
                                .metricName("ReplicaLag")
                                .dimensions(Dimension.builder()
                                        .name("DBInstanceIdentifier")
                                        .value(instance)
                                        .build())
                                .startTime(now.minus(WINDOW))
                                .endTime(now)
                                .period(PERIOD_SECONDS)
                                .statistics(Statistic.MAXIMUM)
                                .overrideConfiguration(within)))
                .datapoints()
                .stream()
                .filter(datapoint -> datapoint.maximum() >= 0)
                .max(Comparator.comparing(Datapoint::timestamp));
    }
}
