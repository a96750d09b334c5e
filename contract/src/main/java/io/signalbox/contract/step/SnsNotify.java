package io.signalbox.contract.step;

import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message about the step has been published to an Amazon SNS topic. @param topic its ARN */
public record SnsNotify(String region, String topic) implements Action.Notification {

    static final ActionKind<SnsNotify> KIND = new ActionKind<>("sns-notify", SnsNotify.class, SnsNotify::read);

    private static @Nullable SnsNotify read(Cursor at) {
        Fields fields = at.fields("region", "topic");
        String region = fields.required("region", AwsText::region);
        String topic = fields.required("topic", it -> AwsText.arn(it, "sns"));
        return fields.whole(() -> new SnsNotify(region, topic));
    }

    @Override
    public List<Need> needs() {
        return List.of(Need.data("Amazon SNS", region, IamPermission.of(topic, "sns:Publish")));
    }
}
