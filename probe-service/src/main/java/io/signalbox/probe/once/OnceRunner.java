package io.signalbox.probe.once;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.once.CheckReport.Ending;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Transport;
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

/** Runs checks once, on an event loop of its own, so that scheduled probes are not delayed. Thread-safe. */
public final class OnceRunner implements AutoCloseable {

    private static final int MICRO = 1_000;
    /** Longer timeouts are cut to this. */
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** For a check that does not report a result after its timeout. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final long LOOKUP_SECONDS = 2;

    private final Network network;
    private final InstantSource clock;
    private final EventLoopGroup loops = Transport.best().loops(1, new DefaultThreadFactory("once", true));

    public OnceRunner(Network network, InstantSource clock) {
        this.network = network;
        this.clock = clock;
    }

    /** Runs one check. Ends soon after its timeout. @param how makes the checker for the given network */
    public CompletableFuture<CheckReport> run(
            String check, String kind, Duration timeout, Redaction secrets, Function<Network, Checker> how) {
        return new Run(check, kind, timeout, secrets).begin(how);
    }

    @Override
    public void close() {
        var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** One running check. */
    private final class Run implements CheckResult.Listener {

        private final String check;
        private final String kind;
        private final Duration timeout;
        private final Redaction secrets;
        private final AttemptRecorder recording;
        private final EventLoop loop = loops.next();
        private final Instant startedAt = clock.instant();
        private final long startedNanos = System.nanoTime();
        private final CompletableFuture<Told> told = new CompletableFuture<>();

        /** @param checkResult null for nothing to say, and {@code why} */
        private record Told(@Nullable CheckResult checkResult, String why, long atNanos) {}

        Run(String check, String kind, Duration timeout, Redaction secrets) {
            this.check = check;
            this.kind = kind;
            this.timeout = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
            this.secrets = secrets;
            this.recording = new AttemptRecorder(secrets, clock);
        }

        CompletableFuture<CheckReport> begin(Function<Network, Checker> how) {
            Checker checker = how.apply(network.withListeners(recording));
            loop.execute(() -> {
                try {
                    checker.begin(loop, this);
                } catch (RuntimeException e) {
                    found(failure(e.getClass().getSimpleName()));
                }
            });
            var _ = loop.schedule(this::late, timeout.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
            return told.whenComplete((_, _) -> checker.close())
                    .thenComposeAsync(what -> named().thenApply(addresses -> breakdown(what, addresses)), loop);
        }

        private void late() {
            told.complete(new Told(null, "no result within " + timeout.toMillis() + " ms", System.nanoTime()));
        }

        private CheckResult failure(String detail) {
            long micros = (System.nanoTime() - startedNanos) / MICRO;
            return new CheckResult(new ProbeResult.Failed(Timings.total(micros), Cause.OTHER, detail), null);
        }

        @Override
        public void found(CheckResult checkResult) {
            told.complete(new Told(checkResult, "", System.nanoTime()));
        }

        @Override
        public void undecided(UndecidedReason why) {
            told.complete(new Told(null, "undecided: " + why, System.nanoTime()));
        }

        /** Resolves all addresses of each connection's name, after the measurement: they are usually still cached. */
        private CompletableFuture<List<List<String>>> named() {
            var all = new ArrayList<CompletableFuture<List<String>>>();
            for (AttemptRecorder.Seen seen : recording.connections()) {
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
                                            .map(AddressText::host)
                                            .toList()
                                    : List.of()));
            return found.completeOnTimeout(List.of(), LOOKUP_SECONDS, TimeUnit.SECONDS);
        }

        private CheckReport breakdown(Told what, List<List<String>> addresses) {
            List<AttemptRecorder.Seen> seen = recording.connections();
            var connections = new ArrayList<ConnectionReport>();
            for (int i = 0; i < addresses.size(); i++) {
                connections.add(seen.get(i).shown(addresses.get(i)));
            }
            CheckResult checkResult = what.checkResult();
            var failed =
                    checkResult != null && checkResult.result() instanceof ProbeResult.Failed failure ? failure : null;
            return new CheckReport(
                    check,
                    kind,
                    startedAt,
                    checkResult == null ? Ending.UNDECIDED : failed == null ? Ending.PASSED : Ending.FAILED,
                    failed == null ? null : failed.cause(),
                    checkResult == null ? what.why() : failed == null ? null : secrets.text(failed.detail()),
                    checkResult == null
                            ? PhaseMillis.of(Timings.total((what.atNanos() - startedNanos) / MICRO))
                            : PhaseMillis.of(checkResult.result().timings()),
                    checkResult == null ? null : checkResult.certificateExpiry(),
                    connections);
        }
    }
}
