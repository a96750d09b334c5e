package io.signalbox.decision.streams;

import io.signalbox.contract.Topics;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.evidence.Backlog;
import io.signalbox.decision.core.evidence.Backlog.LeftOut;
import io.signalbox.decision.core.evidence.Shares;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** How far a task has read one topic with observations, and which of them it counts. Not thread-safe. */
final class ReadTopic {

    private final @Nullable VantageName vantage;
    private final Backlog backlog;
    private final Shares shares;
    private long next;

    /** @param next the offset after the last record that was read; -1 for none yet */
    ReadTopic(String topic, Topology topology, long next) {
        this.next = next;
        vantage = Topics.vantage(topic);
        backlog = new Backlog(topology.services());
        shares = new Shares(
                topology.services(), vantage == null ? topology.vantages().size() : 1);
    }

    /** The vantage whose topic it is; null for the topic of all. */
    @Nullable
    VantageName vantage() {
        return vantage;
    }

    /** True if this vantage may write to the topic. */
    boolean isOf(VantageName other) {
        return vantage == null || vantage.equals(other);
    }

    void read(long offset) {
        next = offset + 1;
    }

    long next() {
        return next;
    }

    /** Null when the observation is counted. */
    @Nullable
    LeftOut leavesOut(Record<String, byte[]> record, Instant appended, Instant now) {
        LeftOut why = backlog.leavesOut(record.key(), () -> SequenceScan.of(record.value()), appended, now);
        return why == null && backlog.isBehind() && !shares.take(record.key(), appended) ? LeftOut.FLOOD : why;
    }

    boolean isShedding() {
        return backlog.isShedding();
    }

    /** @param readTo up to when all that was stored has been read */
    Instant heardTo(Instant readTo, Instant now) {
        return backlog.heardTo(readTo, now);
    }
}
