package io.signalbox.contract.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A read replica of Amazon RDS, an instance or a DB cluster, is on its own, and available. This cannot be undone.
 *
 * @param instance the replica; null if it is a cluster
 * @param maxLagSeconds with more replication lag, or an unknown one, the replica is not promoted; null for any lag
 * @param cluster the replica; null if it is an instance
 * @param maxLagAgeSeconds how old the last known lag may be; null for {@link #LAG_AGE}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RdsPromote(
        String region,
        @JsonProperty(required = false) @Nullable String instance,
        @JsonProperty(required = false) @Nullable Integer maxLagSeconds,
        @JsonProperty(required = false) @Nullable String cluster,
        @JsonProperty(required = false) @Nullable Integer maxLagAgeSeconds)
        implements Action.Preparation {

    static final ActionKind<RdsPromote> KIND = new ActionKind<>("rds-promote", RdsPromote.class, RdsPromote::read);

    /** Long enough to notice a failure, and to ask a person. */
    public static final Duration LAG_AGE = Duration.ofMinutes(15);

    private static final Duration DAY = Duration.ofDays(1);

    /** CloudWatch has values of a minute, and gives at most 1,440 of them at once. */
    private static final Duration SHORTEST_AGE = Duration.ofMinutes(1);

    private static final Duration LONGEST_AGE = Duration.ofHours(12);

    public RdsPromote {
        if ((instance == null) == (cluster == null)) {
            throw new IllegalArgumentException("rds-promote: expected one of instance, cluster, got "
                    + (instance == null ? "none" : instance + " and " + cluster));
        }
    }

    /** An instance. */
    public RdsPromote(String region, String instance, @Nullable Integer maxLagSeconds) {
        this(region, instance, maxLagSeconds, null, null);
    }

    /** The replica's identifier. */
    public String replica() {
        return Objects.requireNonNull(instance == null ? cluster : instance);
    }

    @Override
    public boolean leavesReplicas() {
        return true;
    }

    private static @Nullable RdsPromote read(Cursor at) {
        Fields fields = at.fields("region", "instance", "cluster", "maxLag", "maxLagAge");
        String region = fields.required("region", AwsText::region);
        String instance = fields.ifPresent("instance", it -> AwsText.name(it, "an instance's identifier"));
        String cluster = fields.ifPresent("cluster", it -> AwsText.name(it, "a cluster's identifier"));
        Duration lag = fields.ifPresent("maxLag", it -> it.duration(Duration.ofSeconds(1), DAY));
        Duration age = fields.ifPresent("maxLagAge", it -> it.duration(SHORTEST_AGE, LONGEST_AGE));
        if (at.isMap() && fields.has("instance") == fields.has("cluster")) {
            at.problem("expected one of instance, cluster, got " + (fields.has("instance") ? "both" : "none"));
            return null;
        }
        if (fields.has("maxLagAge") && !fields.has("maxLag")) {
            fields.at("maxLagAge").problem("expected only with maxLag");
        }
        // One of them is written, and was reported as a problem if it could not be read.
        return instance == null && cluster == null
                ? null
                : fields.whole(() -> new RdsPromote(region, instance, seconds(lag), cluster, seconds(age)));
    }

    private static @Nullable Integer seconds(@Nullable Duration duration) {
        return duration == null ? null : Math.toIntExact(duration.toSeconds());
    }

    @Override
    public List<Need> needs() {
        Need promotes = Need.control(
                "Amazon RDS",
                region,
                instance == null
                        ? IamPermission.of(
                                IamPermission.arn("rds", region, "cluster:" + cluster),
                                "rds:DescribeDBClusters",
                                "rds:PromoteReadReplicaDBCluster")
                        : IamPermission.of(
                                IamPermission.arn("rds", region, "db:" + instance),
                                "rds:DescribeDBInstances",
                                "rds:PromoteReadReplica"));
        Need measures = Need.data(
                "Amazon CloudWatch", region, IamPermission.of(IamPermission.ANY, "cloudwatch:GetMetricStatistics"));
        return maxLagSeconds == null ? List.of(promotes) : List.of(promotes, measures);
    }
}
