package io.signalbox.decision.backtest;

import io.signalbox.contract.name.CellName;
import io.signalbox.decision.backtest.Job.State;
import io.signalbox.decision.core.backtest.BacktestReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A backtest from its request to its report. One thread at a time writes it, any thread may read it. */
final class BacktestAttempt {

    private static final Logger LOG = Logger.getLogger(BacktestAttempt.class);

    private final Job ordered;
    private final BacktestOrder order;
    private final CellName cell;
    private volatile State state = State.QUEUED;
    private volatile boolean cancelled;
    private volatile @Nullable BacktestRun run;
    private volatile @Nullable Instant startedAt;
    private volatile @Nullable Instant endedAt;
    private volatile @Nullable String problem;
    private volatile @Nullable BacktestReport report;

    BacktestAttempt(String id, String who, BacktestRequest asked, BacktestOrder order, CellName cell, Instant now) {
        this.ordered = new Job(id, State.QUEUED, who, asked, now, null, null, 0, 0, null, null, null);
        this.order = order;
        this.cell = cell;
    }

    String id() {
        return ordered.id();
    }

    boolean isOver() {
        return state == State.DONE || state == State.FAILED;
    }

    void cancel() {
        cancelled = true;
        BacktestRun under = run;
        if (under != null) {
            under.cancel();
        }
    }

    void perform(Supplier<Consumer<String, byte[]>> consumers, InstantSource clock) {
        if (cancelled) {
            return;
        }
        startedAt = clock.instant();
        state = State.RUNNING;
        var under = new BacktestRun(order, cell);
        run = under;
        if (cancelled) {
            under.cancel();
        }
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            report = under.perform(consumer);
            endedAt = clock.instant();
            state = State.DONE;
        } catch (RuntimeException e) {
            LOG.warnf(e, "backtest failed id=%s", id());
            problem = String.valueOf(e.getMessage());
            endedAt = clock.instant();
            state = State.FAILED;
        }
    }

    Job job() {
        BacktestRun under = run;
        return new Job(
                ordered.id(),
                state,
                ordered.who(),
                ordered.asked(),
                ordered.submittedAt(),
                startedAt,
                endedAt,
                state == State.DONE ? 1 : under == null ? 0 : under.progress(),
                under == null ? 0 : under.unreadable(),
                under == null ? null : under.observedFrom(),
                problem,
                report);
    }
}
