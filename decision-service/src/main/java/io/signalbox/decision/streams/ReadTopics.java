package io.signalbox.decision.streams;

import io.signalbox.contract.Topics;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.evidence.Silence;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** The topics with observations that a task of stage 1 reads. Not thread-safe. */
final class ReadTopics {

    private final LogEnds ends;
    private final Map<String, ReadTopic> topics = new HashMap<>();

    ReadTopics(LogEnds ends) {
        this.ends = ends;
    }

    void clear() {
        topics.clear();
    }

    /** A record was read. @return its topic */
    ReadTopic read(RecordMetadata record, Topology topology) {
        ReadTopic topic = topics.computeIfAbsent(record.topic(), name -> new ReadTopic(name, topology, -1));
        topic.read(record.offset());
        return topic;
    }

    /** Follows a new topology; the positions stay. */
    void follow(Topology newer) {
        topics.replaceAll((name, topic) -> new ReadTopic(name, newer, topic.next()));
    }

    void countShedding(IntakeMetrics intake, int partition) {
        topics.forEach((name, topic) -> intake.shedding(new TopicPartition(name, partition), topic.isShedding()));
    }

    /** A vantage writes to its own topic and, with a prober of an earlier version, to the topic of all. */
    Silence silence(int partition, Instant now) {
        Instant ofAll = heardTo(Topics.OBSERVATIONS, partition, now);
        var known = new HashMap<VantageName, Instant>();
        return vantage -> known.computeIfAbsent(vantage, _ -> {
            Instant own = heardTo(Topics.observations(vantage), partition, now);
            return own.isBefore(ofAll) ? own : ofAll;
        });
    }

    private Instant heardTo(String name, int partition, Instant now) {
        ReadTopic topic = topics.get(name);
        Instant read = ends.readTo(new TopicPartition(name, partition), topic == null ? -1 : topic.next(), now);
        return topic == null ? read : topic.heardTo(read, now);
    }

    /** The vantages of whose results only a part is counted. */
    List<VantageName> partlyCounted(Topology topology) {
        return topology.vantages().stream()
                .filter(vantage -> isShedding(Topics.OBSERVATIONS) || isShedding(Topics.observations(vantage)))
                .toList();
    }

    private boolean isShedding(String name) {
        ReadTopic topic = topics.get(name);
        return topic != null && topic.isShedding();
    }
}
