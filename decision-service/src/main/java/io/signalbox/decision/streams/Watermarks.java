package io.signalbox.decision.streams;

import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.evidence.Watermark.Unconfirmed;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.core.evidence.ShadowedEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reports to stage 2 how far stage 1 has read a partition and which verdicts are confirmed: about once a second, and immediately
 * when the confirmations change. The last watermark is stored: it tells the next run how long nobody counted. One per run of a task.
 */
final class Watermarks {

    private static final Logger LOG = Logger.getLogger(Watermarks.class);
    private static final Codec<Watermark> WATERMARKS = Codec.of(Watermark.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int ID_LENGTH = 8;

    private final ProcessorContext<String, byte[]> context;
    private final KeyValueStore<String, byte[]> store;
    private final int partition;
    private final String life = UUID.randomUUID().toString().substring(0, ID_LENGTH);
    private final Instant since;
    private final @Nullable Watermark former;
    private @Nullable Instant readTo;
    private Duration lag = Duration.ZERO;
    private @Nullable Watermark last;
    private Instant tellAt = Instant.MIN;

    Watermarks(ProcessorContext<String, byte[]> context, KeyValueStore<String, byte[]> store, Instant since) {
        this.context = context;
        this.store = store;
        this.partition = context.taskId().partition();
        this.since = since;
        byte[] stored = store.get(Watermark.key(partition));
        this.former = stored == null ? null : read(stored);
    }

    /** An unreadable watermark is ignored: then no time counts as unobserved. The next watermark replaces it. */
    private static @Nullable Watermark read(byte[] stored) {
        try {
            return WATERMARKS.read(stored);
        } catch (UnreadableException e) {
            LOG.warnf("the stored watermark cannot be read and is not used reason=%s", e.getMessage());
            return null;
        }
    }

    /** The last watermark of this run; before its first, the stored one of the previous run. Null when there is none. */
    @Nullable
    Watermark last() {
        return last == null ? former : last;
    }

    /** Records the position and lag of an observation that was read. */
    void read(Instant appended, Instant now) {
        readTo = readTo == null || appended.isAfter(readTo) ? appended : readTo;
        lag = Duration.between(appended, now);
    }

    /**
     * Call it after the verdicts that the watermark covers have been forwarded.
     *
     * @return whether the confirmations have changed, so that the caller commits immediately
     */
    boolean tell(Map<ServiceName, ShadowedEvidence> evidence, Instant now) {
        if (evidence.isEmpty()) {
            return false;
        }
        Set<ServiceName> services = evidence.keySet();
        var unconfirmed = new ArrayList<Unconfirmed>();
        evidence.values().forEach(counted -> unconfirmed.addAll(counted.unconfirmed(now)));
        Watermark told = last;
        boolean news = told == null
                || !told.unconfirmed().equals(unconfirmed)
                || told.services().size() != services.size();
        if (!news && now.isBefore(tellAt)) {
            return false;
        }
        tellAt = now.plus(EVERY);
        var watermark = new Watermark(
                Watermark.VERSION, partition, life, since, now, readTo, lag, List.copyOf(services), unconfirmed);
        last = watermark;
        String key = Watermark.key(partition);
        byte[] value = WATERMARKS.write(watermark);
        store.put(key, value);
        context.forward(new Record<>(key, value, now.toEpochMilli()), EvidenceProcessor.VERDICTS_SINK);
        return news;
    }
}
