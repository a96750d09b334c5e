package io.signalbox.actuator.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.Topics;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Records that are no commands: kept with their cause, counted, in nobody's way. */
public final class Rejections {

    private static final Logger LOG = Logger.getLogger(Rejections.class);

    private final MutinyEmitter<byte[]> emitter;
    private final Counter counter;

    public Rejections(MutinyEmitter<byte[]> emitter, MeterRegistry meters) {
        this.emitter = emitter;
        this.counter = meters.counter("signalbox.rejected");
    }

    /** Blocks until Kafka has it. */
    void publish(Message<byte[]> message, String cause) {
        var headers = new RecordHeaders()
                .add("cause", cause.getBytes(StandardCharsets.UTF_8))
                .add("topic", Topics.COMMANDS.getBytes(StandardCharsets.UTF_8));
        var metadata = OutgoingKafkaRecordMetadata.builder()
                .withKey(key(message))
                .withHeaders(headers)
                .build();
        emitter.sendMessageAndAwait(Message.of(message.getPayload(), Metadata.of(metadata)));
        counter.increment();
        LOG.warnf("command rejected reason=%s", cause);
    }

    private static @Nullable Object key(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(metadata -> metadata.getKey())
                .orElse(null);
    }
}
