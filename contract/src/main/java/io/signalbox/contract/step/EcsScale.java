package io.signalbox.contract.step;

import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An Amazon ECS service runs {@code desired} tasks. Its previous number is remembered. */
public record EcsScale(String region, String cluster, String service, int desired)
        implements Action.Adjustment, Action.Preparation {

    static final ActionKind<EcsScale> KIND = new ActionKind<>("ecs-scale", EcsScale.class, EcsScale::read);

    private static @Nullable EcsScale read(Cursor at) {
        Fields fields = at.fields("region", "cluster", "service", "desired");
        String region = fields.required("region", AwsText::region);
        String cluster = fields.required("cluster", it -> AwsText.name(it, "a cluster's name or ARN"));
        String service = fields.required("service", it -> AwsText.name(it, "a service's name or ARN"));
        Integer desired = fields.required("desired", ArgumentReader::count);
        return fields.whole(() -> new EcsScale(region, cluster, service, desired));
    }

    @Override
    public List<Need> needs() {
        String resource = "service/" + last(cluster) + "/" + last(service);
        return List.of(Need.control(
                "Amazon ECS",
                region,
                IamPermission.of(
                        IamPermission.arn("ecs", region, resource), "ecs:DescribeServices", "ecs:UpdateService")));
    }

    /** The name in a name or an ARN. */
    private static String last(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}
