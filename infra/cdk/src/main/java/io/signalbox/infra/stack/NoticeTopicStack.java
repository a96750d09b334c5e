package io.signalbox.infra.stack;

import io.signalbox.contract.step.SnsNotify;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.constructs.Construct;

/** The topic of the notices about a service, and one address that gets them by e-mail. */
final class NoticeTopicStack extends RegionStack {

    NoticeTopicStack(Construct scope, SnsNotify notice) {
        super(scope, name(notice), notice.region(), "The topic to which Signalbox publishes notices");
        CfnParameter email = parameter("Email", "String", "Who gets the notices; the address has to confirm it");
        CfnTopic topic =
                CfnTopic.Builder.create(this, "Topic").topicName(name(notice)).build();
        CfnSubscription.Builder.create(this, "Subscription")
                .topicArn(topic.getRef())
                .protocol("email")
                .endpoint(email.getValueAsString())
                .build();
        output("TopicArn", topic.getRef(), "For sns-notify of the topology");
    }

    private static String name(SnsNotify notice) {
        return notice.topic().substring(notice.topic().lastIndexOf(':') + 1);
    }
}
