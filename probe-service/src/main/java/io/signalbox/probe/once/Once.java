package io.signalbox.probe.once;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.probe.once.Breakdown.Ending;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Transport;
import io.signalbox.probe.wire.Undecided;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes checks once, on an event loop of its own: what others measure does not become later by it. Thread-safe. */
public final class Once implements AutoCloseable {

    private static final int MICRO = 1_000;
    /** What asks for longer is not waited for. */
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** After its timeout a check has told what it found; this is for one that does not. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final long LOOKUP_SECONDS = 2;

    private final Network network;
    private final InstantSource clock;
    private final EventLoopGroup loops = Transport.best().loops(1, new DefaultThreadFactory("once", true));

    public Once(Network network, InstantSource clock) {
        this.network = network;
        this.clock = clock;
    }

    /**
     * Makes one check. Ends soon after its timeout at the latest.
     *
     * @param how given the network to be used
     */
    public CompletableFuture<Breakdown> run(
            String check, String kind, Duration timeout, Secrets secrets, Function<Network, Inquiry> how) {
        return new Run(check, kind, timeout, secrets).begin(how);
    }

    @Override
    public void close() {
        var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** One check under way. */
    private final class Run implements Finding.Listener {

        private final String check;
        private final String kind;
        private final Duration timeout;
        private final Secrets secrets;
        private final Recording recording;
        private final EventLoop loop = loops.next();
        private final Instant startedAt = clock.instant();
        private final long startedNanos = System.nanoTime();
        private final CompletableFuture<Told> told = new CompletableFuture<>();

        /** @param finding null for nothing to say, and {@code why} */
        private record Told(@Nullable Finding finding, String why, long atNanos) {}

        Run(String check, String kind, Duration timeout, Secrets secrets) {
            this.check = check;
            this.kind = kind;
            this.timeout = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
            this.secrets = secrets;
            this.recording = new Recording(secrets, clock);
        }

        CompletableFuture<Breakdown> begin(Function<Network, Inquiry> how) {
            Inquiry inquiry = how.apply(network.noted(recording));
            loop.execute(() -> {
                try {
                    inquiry.begin(loop, this);
                } catch (RuntimeException e) {
                    found(failure(e.getClass().getSimpleName()));
                }
            });
            var _ = loop.schedule(this::late, timeout.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
            return told.whenComplete((_, _) -> inquiry.close())
                    .thenComposeAsync(what -> named().thenApply(addresses -> breakdown(what, addresses)), loop);
        }

        private void late() {
            told.complete(new Told(null, "it has not ended within " + timeout.toMillis() + " ms", System.nanoTime()));
        }

        private Finding failure(String detail) {
            long micros = (System.nanoTime() - startedNanos) / MICRO;
            return new Finding(new ProbeResult.Failed(Timings.total(micros), Cause.OTHER, detail), null);
        }

        @Override
        public void found(Finding finding) {
            told.complete(new Told(finding, "", System.nanoTime()));
        }

        @Override
        public void undecided(Undecided why) {
            told.complete(new Told(null, "it has nothing to say of the site now: " + why, System.nanoTime()));
        }

        /** All addresses of each connection's name, looked up once all is measured: mostly they are still known then. */
        private CompletableFuture<List<List<String>>> named() {
            var all = new ArrayList<CompletableFuture<List<String>>>();
            for (Recording.Seen seen : recording.connections()) {
                InetSocketAddress name = seen.lookedUp();
                all.add(name == null ? CompletableFuture.completedFuture(List.of()) : addresses(name));
            }
            return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .thenApply(_ -> all.stream().map(CompletableFuture::join).toList());
        }

        private CompletableFuture<List<String>> addresses(InetSocketAddress name) {
            var found = new CompletableFuture<List<String>>();
            var _ = network.addresses(loop, name)
                    .addListener((Future<List<InetSocketAddress>> answer) -> found.complete(
                            answer.isSuccess()
                                    ? answer.getNow().stream()
                                            .map(Addresses::host)
                                            .toList()
                                    : List.of()));
            return found.completeOnTimeout(List.of(), LOOKUP_SECONDS, TimeUnit.SECONDS);
        }

        private Breakdown breakdown(Told what, List<List<String>> addresses) {
            List<Recording.Seen> seen = recording.connections();
            var connections = new ArrayList<Connection>();
            for (int i = 0; i < addresses.size(); i++) {
                connections.add(seen.get(i).shown(addresses.get(i)));
            }
            Finding finding = what.finding();
            var failed = finding != null && finding.result() instanceof ProbeResult.Failed failure ? failure : null;
            return new Breakdown(
                    check,
                    kind,
                    startedAt,
                    finding == null ? Ending.UNDECIDED : failed == null ? Ending.PASSED : Ending.FAILED,
                    failed == null ? null : failed.cause(),
                    finding == null ? what.why() : failed == null ? null : secrets.text(failed.detail()),
                    finding == null
                            ? Millis.of(Timings.total((what.atNanos() - startedNanos) / MICRO))
                            : Millis.of(finding.result().timings()),
                    finding == null ? null : finding.certificateExpiry(),
                    connections);
        }
    }
}
