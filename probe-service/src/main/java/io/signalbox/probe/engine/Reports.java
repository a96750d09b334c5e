package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.probe.core.Measured;
import io.signalbox.probe.core.ResultHistory;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Undecided;
import org.jspecify.annotations.Nullable;

/** Hands over the results of a check under one description, each with the vantage's health. Lives on the check's event loop. */
final class Reports {

    private final Watched watched;
    private final Digest digest;
    private final Surroundings around;
    private final VantageWatch vantage;
    private final Tally tally;
    private final EventLoop loop;
    private final ResultHistory history;
    /** Results that wait for the vantage's health; those after them wait too, to stay in order. */
    private int waiting;

    private boolean closed;

    /**
     * What one probe came to.
     *
     * @param number of the check's results
     * @param waitedNanos for its turn
     * @param news whether it may change a verdict
     */
    record Result(Finding finding, long number, long measuredNanos, long waitedNanos, boolean news) {}

    Reports(Watched watched, Digest digest, Surroundings around, VantageWatch vantage, Tally tally, EventLoop loop) {
        this.watched = watched;
        this.digest = digest;
        this.around = around;
        this.vantage = vantage;
        this.tally = tally;
        this.loop = loop;
        this.history = new ResultHistory(watched.probe());
    }

    /** A failure says nothing of the site before it is known that this vantage was well. */
    void judge(Result result, long sinceNanos) {
        if (result.finding().passed() && waiting == 0) {
            publish(result, vantage.health());
            return;
        }
        waiting++;
        vantage.ask(
                sinceNanos,
                result.news(),
                result.finding().dependencies(),
                (health, missing) -> loop.execute(() -> {
                    waiting--;
                    if (!closed && health.healthy() && missing != null) {
                        tally.unsaid(Undecided.without(missing));
                    } else if (!closed) {
                        publish(result, health);
                    }
                }));
    }

    private void publish(Result result, VantageHealth health) {
        var name = watched.name();
        Finding finding = result.finding();
        var observation = new Observation(
                Observation.VERSION,
                name.service(),
                name.site(),
                name.probe(),
                around.vantage(),
                around.run(),
                result.number(),
                0,
                finding.result(),
                finding.certificateExpiry(),
                health,
                digest.value(),
                watched.digest(),
                told(result, health));
        around.outlet()
                .publish(new Measured(
                        name,
                        observation,
                        result.measuredNanos(),
                        watched.probe().freshness(),
                        result.news()));
    }

    /** A sick vantage's results belong to no history, and end it. */
    private @Nullable CheckHistory told(Result result, VantageHealth health) {
        if (!health.healthy()) {
            history.end();
            return null;
        }
        return history.add(result.finding().passed(), result.waitedNanos());
    }

    /** A probe was void: what came before it says nothing of what comes after. */
    void voided() {
        history.end();
    }

    /** What has not left yet is not told any more. */
    void close() {
        closed = true;
    }
}
