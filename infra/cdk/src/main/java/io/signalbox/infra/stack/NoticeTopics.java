package io.signalbox.infra.stack;

import io.signalbox.contract.step.SnsNotify;
import io.signalbox.contract.topology.Topology;
import java.util.List;
import software.amazon.awscdk.App;

/** The topics of Amazon SNS that a topology names. */
public final class NoticeTopics {

    private NoticeTopics() {}

    /** Each topic once. */
    public static List<SnsNotify> of(Topology topology) {
        return topology.services().stream()
                .flatMap(service -> service.notices())
                .filter(SnsNotify.class::isInstance)
                .map(SnsNotify.class::cast)
                .distinct()
                .toList();
    }

    /** A stack for each. */
    public static void add(App app, Topology topology) {
        of(topology).forEach(notice -> new NoticeTopicStack(app, notice));
    }
}
