package io.signalbox.contract.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An EC2 Auto Scaling group has this size, and its instances are in service. Null values stay unchanged. The previous
 * values are remembered.
 *
 * @param onDemandPercent of the instances above the base that are on-demand and not spot, in the group's mixed
 *     instances policy
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AsgScale(
        String region,
        String group,
        @JsonProperty(required = false) @Nullable Integer min,
        @JsonProperty(required = false) @Nullable Integer desired,
        @JsonProperty(required = false) @Nullable Integer max,
        @JsonProperty(required = false) @Nullable Integer onDemandPercent)
        implements Action.Adjustment, Action.Preparation {

    static final ActionKind<AsgScale> KIND = new ActionKind<>("asg-scale", AsgScale.class, AsgScale::read);

    private static final List<String> SIZES = List.of("min", "desired", "max", "onDemandPercent");

    private static @Nullable AsgScale read(Cursor at) {
        Fields fields = at.fields("region", "group", "min", "desired", "max", "onDemandPercent");
        String region = fields.required("region", AwsText::region);
        String group = fields.required("group", it -> AwsText.name(it, "a group's name"));
        Integer min = fields.ifPresent("min", ArgumentReader::count);
        Integer desired = fields.ifPresent("desired", ArgumentReader::count);
        Integer max = fields.ifPresent("max", ArgumentReader::count);
        Integer percent = fields.ifPresent("onDemandPercent", it -> it.integer(0, 100));
        if (at.isMap() && SIZES.stream().noneMatch(fields::has)) {
            at.problem("expected at least one of " + String.join(", ", SIZES) + ", got none");
            return null;
        }
        requireOrder(fields, "min", min, "desired", desired);
        requireOrder(fields, "desired", desired, "max", max);
        requireOrder(fields, "min", min, "max", max);
        return fields.whole(() -> new AsgScale(region, group, min, desired, max, percent));
    }

    private static void requireOrder(
            Fields fields, String less, @Nullable Integer one, String more, @Nullable Integer other) {
        if (one != null && other != null && one > other) {
            fields.at(less).problem("expected at most " + more + ", which is " + other + ", got " + one);
        }
    }

    @Override
    public List<Need> needs() {
        String resource = "autoScalingGroup:*:autoScalingGroupName/" + group;
        return List.of(Need.control(
                "EC2 Auto Scaling",
                region,
                IamPermission.of(
                        IamPermission.arn("autoscaling", region, resource), "autoscaling:UpdateAutoScalingGroup"),
                IamPermission.of(IamPermission.ANY, "autoscaling:DescribeAutoScalingGroups")));
    }
}
