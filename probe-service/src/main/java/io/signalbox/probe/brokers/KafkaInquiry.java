package io.signalbox.probe.brokers;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.wire.Expiry;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.KnownAddresses;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Security;
import io.signalbox.probe.wire.Target;
import io.signalbox.probe.wire.TlsClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a broker as every check does, which tells refusals, silence and certificates apart, and then asks it as Kafka's own
 * client does, on a thread of its own. One timeout bounds both.
 */
public final class KafkaInquiry implements Inquiry {

    private static final int MICRO = 1_000;
    private static final int MILLI = 1_000_000;
    private static final int LONGEST_DETAIL = 200;

    private final Network network;
    private final Target target;
    private final Metadata metadata;
    private final Duration timeout;
    private final KnownAddresses known = new KnownAddresses();

    /** @param target the broker, with a dialogue that passes once the connection stands */
    public KafkaInquiry(Network network, Target target, Check.Kafka check, Duration timeout) {
        this.network = network;
        this.target = target;
        this.metadata = new Metadata(target.name(), check, tls(network, target));
        this.timeout = timeout;
    }

    private static @Nullable TlsClient tls(Network network, Target target) {
        Security security = target.security();
        if (security == null) {
            return null;
        }
        return security.client() == null ? network.tls() : security.client();
    }

    @Override
    public void begin(EventLoop loop, Finding.Listener listener) {
        long startedNanos = System.nanoTime();
        network.attempt(loop, target, known, listener.after(finding -> {
            if (finding.passed()) {
                new Asking(loop, listener, startedNanos, finding).begin();
            } else {
                listener.found(finding);
            }
        }));
    }

    /** What follows once a connection has stood. On its event loop, but for what blocks. */
    private final class Asking {

        private final EventLoop loop;
        private final Finding.Listener listener;
        private final long startedNanos;
        private final Timings connected;
        private final @Nullable Expiry expiry;
        private @Nullable ScheduledFuture<?> limit;
        private long limitNanos;
        private boolean over;

        Asking(EventLoop loop, Finding.Listener listener, long startedNanos, Finding connected) {
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
                Metadata.Outcome outcome = metadata.ask(Duration.ofNanos(mostNanos));
                if (!loop.isShuttingDown()) {
                    loop.execute(() -> ends(outcome));
                }
            });
        }

        private void timedOut() {
            ends(new Metadata.Outcome.TimedOut());
        }

        private void ends(Metadata.Outcome outcome) {
            if (over) {
                return;
            }
            over = true;
            if (limit != null) {
                limit.cancel(false);
            }
            ProbeResult result =
                    switch (outcome) {
                        case Metadata.Outcome.Passed() -> new ProbeResult.Passed(took());
                        case Metadata.Outcome.Failed(Cause cause, String detail) ->
                            new ProbeResult.Failed(
                                    took(), cause, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
                        case Metadata.Outcome.TimedOut() ->
                            new ProbeResult.Failed(
                                    took(),
                                    Cause.TIMEOUT_FIRST_BYTE,
                                    "no metadata within " + limitNanos / MILLI + " ms");
                    };
            listener.found(new Finding(result, expiry));
        }

        private Timings took() {
            long total = (System.nanoTime() - startedNanos) / MICRO;
            long asked = total - connected.total();
            return new Timings(connected.resolve(), connected.connect(), connected.tls(), asked, 0, total);
        }
    }
}
