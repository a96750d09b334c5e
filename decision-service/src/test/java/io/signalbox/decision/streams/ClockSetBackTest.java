package io.signalbox.decision.streams;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.HEALTH;
import static io.signalbox.decision.core.Orders.ORDERS;
import static io.signalbox.decision.core.Orders.VANTAGES;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.evidence.Explanation;
import io.signalbox.decision.core.explain.EvidenceRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** The machine's clock jumps ahead and is put right again: nobody waits until the time has come again. */
class ClockSetBackTest {

    private static final Codec<Observation> OBSERVATIONS = Codec.of(Observation.class);
    private static final Codec<SiteVerdict> VERDICTS = Codec.of(SiteVerdict.class);
    private static final Duration JUMP = Duration.ofHours(1);

    private final MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();
    private final EvidenceProcessor processor;
    private Instant real = Instant.parse("2026-01-01T00:00:00Z");
    private Duration ahead = Duration.ZERO;
    private long sequence;
    private Verdict last = Verdict.UNKNOWN;

    ClockSetBackTest() {
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(EvidenceProcessor.STORE), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        context.setCurrentSystemTimeMs(real.toEpochMilli());
        var metrics = new SimpleMeterRegistry();
        processor = new EvidenceProcessor(
                Orders::topology,
                new Unasked(),
                new IntakeMetrics(metrics),
                LogEnds.READ,
                new Heartbeat(metrics, Orders.CELL),
                () -> {},
                ThreadLocal.withInitial(CommitPace::new),
                metrics);
        processor.init(context);
    }

    /** Each second every vantage tells that the site is up; Kafka's clock is right. */
    private void passes(int seconds) throws UnreadableException {
        for (int second = 0; second < seconds; second++) {
            real = real.plusSeconds(1);
            context.setCurrentSystemTimeMs(real.plus(ahead).toEpochMilli());
            sequence++;
            for (VantageName vantage : VANTAGES) {
                var seen = new Observation(
                        Observation.VERSION,
                        ORDERS,
                        EAST,
                        HEALTH,
                        vantage,
                        "run1",
                        sequence,
                        1_000,
                        new ProbeResult.Passed(Timings.total(1_000)),
                        null,
                        VantageHealth.HEALTHY,
                        "d1",
                        null,
                        null);
                context.setRecordMetadata(Topics.OBSERVATIONS, 0, sequence);
                processor.process(new Record<>(ORDERS.value(), OBSERVATIONS.write(seen), real.toEpochMilli()));
            }
            // Those of former lives are cancelled, and no longer do anything.
            for (var scheduled : Set.copyOf(context.scheduledPunctuators())) {
                if (!scheduled.cancelled()) {
                    scheduled.getPunctuator().punctuate(real.toEpochMilli());
                }
            }
            hear();
        }
    }

    private void hear() throws UnreadableException {
        for (var told : context.forwarded()) {
            String key = told.record().key();
            if (EvidenceProcessor.VERDICTS_SINK.equals(told.childName().orElse("")) && !Watermark.isKey(key)) {
                last = VERDICTS.read(told.record().value()).verdict();
            }
        }
        context.resetForwards();
    }

    @Test
    void evidenceCountsAgainAtOnceWhenTheClockIsRightAgain() throws UnreadableException {
        passes(5);
        assertThat(last).isEqualTo(Verdict.UP);
        ahead = JUMP;
        passes(10);
        assertThat(last).isEqualTo(Verdict.UNKNOWN);
        ahead = Duration.ZERO;
        passes(5);
        assertThat(last).isEqualTo(Verdict.UP);
    }

    @Test
    void aClockThatIsSetBackByLessThanASecondStandsStillForThatLong() {
        var clock = new Clock(context);
        Instant first = clock.now();
        context.setCurrentSystemTimeMs(first.minusMillis(900).toEpochMilli());
        assertThat(clock.now()).isEqualTo(first);
        assertThat(clock.isAhead()).isFalse();
        context.setCurrentSystemTimeMs(first.minusMillis(1_001).toEpochMilli());
        assertThat(clock.isAhead()).isTrue();
    }

    private static final class Unasked implements EvidenceRequests {
        @Override
        public Set<ServiceName> open() {
            return Set.of();
        }

        @Override
        public void answer(Explanation explanation) {
            throw new AssertionError("nobody asked");
        }
    }
}
