package io.signalbox.probe.sites;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.http.HttpProtocol;
import io.signalbox.probe.tcp.TcpProtocol;
import io.signalbox.probe.wire.Dialogue;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.Names;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Security;
import io.signalbox.probe.wire.Target;
import io.signalbox.probe.wire.TlsClient;
import io.signalbox.probe.wire.Transport;
import io.signalbox.probe.wire.Undecided;
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
        this(trusted, source, new Names());
    }

    public Probing(KeyStore trusted, InetAddress source, Names names) {
        network = new Network(new TlsClient(trusted), source, names);
    }

    public Finding tcp(String host, int port, Duration timeout) {
        return probe(Target.of(host, port, Optional.empty(), TcpProtocol.INSTANCE, timeout));
    }

    public Finding http(int port, Duration timeout) {
        return http(get(port, "", false), timeout);
    }

    public Finding https(int port, Duration timeout) {
        return http(get(port, "", true), timeout);
    }

    public Finding http(Check.Http check, Duration timeout) {
        Optional<String> serverName = check.secure() ? Optional.of(check.serverName()) : Optional.empty();
        return probe(Target.of(LOOPBACK, check.port(), serverName, new HttpProtocol(check), timeout));
    }

    /** Over a plain connection. */
    public Finding probe(int port, Dialogue.Protocol protocol, Duration timeout) {
        return probe(Target.of(LOOPBACK, port, Optional.empty(), protocol, timeout));
    }

    public Finding probe(int port, Security security, Dialogue.Protocol protocol, Duration timeout) {
        return probe(Target.of(LOOPBACK, port, security, protocol, timeout));
    }

    public Finding probe(Target target) {
        return probe(network.inquiry(target));
    }

    public Finding probe(Inquiry inquiry) {
        return switch (end(inquiry)) {
            case Finding finding -> finding;
            case Object why -> throw new AssertionError("expected a finding, got undecided: " + why);
        };
    }

    /** Why a probe says nothing; fails when it says something. */
    public Undecided undecided(Inquiry inquiry) {
        return switch (end(inquiry)) {
            case Undecided why -> why;
            case Object finding -> throw new AssertionError("expected undecided, got " + finding);
        };
    }

    private Object end(Inquiry inquiry) {
        var end = new CompletableFuture<Object>();
        var loop = loops.next();
        loop.execute(() -> inquiry.begin(loop, new Finding.Listener() {
            @Override
            public void found(Finding finding) {
                tell(finding);
            }

            @Override
            public void undecided(Undecided why) {
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
                body);
    }

    /** The cause of a failure; fails when the probe passed. */
    public static Cause cause(Finding finding) {
        return failed(finding).cause();
    }

    public static ProbeResult.Failed failed(Finding finding) {
        return switch (finding.result()) {
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
