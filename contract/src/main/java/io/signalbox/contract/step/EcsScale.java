package io.signalbox.contract.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An Amazon ECS service runs at least {@code desired} tasks, and its scalable target of Application Auto Scaling, if there is one,
 * has that minimum. The previous numbers are remembered.
 *
 * @param exactly true for exactly so many tasks; then a scalable target stays as it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EcsScale(
        String region,
        String cluster,
        String service,
        int desired,
        @JsonProperty(required = false) @Nullable Boolean exactly)
        implements Action.Capacity {

    static final ActionKind<EcsScale> KIND = new ActionKind<>("ecs-scale", EcsScale.class, EcsScale::read);

    /** At least so many tasks. */
    public EcsScale(String region, String cluster, String service, int desired) {
        this(region, cluster, service, desired, null);
    }

    private static @Nullable EcsScale read(Cursor at) {
        Fields fields = at.fields("region", "cluster", "service", "desired", "exactly");
        String region = fields.required("region", AwsText::region);
        String cluster = fields.required("cluster", it -> AwsText.name(it, "a cluster's name or ARN"));
        String service = fields.required("service", it -> AwsText.name(it, "a service's name or ARN"));
        Integer desired = fields.required("desired", ArgumentReader::count);
        Boolean exactly = fields.ifPresent("exactly", Cursor::bool);
        return fields.whole(() -> new EcsScale(region, cluster, service, desired, exactly));
    }

    @Override
    public List<Need> needs() {
        Need ecs = Need.control(
                "Amazon ECS",
                region,
                IamPermission.of(
                        IamPermission.arn("ecs", region, scalableId()), "ecs:DescribeServices", "ecs:UpdateService"));
        return mayShrink()
                ? List.of(ecs)
                : List.of(
                        ecs,
                        Need.control(
                                "Application Auto Scaling",
                                region,
                                IamPermission.of(
                                        IamPermission.arn("application-autoscaling", region, "scalable-target/*"),
                                        "application-autoscaling:RegisterScalableTarget"),
                                IamPermission.of(
                                        IamPermission.ANY, "application-autoscaling:DescribeScalableTargets")));
    }

    /**
     * The service's id in Application Auto Scaling.
     * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
     */
    public String scalableId() {
        return "service/" + last(cluster) + "/" + last(service);
    }

    /** The name in a name or an ARN. */
    private static String last(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}
