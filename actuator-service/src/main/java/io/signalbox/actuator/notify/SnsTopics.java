package io.signalbox.actuator.notify;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Messenger;
import io.signalbox.contract.Command;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.SnsNotify;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Publishes to standard topics of Amazon SNS: text for people, with attributes for filters. */
public final class SnsTopics implements Messenger<SnsNotify> {

    private final Calls<String, SnsClient> calls;

    public SnsTopics(Calls<String, SnsClient> calls) {
        this.calls = calls;
    }

    @Override
    public Class<SnsNotify> type() {
        return SnsNotify.class;
    }

    @Override
    public void tell(SnsNotify to, Command command, Fence fence, ActionAttempt turn) throws ActionFailedException {
        var _ = calls.call(
                "Publish",
                to.region(),
                turn,
                (client, within) -> client.publish(request -> request.topicArn(to.topic())
                        .message(words(command))
                        .messageAttributes(Map.of(
                                "service", text(command.service().value()),
                                "plan", text(command.plan()),
                                "step", text(String.valueOf(command.step())),
                                "idempotencyKey", text(Message.key(command))))
                        .overrideConfiguration(within)));
    }

    private static String words(Command command) {
        String words = Message.words(command.note(), command.service(), command.plan(), command.step());
        return command.event() == null ? words : words + " (cell " + command.cell() + ")";
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
