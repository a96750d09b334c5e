package io.signalbox.probe.app;

import io.signalbox.probe.alarm.AlarmRegions;
import io.signalbox.probe.alarm.AlarmSource;
import io.signalbox.probe.certificates.TlsClients;
import io.signalbox.probe.check.LatestResults;
import io.signalbox.probe.core.CheckSummary;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.core.HeartbeatRegistry;
import io.signalbox.probe.once.CheckReport;
import io.signalbox.probe.once.OnceRunner;
import io.signalbox.probe.once.Redaction;
import io.signalbox.probe.once.UrlCheck;
import io.signalbox.probe.wire.Network;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs checks once, as the schedule would, but neither counts nor publishes the results. */
final class OnceChecks implements AutoCloseable {

    private final OnceRunner once;
    private final TlsClients tls;
    private final HeartbeatRegistry heartbeats;
    private final AlarmSource alarms;
    private final LatestResults latest;

    /** @param latest results of the scheduled checks, for calculated checks */
    OnceChecks(
            Network network, TlsClients tls, HeartbeatRegistry heartbeats, AlarmSource alarms, LatestResults latest) {
        this.once = new OnceRunner(network, InstantSource.system());
        this.tls = tls;
        this.heartbeats = heartbeats;
        this.alarms = alarms;
        this.latest = latest;
    }

    CompletableFuture<CheckReport> run(ConfiguredCheck configured, Redaction secrets) {
        // Own alarm reading: it must not count as one of the scheduled checks.
        return once.run(
                configured.name().toString(),
                CheckSummary.of(configured).kind(),
                configured.probe().timeout(),
                secrets,
                network ->
                        new CheckKinds(network, tls, heartbeats, new AlarmRegions(alarms)).checker(configured, latest));
    }

    CompletableFuture<CheckReport> run(UrlCheck url) {
        return once.run(url.name(), url.kind(), UrlCheck.TIMEOUT, new Redaction(List.of()), url::checker);
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
