package io.signalbox.decision.backtest;

import java.util.ArrayDeque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The buffer of one partition: records that were read but not yet passed on. */
final class RecordBuffer {

    /** With up to some 1 KiB each and a dozen partitions this bounds the memory to a few dozen MiB. */
    private static final int FULL = 4_000;

    private static final int HALF = FULL / 2;

    final TopicPartition partition;
    private final long end;
    private final ArrayDeque<ConsumerRecord<String, byte[]>> records = new ArrayDeque<>();
    private boolean paused;
    private boolean readToEnd;

    /** @param end the first offset after the range */
    RecordBuffer(TopicPartition partition, long end) {
        this.partition = partition;
        this.end = end;
    }

    void add(ConsumerRecord<String, byte[]> record) {
        if (record.offset() < end) {
            records.add(record);
        }
    }

    void readTo(long position) {
        readToEnd = position >= end;
    }

    /** True if the next record is not known yet. */
    boolean unsure() {
        return records.isEmpty() && !readToEnd;
    }

    boolean done() {
        return records.isEmpty() && readToEnd;
    }

    @Nullable
    ConsumerRecord<String, byte[]> first() {
        return records.peek();
    }

    void removeFirst() {
        records.remove();
    }

    /** Updates whether the partition is paused. @return whether that changed */
    boolean turned() {
        boolean pause = readToEnd || (paused ? records.size() > HALF : records.size() >= FULL);
        boolean turned = pause != paused;
        paused = pause;
        return turned;
    }

    boolean paused() {
        return paused;
    }
}
