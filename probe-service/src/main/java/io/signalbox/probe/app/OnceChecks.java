package io.signalbox.probe.app;

import io.signalbox.probe.alarm.AlarmBoard;
import io.signalbox.probe.alarm.AlarmSource;
import io.signalbox.probe.beat.Beats;
import io.signalbox.probe.core.Described;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.engine.Latest;
import io.signalbox.probe.once.AdHoc;
import io.signalbox.probe.once.Breakdown;
import io.signalbox.probe.once.Once;
import io.signalbox.probe.once.Secrets;
import io.signalbox.probe.wire.Network;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Checks made once, just as they are made by the schedule, but counted and published nowhere. */
final class OnceChecks implements AutoCloseable {

    private final Once once;
    private final Targets targets;
    private final Beats beats;
    private final AlarmSource alarms;
    private final Latest latest;

    /** @param latest what the scheduled checks have found, for those that build on it */
    OnceChecks(Network network, Targets targets, Beats beats, AlarmSource alarms, Latest latest) {
        this.once = new Once(network, InstantSource.system());
        this.targets = targets;
        this.beats = beats;
        this.alarms = alarms;
        this.latest = latest;
    }

    CompletableFuture<Breakdown> run(Watched watched, Secrets secrets) {
        // A board of its own: what it reads is no reading of the scheduled checks.
        return once.run(
                watched.name().toString(),
                Described.of(watched).kind(),
                watched.probe().timeout(),
                secrets,
                network -> new Inquiries(network, targets, beats, new AlarmBoard(alarms)).inquiry(watched, latest));
    }

    CompletableFuture<Breakdown> run(AdHoc url) {
        return once.run(url.name(), url.kind(), AdHoc.TIMEOUT, new Secrets(List.of()), url::inquiry);
    }

    static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> under) {
        return CompletableFuture.allOf(under.toArray(CompletableFuture[]::new))
                .thenApply(_ -> under.stream().map(CompletableFuture::join).toList());
    }

    @Override
    public void close() {
        once.close();
    }
}
