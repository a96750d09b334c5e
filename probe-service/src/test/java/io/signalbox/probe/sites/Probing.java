package io.signalbox.probe.sites;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.http.HttpProtocol;
import io.signalbox.probe.wire.ConnectOnlyProtocol;
import io.signalbox.probe.wire.NameResolver;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.ProbeDialogue;
import io.signalbox.probe.wire.ProbeTarget;
import io.signalbox.probe.wire.TlsSettings;
import io.signalbox.probe.wire.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Probes one at a time, and waits for what they find. */
public final class Probing implements AutoCloseable {

    public static final Duration PATIENT = Duration.ofSeconds(30);
    public static final Duration IMPATIENT = Duration.ofMillis(800);

    private static final String LOOPBACK = "127.0.0.1";

    private final EventLoopGroup loops = Transport.best().loops(1, new DefaultThreadFactory("test", true));
    private final Network network;

    public Probing() {
        this(null, null);
    }

    public Probing(KeyStore trusted, InetAddress source) {
        this(trusted, source, new NameResolver());
    }

    public Probing(KeyStore trusted, InetAddress source, NameResolver names) {
        network = new Network(new TlsClient(trusted), source, names);
    }

    public CheckResult tcp(String host, int port, Duration timeout) {
        return probe(ProbeTarget.of(host, port, Optional.empty(), ConnectOnlyProtocol.INSTANCE, timeout));
    }

    public CheckResult http(int port, Duration timeout) {
        return http(get(port, "", false), timeout);
    }

    public CheckResult https(int port, Duration timeout) {
        return http(get(port, "", true), timeout);
    }

    public CheckResult http(Check.Http check, Duration timeout) {
        Optional<String> serverName = check.secure() ? Optional.of(check.serverName()) : Optional.empty();
        return probe(ProbeTarget.of(LOOPBACK, check.port(), serverName, new HttpProtocol(check), timeout));
    }

    /** Over a plain connection. */
    public CheckResult probe(int port, ProbeDialogue.Protocol protocol, Duration timeout) {
        return probe(ProbeTarget.of(LOOPBACK, port, Optional.empty(), protocol, timeout));
    }

    public CheckResult probe(int port, TlsSettings security, ProbeDialogue.Protocol protocol, Duration timeout) {
        return probe(ProbeTarget.of(LOOPBACK, port, security, protocol, timeout));
    }

    public CheckResult probe(ProbeTarget target) {
        return probe(network.checker(target));
    }

    public CheckResult probe(Checker checker) {
        return switch (end(checker)) {
            case CheckResult checkResult -> checkResult;
            case Object why -> throw new AssertionError("expected a result, got undecided: " + why);
        };
    }

    /** Why a probe says nothing; fails when it says something. */
    public UndecidedReason undecided(Checker checker) {
        return switch (end(checker)) {
            case UndecidedReason why -> why;
            case Object checkResult -> throw new AssertionError("expected undecided, got " + checkResult);
        };
    }

    private Object end(Checker checker) {
        var end = new CompletableFuture<Object>();
        var loop = loops.next();
        loop.execute(() -> checker.begin(loop, new CheckResult.Listener() {
            @Override
            public void found(CheckResult checkResult) {
                tell(checkResult);
            }

            @Override
            public void undecided(UndecidedReason why) {
                tell(why);
            }

            private void tell(Object what) {
                if (!loop.inEventLoop() || !end.complete(what)) {
                    throw new IllegalStateException("a second end, or elsewhere");
                }
            }
        }));
        return end.orTimeout(60, TimeUnit.SECONDS).join();
    }

    public Network network() {
        return network;
    }

    public static Check.Http get(int port, String body, boolean secure) {
        return new Check.Http(
                "GET",
                "/healthz",
                port,
                secure,
                "orders.example.com",
                Map.of("X-Probe", "signalbox"),
                List.of(new Check.StatusRange(200, 299)),
                body,
                HttpDetails.NONE);
    }

    /** The cause of a failure; fails when the probe passed. */
    public static Cause cause(CheckResult checkResult) {
        return failed(checkResult).cause();
    }

    public static ProbeResult.Failed failed(CheckResult checkResult) {
        return switch (checkResult.result()) {
            case ProbeResult.Failed failed -> failed;
            case ProbeResult.Passed passed -> throw new AssertionError("expected a failure, got " + passed);
        };
    }

    /** A port on which nobody has listened for long. */
    public static int nobodysPort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        network.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
