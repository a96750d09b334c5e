package io.signalbox.probe.brokers;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.certificates.CertificateExpiry;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.kind.CheckKind;
import io.signalbox.probe.kind.CheckSetup;
import io.signalbox.probe.wire.ConnectOnlyProtocol;
import io.signalbox.probe.wire.KnownAddresses;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.ProbeTarget;
import io.signalbox.probe.wire.TlsSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a broker like any other check, which tells refusals, timeouts and certificate errors apart. Then asks it
 * with Kafka's own client, on a virtual thread. One timeout bounds both.
 */
public final class KafkaChecker implements Checker {

    public static final CheckKind<Check.Kafka> KIND = new CheckKind<>(Check.Kafka.class, KafkaChecker::checker);

    private static final int MICRO = 1_000;
    private static final int MILLI = 1_000_000;
    private static final int LONGEST_DETAIL = 200;

    private final Network network;
    private final ProbeTarget target;
    private final ClusterMetadata metadata;
    private final Duration timeout;
    private final KnownAddresses known = new KnownAddresses();

    /** @param target the broker, with a protocol that passes once the connection is open */
    public KafkaChecker(Network network, ProbeTarget target, Check.Kafka check, Duration timeout) {
        this.network = network;
        this.target = target;
        this.metadata = new ClusterMetadata(target.name(), check, tls(network, target));
        this.timeout = timeout;
    }

    private static Checker checker(CheckSetup<Check.Kafka> setup) {
        ProbeTarget broker = setup.target(setup.check().port(), ConnectOnlyProtocol.INSTANCE);
        return setup.atAddresses(
                route -> new KafkaChecker(setup.network(), broker.by(route), setup.check(), setup.timeout()));
    }

    private static @Nullable TlsClient tls(Network network, ProbeTarget target) {
        TlsSettings security = target.security();
        if (security == null) {
            return null;
        }
        return security.client() == null ? network.tls() : security.client();
    }

    @Override
    public void begin(EventLoop loop, CheckResult.Listener listener) {
        long startedNanos = System.nanoTime();
        network.attempt(loop, target, known, listener.after(checkResult -> {
            if (checkResult.passed()) {
                new Asking(loop, listener, startedNanos, checkResult).begin();
            } else {
                listener.found(checkResult);
            }
        }));
    }

    /** Asks for metadata after the connection. Runs on the event loop, except for the blocking client. */
    private final class Asking {

        private final EventLoop loop;
        private final CheckResult.Listener listener;
        private final long startedNanos;
        private final Timings connected;
        private final @Nullable CertificateExpiry expiry;
        private @Nullable ScheduledFuture<?> limit;
        private long limitNanos;
        private boolean over;

        Asking(EventLoop loop, CheckResult.Listener listener, long startedNanos, CheckResult connected) {
            this.loop = loop;
            this.listener = listener;
            this.startedNanos = startedNanos;
            this.connected = connected.result().timings();
            this.expiry = connected.expiry();
        }

        void begin() {
            long leftNanos = Math.max(0, timeout.toNanos() - (System.nanoTime() - startedNanos));
            long mostNanos = target.route().firstByte(leftNanos);
            limitNanos = mostNanos == leftNanos ? timeout.toNanos() : mostNanos;
            limit = loop.schedule(this::timedOut, mostNanos, TimeUnit.NANOSECONDS);
            Thread.ofVirtual().name("kafka-probe").start(() -> {
                ClusterMetadata.Outcome outcome = metadata.ask(Duration.ofNanos(mostNanos));
                if (!loop.isShuttingDown()) {
                    loop.execute(() -> ends(outcome));
                }
            });
        }

        private void timedOut() {
            ends(new ClusterMetadata.Outcome.TimedOut());
        }

        private void ends(ClusterMetadata.Outcome outcome) {
            if (over) {
                return;
            }
            over = true;
            if (limit != null) {
                limit.cancel(false);
            }
            ProbeResult result =
                    switch (outcome) {
                        case ClusterMetadata.Outcome.Passed() -> new ProbeResult.Passed(took());
                        case ClusterMetadata.Outcome.Failed(Cause cause, String detail) ->
                            new ProbeResult.Failed(
                                    took(), cause, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
                        case ClusterMetadata.Outcome.TimedOut() ->
                            new ProbeResult.Failed(
                                    took(),
                                    Cause.TIMEOUT_FIRST_BYTE,
                                    "no metadata within " + limitNanos / MILLI + " ms");
                    };
            listener.found(new CheckResult(result, expiry));
        }

        private Timings took() {
            long total = (System.nanoTime() - startedNanos) / MICRO;
            long asked = total - connected.total();
            return new Timings(connected.resolve(), connected.connect(), connected.tls(), asked, 0, total);
        }
    }
}
