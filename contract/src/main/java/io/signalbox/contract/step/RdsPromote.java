package io.signalbox.contract.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A read replica of Amazon RDS is a standalone instance, and available. This cannot be undone.
 *
 * @param maxLagSeconds with more replication lag, or an unknown one, the replica is not promoted; null for any lag
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RdsPromote(
        String region,
        String instance,
        @JsonProperty(required = false) @Nullable Integer maxLagSeconds) implements Action.Preparation {

    static final ActionKind<RdsPromote> KIND = new ActionKind<>("rds-promote", RdsPromote.class, RdsPromote::read);

    private static final Duration DAY = Duration.ofDays(1);

    @Override
    public boolean leavesReplicas() {
        return true;
    }

    private static @Nullable RdsPromote read(Cursor at) {
        Fields fields = at.fields("region", "instance", "maxLag");
        String region = fields.required("region", AwsText::region);
        String instance = fields.required("instance", it -> AwsText.name(it, "an instance's identifier"));
        Duration lag = fields.ifPresent("maxLag", it -> it.duration(Duration.ofSeconds(1), DAY));
        return fields.whole(
                () -> new RdsPromote(region, instance, lag == null ? null : Math.toIntExact(lag.toSeconds())));
    }

    @Override
    public List<Need> needs() {
        Need promotes = Need.control(
                "Amazon RDS",
                region,
                IamPermission.of(
                        IamPermission.arn("rds", region, "db:" + instance),
                        "rds:DescribeDBInstances",
                        "rds:PromoteReadReplica"));
        Need measures = Need.data(
                "Amazon CloudWatch", region, IamPermission.of(IamPermission.ANY, "cloudwatch:GetMetricStatistics"));
        return maxLagSeconds == null ? List.of(promotes) : List.of(promotes, measures);
    }
}
