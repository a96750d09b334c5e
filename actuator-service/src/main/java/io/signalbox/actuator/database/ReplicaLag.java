package io.signalbox.actuator.database;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.step.RdsPromote;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * How far replicas of Amazon RDS were behind when they last heard of their sources, as CloudWatch has it once a minute. A lost
 * source is what a promotion is for, so the value from before the loss counts. A replica of MySQL or MariaDB reports -1 or nothing
 * without its source. For PostgreSQL and Oracle the metric then grows with the clock: it is the time since the last replayed
 * transaction, or since the last data from the source.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Monitoring.html
 */
public final class ReplicaLag {

    private static final int PERIOD_SECONDS = 60;
    private static final double MILLIS = 1_000;

    /** Engines whose metric grows without a source. */
    private static final List<String> GROWING = List.of("postgres", "oracle");

    /** Values are sampled at any moment of their minute. A replica that cannot keep up grows more slowly than the clock. */
    private static final double LIKE_THE_CLOCK = 0.9;

    private final Calls<String, CloudWatchClient> calls;
    private final InstantSource clock;

    public ReplicaLag(Calls<String, CloudWatchClient> calls, InstantSource clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /** The lag that counted. @param words for a person @param moments as in {@link AttemptResult#timings} */
    record Lag(String words, Map<String, Instant> moments) {

        static final Lag NOT_ASKED = new Lag("", Map.of());

        Lag {
            moments = Map.copyOf(moments);
        }

        private static Lag of(Datapoint counts, String words) {
            Instant seen = counts.timestamp();
            long millis = Math.round(counts.maximum() * MILLIS);
            return new Lag(
                    words, Map.of(AttemptResult.LAG_SEEN, seen, AttemptResult.REPLICATED, seen.minusMillis(millis)));
        }
    }

    Lag requireAtMost(int seconds, RdsPromote replica, String engine, ActionAttempt turn) throws ActionFailedException {
        String allowed = "; allowed are " + seconds + " s";
        Duration oldest = replica.maxLagAgeSeconds() == null
                ? RdsPromote.LAG_AGE
                : Duration.ofSeconds(replica.maxLagAgeSeconds());
        Instant now = clock.instant();
        List<Datapoint> known = known(replica, now.minus(oldest), now, turn);
        if (known.isEmpty()) {
            throw ActionFailedException.beforehand(
                    FailureCause.REPLICA_LAG_UNKNOWN,
                    "CloudWatch has no replication lag of " + replica.replica() + " for the last " + oldest.toMinutes()
                            + " minutes" + allowed);
        }
        int last = GROWING.stream().anyMatch(engine::startsWith) ? beforeTheLoss(known) : known.size() - 1;
        Datapoint counts = known.get(last);
        String words = "replication lag was " + counts.maximum() + " s at " + counts.timestamp() + ", "
                + Duration.between(counts.timestamp(), now).toSeconds() + " s ago"
                + (last < known.size() - 1 ? ", and grows with the clock since" : "");
        if (counts.maximum() > seconds) {
            throw ActionFailedException.beforehand(
                    FailureCause.REPLICA_LAG, replica.replica() + ": its " + words + allowed);
        }
        return Lag.of(counts, "; its " + words);
    }

    /** The last value before it began to grow with the clock; the last one of all if it does not. */
    private static int beforeTheLoss(List<Datapoint> known) {
        int at = known.size() - 1;
        while (at > 0 && growsLikeTheClock(known.get(at - 1), known.get(at))) {
            at--;
        }
        return at;
    }

    private static boolean growsLikeTheClock(Datapoint one, Datapoint next) {
        long between = Duration.between(one.timestamp(), next.timestamp()).toSeconds();
        return next.maximum() - one.maximum() >= LIKE_THE_CLOCK * between;
    }

    /** In the order of time, without those that report a missing source. */
    private List<Datapoint> known(RdsPromote replica, Instant from, Instant now, ActionAttempt turn)
            throws ActionFailedException {
        boolean instance = replica.cluster() == null;
        return calls
                .call(
                        "GetMetricStatistics",
                        replica.region(),
                        turn,
                        (client, within) -> client.getMetricStatistics(request -> request.namespace("AWS/RDS")
                                .metricName(instance ? "ReplicaLag" : "AuroraBinlogReplicaLag")
                                .dimensions(Dimension.builder()
                                        .name(instance ? "DBInstanceIdentifier" : "DBClusterIdentifier")
                                        .value(replica.replica())
                                        .build())
                                .startTime(from)
                                .endTime(now)
                                .period(PERIOD_SECONDS)
                                .statistics(Statistic.MAXIMUM)
                                .overrideConfiguration(within)))
                .datapoints()
                .stream()
                .filter(datapoint -> datapoint.maximum() >= 0)
                .sorted(Comparator.comparing(Datapoint::timestamp))
                .toList();
    }
}
