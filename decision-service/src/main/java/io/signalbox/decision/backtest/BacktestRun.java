package io.signalbox.decision.backtest;

import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.backtest.Backtest;
import io.signalbox.decision.core.backtest.BacktestReport;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A running backtest. Any thread may read its figures. */
public final class BacktestRun {

    private static final Codec<Observation> OBSERVATIONS = Codec.of(Observation.class);

    private final BacktestOrder order;
    private final Backtest backtest;
    private final Set<String> services;
    private volatile boolean cancelled;
    private volatile double progress;
    private final AtomicLong unreadable = new AtomicLong();
    private volatile @Nullable Instant observedFrom;

    public BacktestRun(BacktestOrder order, CellName cell) {
        this.order = order;
        this.backtest = new Backtest(order.today(), order.candidate(), cell, order.from(), order.falseWithin());
        this.services = order.today().services().stream()
                .map(Service::name)
                .map(ServiceName::value)
                .collect(Collectors.toSet());
    }

    /** @return null when cancelled */
    public @Nullable BacktestReport perform(Consumer<String, byte[]> consumer) {
        new Replay(consumer).run(order.from(), order.to(), this::take, () -> cancelled);
        return cancelled ? null : backtest.end(order.to());
    }

    private void take(ConsumerRecord<String, byte[]> record, double share) {
        progress = share;
        if (!services.contains(record.key())) {
            return;
        }
        Instant stored = Instant.ofEpochMilli(record.timestamp());
        if (observedFrom == null) {
            observedFrom = stored;
        }
        try {
            backtest.observe(OBSERVATIONS.read(record.value()), stored);
        } catch (UnreadableException e) {
            // Was reported and stored when it was first read.
            unreadable.incrementAndGet();
        }
    }

    void cancel() {
        cancelled = true;
    }

    double progress() {
        return progress;
    }

    long unreadable() {
        return unreadable.get();
    }

    @Nullable
    Instant observedFrom() {
        return observedFrom;
    }
}
