package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.core.PendingObservation;
import io.signalbox.probe.core.ResultHistory;
import org.jspecify.annotations.Nullable;

/** Publishes a check's results with the vantage's health. Runs on the check's event loop. */
final class ResultReporter {

    private final ConfiguredCheck configured;
    private final TopologyDigest digest;
    private final EngineContext context;
    private final VantageMonitor vantage;
    private final CheckStatistics statistics;
    private final EventLoop loop;
    private final ResultHistory history;
    /** Results that wait for the vantage's health; later ones wait too, to stay in order. */
    private int waiting;

    private boolean closed;

    /**
     * The result of one probe.
     *
     * @param number sequence number of the check's results
     * @param waitedNanos for its turn
     * @param news whether it may change a verdict
     */
    record Result(CheckResult checkResult, long number, long measuredNanos, long waitedNanos, boolean news) {}

    ResultReporter(
            ConfiguredCheck configured,
            TopologyDigest digest,
            EngineContext context,
            VantageMonitor vantage,
            CheckStatistics statistics,
            EventLoop loop) {
        this.configured = configured;
        this.digest = digest;
        this.context = context;
        this.vantage = vantage;
        this.statistics = statistics;
        this.loop = loop;
        this.history = new ResultHistory(configured.probe());
    }

    /** Publishes a pass at once, and a failure once the vantage's health is known. */
    void judge(Result result, long sinceNanos) {
        if (result.checkResult().passed() && waiting == 0) {
            publish(result, vantage.health());
            return;
        }
        waiting++;
        vantage.ask(
                sinceNanos,
                result.news(),
                result.checkResult().dependencies(),
                (health, missing) -> loop.execute(() -> {
                    waiting--;
                    if (!closed && health.healthy() && missing != null) {
                        statistics.discardLast(UndecidedReason.without(missing));
                    } else if (!closed) {
                        publish(result, health);
                    }
                }));
    }

    private void publish(Result result, VantageHealth health) {
        var name = configured.name();
        CheckResult checkResult = result.checkResult();
        var observation = new Observation(
                Observation.VERSION,
                name.service(),
                name.site(),
                name.probe(),
                context.vantage(),
                context.run(),
                result.number(),
                0,
                checkResult.result(),
                checkResult.certificateExpiry(),
                health,
                digest.value(),
                configured.digest(),
                historyWith(result, health));
        context.sink()
                .publish(new PendingObservation(
                        name,
                        observation,
                        result.measuredNanos(),
                        configured.probe().freshness(),
                        result.news()));
    }

    /** Results of a sick vantage are not part of the history, and end it. */
    private @Nullable CheckHistory historyWith(Result result, VantageHealth health) {
        if (!health.healthy()) {
            history.end();
            return null;
        }
        return history.add(result.checkResult().passed(), result.waitedNanos(), result.measuredNanos());
    }

    /** A probe was void: earlier results say nothing about later ones. */
    void voided() {
        history.end();
    }

    /** Drops results that are not published yet. */
    void close() {
        closed = true;
    }
}
