package io.signalbox.decision.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.log.LogBudget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts records that cannot be read or that make a decision fail, and stores them with their cause in the rejected topic. Value and
 * texts are truncated, so that Kafka always accepts the record.
 */
final class RejectedRecords {

    /** Maximum stored bytes of a value; the header {@code size} has the original size. */
    static final int KEPT_OF_VALUE = 64 * 1024;

    private static final Logger LOG = Logger.getLogger(RejectedRecords.class);
    private static final int KEPT_OF_TEXT = 1_000;

    /** Otherwise everyone who can write to a topic could fill the log. */
    private final LogBudget budget = new LogBudget(100, Duration.ofSeconds(1));

    private final MeterRegistry metrics;
    private final String sink;

    RejectedRecords(MeterRegistry metrics, String sink) {
        this.metrics = metrics;
        this.sink = sink;
    }

    void reject(ProcessorContext<String, byte[]> context, Record<String, byte[]> record, Exception cause) {
        String topic = context.recordMetadata().map(RecordMetadata::topic).orElse("?");
        String reason = text(String.valueOf(cause.getMessage()));
        String key = record.key() == null ? null : text(record.key());
        boolean logged = budget.take(Instant.ofEpochMilli(context.currentSystemTimeMs()), RejectedRecords::leftOut);
        if (logged && cause instanceof RuntimeException) {
            LOG.errorf(cause, "record failed and is rejected topic=%s key=%s", topic, key);
        } else if (logged) {
            LOG.warnf("record rejected topic=%s key=%s reason=%s", topic, key, reason);
        }
        metrics.counter("signalbox_rejected", "topic", topic).increment();
        byte[] value = record.value();
        var headers = new RecordHeaders();
        headers.add("cause", bytes(cause instanceof RuntimeException ? text(cause.toString()) : reason));
        headers.add("topic", bytes(topic));
        headers.add("size", bytes(value == null ? "no value" : String.valueOf(value.length)));
        context.forward(new Record<>(key, cut(value), Math.max(record.timestamp(), 0), headers), sink);
    }

    private static void leftOut(long records) {
        LOG.warnf("rejected records left out of the log, the topic has them all records=%d", records);
    }

    private static byte @Nullable [] cut(byte @Nullable [] value) {
        return value == null || value.length <= KEPT_OF_VALUE ? value : Arrays.copyOf(value, KEPT_OF_VALUE);
    }

    private static String text(String text) {
        String safe = text.replaceAll("\\p{Cntrl}", " ");
        return safe.length() <= KEPT_OF_TEXT ? safe : safe.substring(0, KEPT_OF_TEXT) + "…";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
