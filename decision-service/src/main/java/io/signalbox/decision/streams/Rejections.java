package io.signalbox.decision.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.UnreadableException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where records go that cannot be read: kept with their cause, counted, and out of the way. */
final class Rejections {

    private static final Logger LOG = Logger.getLogger(Rejections.class);

    private final MeterRegistry metrics;
    private final String sink;

    Rejections(MeterRegistry metrics, String sink) {
        this.metrics = metrics;
        this.sink = sink;
    }

    void reject(ProcessorContext<String, byte[]> context, Record<String, byte[]> record, UnreadableException cause) {
        String topic = context.recordMetadata().map(RecordMetadata::topic).orElse("?");
        LOG.warnf("record rejected topic=%s key=%s reason=%s", topic, record.key(), cause.getMessage());
        metrics.counter("signalbox_rejected", "topic", topic).increment();
        Record<String, byte[]> kept = record.withHeaders(record.headers());
        kept.headers().add("cause", bytes(cause.getMessage())).add("topic", bytes(topic));
        context.forward(kept, sink);
    }

    private static byte[] bytes(@Nullable String text) {
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }
}
