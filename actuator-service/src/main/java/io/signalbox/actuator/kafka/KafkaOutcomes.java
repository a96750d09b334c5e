package io.signalbox.actuator.kafka;

import io.signalbox.actuator.core.OutcomeSink;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.codec.Codec;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Publishes outcomes to their topic: all in-sync replicas have acknowledged before {@link #publish} returns. */
public final class KafkaOutcomes implements OutcomeSink {

    private static final Codec<Outcome> OUTCOMES = Codec.of(Outcome.class);

    private final MutinyEmitter<byte[]> emitter;

    public KafkaOutcomes(MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    @Override
    public void publish(Outcome outcome) {
        var key = OutgoingKafkaRecordMetadata.builder()
                .withKey(outcome.service().value())
                .build();
        emitter.sendMessageAndAwait(Message.of(OUTCOMES.write(outcome), Metadata.of(key)));
    }
}
