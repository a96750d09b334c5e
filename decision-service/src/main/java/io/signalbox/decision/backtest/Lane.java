package io.signalbox.decision.backtest;

import java.util.ArrayDeque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What has been read of one partition and not been handed on yet. */
final class Lane {

    /** With up to some 1 KiB each and a dozen partitions this bounds the memory to a few dozen MiB. */
    private static final int FULL = 4_000;

    private static final int HALF = FULL / 2;

    final TopicPartition partition;
    private final long end;
    private final ArrayDeque<ConsumerRecord<String, byte[]>> records = new ArrayDeque<>();
    private boolean paused;
    private boolean readToEnd;

    /** @param end the first offset that is not wanted */
    Lane(TopicPartition partition, long end) {
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

    /** Whether nothing can be said yet of what comes next. */
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

    /** Whether to stop reading, or to go on with it, has changed. */
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
