package io.signalbox.decision.backtest;

import io.signalbox.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the observations of a time range from all partitions in the order in which Kafka stored them. Memory is bounded: a
 * partition that is ahead of the others is paused.
 */
public final class Replay {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, RecordBuffer> lanes = new HashMap<>();
    private long wanted;
    private long handed;

    /** Receives each record on the reader's thread. */
    public interface Sink {
        /** @param share of the range that has been handed on before this record, 0 to 1 */
        void accept(ConsumerRecord<String, byte[]> record, double share);
    }

    /** A consumer of no group, which this does not close. */
    public Replay(Consumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Reads until the end of the range, or until it is cancelled.
     *
     * @param to records stored at this time or later are not passed on
     * @throws IllegalStateException when Kafka returns nothing for 30 seconds
     */
    public void run(Instant from, Instant to, Sink sink, BooleanSupplier cancelled) {
        assign(from, to);
        Duration silence = Duration.ZERO;
        while (!cancelled.getAsBoolean() && !lanes.values().stream().allMatch(RecordBuffer::done)) {
            int count = read();
            silence = count == 0 ? silence.plus(POLL) : Duration.ZERO;
            if (silence.compareTo(PATIENCE) > 0) {
                throw new IllegalStateException("Kafka has given no observation for " + PATIENCE.toSeconds()
                        + " s, though there are more up to " + to);
            }
            handOn(sink, cancelled);
        }
    }

    private void assign(Instant from, Instant to) {
        List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                .filter(topic -> Topics.hasObservations(topic.getKey()))
                .flatMap(topic -> topic.getValue().stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(at(partitions, from));
        Map<TopicPartition, OffsetAndTimestamp> ends = consumer.offsetsForTimes(at(partitions, to));
        Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
        var begun = new HashMap<TopicPartition, Long>();
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp begin = begins.get(partition);
            OffsetAndTimestamp end = ends.get(partition);
            long until = end == null ? last.getOrDefault(partition, 0L) : end.offset();
            if (begin != null && begin.offset() < until) {
                begun.put(partition, begin.offset());
                lanes.put(partition, new RecordBuffer(partition, until));
                wanted += until - begin.offset();
            }
        }
        consumer.assign(begun.keySet());
        begun.forEach(consumer::seek);
    }

    private static Map<TopicPartition, Long> at(List<TopicPartition> partitions, Instant time) {
        return partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> time.toEpochMilli()));
    }

    private int read() {
        var records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
            RecordBuffer lane = lanes.get(partition);
            if (lane != null) {
                records.records(partition).forEach(lane::add);
            }
        }
        var pause = new ArrayList<TopicPartition>();
        var resume = new ArrayList<TopicPartition>();
        for (RecordBuffer lane : lanes.values()) {
            lane.readTo(consumer.position(lane.partition));
            if (lane.turned()) {
                (lane.paused() ? pause : resume).add(lane.partition);
            }
        }
        consumer.pause(pause);
        consumer.resume(resume);
        return records.count();
    }

    /** Passes on all records that no older record can precede. */
    private void handOn(Sink sink, BooleanSupplier cancelled) {
        while (!cancelled.getAsBoolean()) {
            RecordBuffer oldest = null;
            long time = Long.MAX_VALUE;
            for (RecordBuffer lane : lanes.values()) {
                if (lane.unsure()) {
                    return;
                }
                ConsumerRecord<String, byte[]> first = lane.first();
                if (first != null && first.timestamp() < time) {
                    oldest = lane;
                    time = first.timestamp();
                }
            }
            ConsumerRecord<String, byte[]> record = oldest == null ? null : oldest.first();
            if (oldest == null || record == null) {
                return;
            }
            oldest.removeFirst();
            sink.accept(record, (double) handed++ / wanted);
        }
    }
}
