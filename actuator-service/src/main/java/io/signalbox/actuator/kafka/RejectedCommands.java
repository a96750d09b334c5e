package io.signalbox.actuator.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.Topics;
import io.signalbox.contract.log.LogBudget;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Stores records that cannot be read as commands, with the cause, and counts them. They block no other command. */
public final class RejectedCommands {

    private static final Logger LOG = Logger.getLogger(RejectedCommands.class);

    /** Bytes that are kept of a value; the header {@code size} says how many there were. */
    private static final int KEPT_OF_VALUE = 64 * 1024;

    private static final int KEPT_OF_TEXT = 1_000;

    private final MutinyEmitter<byte[]> emitter;
    private final Counter counter;
    private final InstantSource clock;
    /** Otherwise everyone who can write to the topic could fill the log. */
    private final LogBudget budget = new LogBudget(100, Duration.ofSeconds(1));

    public RejectedCommands(MutinyEmitter<byte[]> emitter, MeterRegistry meters, InstantSource clock) {
        this.clock = clock;
        this.emitter = emitter;
        this.counter = meters.counter("signalbox.rejected");
    }

    /** Blocks until Kafka has stored it. What is kept is limited, so that Kafka accepts it whatever was read. */
    void publish(Message<byte[]> message, String cause) {
        byte[] value = message.getPayload();
        String size = value == null ? "no value" : String.valueOf(value.length);
        String reason = text(cause);
        var headers = new RecordHeaders()
                .add("cause", bytes(reason))
                .add("topic", bytes(Topics.COMMANDS))
                .add("size", bytes(size));
        var metadata = OutgoingKafkaRecordMetadata.builder()
                .withKey(key(message))
                .withHeaders(headers)
                .build();
        emitter.sendMessageAndAwait(Message.of(cut(value), Metadata.of(metadata)));
        counter.increment();
        if (budget.take(clock.instant(), RejectedCommands::leftOut)) {
            LOG.warnf("command rejected reason=%s", reason);
        }
    }

    private static void leftOut(long commands) {
        LOG.warnf("rejected commands left out of the log, the topic has them all commands=%d", commands);
    }

    private static byte[] cut(byte @Nullable [] value) {
        if (value == null) {
            return new byte[0];
        }
        return value.length <= KEPT_OF_VALUE ? value : Arrays.copyOf(value, KEPT_OF_VALUE);
    }

    private static String text(String text) {
        String safe = text.replaceAll("\\p{Cntrl}", " ");
        return safe.length() <= KEPT_OF_TEXT ? safe : safe.substring(0, KEPT_OF_TEXT) + "…";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Object key(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(metadata -> metadata.getKey())
                .map(key -> text(String.valueOf(key)))
                .orElse(null);
    }
}
