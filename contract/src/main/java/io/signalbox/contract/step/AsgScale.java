package io.signalbox.contract.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An EC2 Auto Scaling group has at least this size, and its instances are in service. A minimum that is not given
 * follows the desired size, so that no scaling policy shrinks it. The previous values are remembered.
 *
 * @param onDemandPercent of the instances above the base that are on-demand and not spot, in the group's mixed
 *     instances policy
 * @param exactly true for exactly the given values; null values then stay unchanged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AsgScale(
        String region,
        String group,
        @JsonProperty(required = false) @Nullable Integer min,
        @JsonProperty(required = false) @Nullable Integer desired,
        @JsonProperty(required = false) @Nullable Integer max,
        @JsonProperty(required = false) @Nullable Integer onDemandPercent,
        @JsonProperty(required = false) @Nullable Boolean exactly)
        implements Action.Capacity {

    static final ActionKind<AsgScale> KIND = new ActionKind<>("asg-scale", AsgScale.class, AsgScale::read);

    private static final List<String> SIZES = List.of("min", "desired", "max", "onDemandPercent");

    /** At least this size. */
    public AsgScale(
            String region,
            String group,
            @Nullable Integer min,
            @Nullable Integer desired,
            @Nullable Integer max,
            @Nullable Integer onDemandPercent) {
        this(region, group, min, desired, max, onDemandPercent, null);
    }

    private static @Nullable AsgScale read(Cursor at) {
        Fields fields = at.fields("region", "group", "min", "desired", "max", "onDemandPercent", "exactly");
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
        Boolean exactly = fields.ifPresent("exactly", Cursor::bool);
        return fields.whole(() -> new AsgScale(region, group, min, desired, max, percent, exactly));
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
