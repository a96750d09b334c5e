package io.signalbox.actuator.kafka;

import static io.signalbox.actuator.Orders.CELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.sandbox.watch.LoggedLines;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

/** What is no command is kept aside once, in a form that Kafka takes. */
class RejectionsTest {

    private final List<Message<byte[]>> kept = new CopyOnWriteArrayList<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private RejectedCommands rejected(MutinyEmitter<byte[]> emitter) {
        return new RejectedCommands(emitter, meters, () -> now);
    }

    private CommandConsumer consumer() {
        return new CommandConsumer(CELL, null, null, rejected(emitter()), Duration.ofMillis(1));
    }

    @SuppressWarnings("unchecked")
    private MutinyEmitter<byte[]> emitter() {
        return (MutinyEmitter<byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MutinyEmitter.class}, (_, _, arguments) -> {
                    kept.add((Message<byte[]>) arguments[0]);
                    return null;
                });
    }

    private void takes(byte[] value) {
        Message<byte[]> message = new Message<>() {
            @Override
            public byte[] getPayload() {
                return value;
            }

            @Override
            public CompletableFuture<Void> ack() {
                acknowledged.incrementAndGet();
                return CompletableFuture.completedFuture(null);
            }
        };
        assertThat(consumer().accept(message)).isCompleted();
        await().until(() -> acknowledged.get() == 1);
        assertThat(kept).hasSize(1);
        assertThat(meters.counter("signalbox.rejected").count()).isEqualTo(1);
    }

    private String header(String name) {
        var metadata =
                kept.getFirst().getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        return new String(metadata.getHeaders().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void aTombstoneIsRejectedOnce() {
        takes(null);
        assertThat(kept.getFirst().getPayload()).isEmpty();
        assertThat(header("cause")).isEqualTo("Command: no value");
        assertThat(header("size")).isEqualTo("no value");
    }

    @Test
    void aMegabyteOfGarbageIsRejectedOnceAndCutShort() {
        takes(new byte[1 << 20]);
        assertThat(kept.getFirst().getPayload()).hasSize(64 * 1024);
        assertThat(header("size")).isEqualTo("1048576");
        assertThat(header("cause")).isEqualTo("Command: expected at most 262144 bytes, got 1048576");
    }

    @Test
    void aCauseForgesNoLineOfTheLog() {
        takes("{\"v\":\"a\nb\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(header("cause")).doesNotContain("\n");
    }

    @Test
    void aFloodFillsTheTopicButNotTheLog() {
        try (var log = LoggedLines.of(RejectedCommands.class)) {
            RejectedCommands rejections = rejected(emitter());
            for (int i = 0; i < 1_000; i++) {
                rejections.publish(Message.of(new byte[] {1}), "garbage");
            }
            assertThat(kept).hasSize(1_000);
            assertThat(log.take()).hasSize(100);
            now = now.plusSeconds(1);
            rejections.publish(Message.of(new byte[] {1}), "garbage");
            assertThat(log.take())
                    .containsExactly(
                            "rejected commands left out of the log, the topic has them all commands=900",
                            "command rejected reason=garbage");
        }
    }
}
