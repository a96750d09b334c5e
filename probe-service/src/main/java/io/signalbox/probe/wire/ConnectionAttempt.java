package io.signalbox.probe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.probe.certificates.CertificateExpiry;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.ConnectFailure;
import io.signalbox.probe.check.Failure;
import io.signalbox.probe.check.UndecidedReason;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * One probe on a connection of its own: connects, starts TLS, runs the dialogue and reports exactly one result. Runs on
 * one event loop. It is its own channel handler and timer: thousands start per second, and each object costs.
 */
final class ConnectionAttempt extends ProbeConnection implements ProbeAttempt {

    private final EventLoop loop;
    private final CheckResult.Listener listener;
    private final ProbeDialogue dialogue;
    private final AttemptListener steps;
    private final StageStopwatch watch;
    private @Nullable ScheduledFuture<?> timeout;
    private @Nullable CertificateExpiry expiry;
    private final @Nullable StageTimeouts limits;
    private @Nullable PendingConnect connecting;
    private java.util.concurrent.@Nullable Future<?> working;

    /** @param to one of the target's addresses @param limits per stage; null for none */
    ConnectionAttempt(
            NetworkStack network,
            EventLoop loop,
            ProbeTarget target,
            InetSocketAddress to,
            @Nullable StageTimeouts limits,
            CheckResult.Listener listener) {
        super(network, target, to);
        this.loop = loop;
        this.limits = limits;
        this.listener = listener;
        this.dialogue = target.protocol().begin();
        this.watch = limits == null ? new StageStopwatch() : new LimitedStopwatch(limits, loop, this::tooLong);
        this.steps = network.listener(target.address());
    }

    /** @param leftNanos what is left of the target's timeout */
    void begin(long leftNanos) {
        timeout = loop.schedule(this::timedOut, leftNanos, TimeUnit.NANOSECONDS);
        try {
            connect(leftNanos);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void connect(long leftNanos) {
        Failure refusal = network.refusal(to.getAddress(), target.route());
        if (refusal != null) {
            failed(refusal.cause(), refusal.detail());
            return;
        }
        watch.enter(AttemptStage.CONNECT);
        connecting = PendingConnect.begin(to, limits, leftNanos);
        steps.connecting(to);
        open(loop);
    }

    @Override
    void connected(Future<?> connection) {
        if (!connection.isSuccess()) {
            failed(connection.cause());
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        steps.connected(context.channel());
        if (target.secureFromTheStart()) {
            watch.enter(AttemptStage.TLS);
        } else {
            opened();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                readCertificate(context);
                secured();
            } else {
                failed(handshake.cause());
            }
        }
    }

    private void readCertificate(ChannelHandlerContext context) {
        var tls = context.pipeline().get(SslHandler.class);
        steps.secured(tls);
        TlsSettings security = Objects.requireNonNull(target.security());
        try {
            expiry = security.client(network.tls()).expiry(tls.engine().getSession());
        } catch (SSLPeerUnverifiedException e) {
            failed(e);
        }
    }

    private void opened() {
        if (!over()) {
            watch.enter(AttemptStage.FIRST_BYTE);
            dialogue.opened(this);
        }
    }

    private void secured() {
        if (target.secureFromTheStart()) {
            opened();
        } else if (!over()) {
            watch.enter(AttemptStage.FIRST_BYTE);
            dialogue.secured(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (over()) {
                return;
            }
            answering();
            dialogue.received(this, (ByteBuf) message);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (watch.stage() == AttemptStage.TLS) {
            failed(Cause.PROTOCOL_ERROR, "connection closed during the TLS handshake");
        } else if (!over()) {
            dialogue.closed(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        failed(error);
    }

    private void timedOut() {
        tooLong(target.timeoutNanos());
    }

    private void tooLong(long limitNanos) {
        AttemptStage stage = watch.stage();
        failed(stage.timeout(), "no end of " + stage + " within " + limitNanos / 1_000_000 + " ms");
    }

    @Override
    public void secure() {
        TlsSettings security = Objects.requireNonNull(target.security(), "secure() without TLS settings");
        watch.enter(AttemptStage.TLS);
        secure(security);
    }

    @Override
    public @Nullable CertificateExpiry expiry() {
        return expiry;
    }

    @Override
    public void answering() {
        if (watch.stage() == AttemptStage.FIRST_BYTE) {
            watch.enter(AttemptStage.TRANSFER);
        }
    }

    @Override
    public void offLoop(Work work) {
        try {
            working = network.workers().submit(() -> run(work));
        } catch (RejectedExecutionException _) {
            undecided(UndecidedReason.NO_WORKER);
        }
    }

    /** Runs on a worker. */
    private void run(Work work) {
        try {
            continueWith(work.run());
        } catch (MalformedMessageException e) {
            continueWith(() -> failed(Cause.PROTOCOL_ERROR, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            continueWith(() -> failed(e));
        }
    }

    private void continueWith(Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.execute(() -> {
                if (!over()) {
                    task.run();
                }
            });
        }
    }

    @Override
    public void passed() {
        if (!over()) {
            watch.enter(AttemptStage.OVER);
            finish(new ProbeResult.Passed(watch.timings()), null);
        }
    }

    @Override
    public void failed(Cause cause, String detail) {
        if (!over()) {
            var unconnected = PendingConnect.failure(connecting, watch.stage(), cause);
            watch.enter(AttemptStage.OVER);
            // A lost connection may look like a protocol error.
            Throwable loss = cause == Cause.PROTOCOL_ERROR ? loss() : null;
            var failure = loss == null ? new Failure(cause, detail) : Failure.of(loss);
            finish(new ProbeResult.Failed(watch.timings(), failure.cause(), failure.detail()), unconnected);
        }
    }

    private void failed(Throwable error) {
        UndecidedReason own = UndecidedReason.of(error);
        if (own != null) {
            undecided(own);
            return;
        }
        var failure = Failure.of(error);
        var certificate = Failure.rejected(error);
        if (certificate != null) {
            expiry = new CertificateExpiry(certificate.expiry(), null);
            steps.rejected(certificate.chain(), failure.detail());
        }
        failed(failure.cause(), failure.detail());
    }

    private void undecided(UndecidedReason why) {
        if (!over()) {
            watch.enter(AttemptStage.OVER);
            end();
            listener.undecided(why);
        }
    }

    private void finish(ProbeResult result, @Nullable ConnectFailure unconnected) {
        end();
        if (steps.enabled()) {
            dialogue.describe(steps);
            steps.ended(result);
        }
        listener.found(CheckResult.at(to.getAddress(), result, expiry).to(unconnected));
    }

    private void end() {
        if (timeout != null) {
            timeout.cancel(false);
        }
        if (working != null) {
            working.cancel(false);
        }
        close();
    }

    @Override
    public AttemptListener listener() {
        return steps;
    }

    @Override
    public boolean over() {
        return watch.stage() == AttemptStage.OVER;
    }
}
