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
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * One probe under way on a connection of its own: connection, TLS, dialogue, and exactly one finding. Lives on one
 * event loop. It is its own channel handler and timer, since thousands begin each second.
 */
public final class Attempt extends Line {

    private final EventLoop loop;
    private final Finding.Listener listener;
    private final Dialogue dialogue;
    private final Notes notes;
    private final Stopwatch watch;
    private @Nullable ScheduledFuture<?> timeout;
    private @Nullable Expiry expiry;
    private final @Nullable Limits limits;
    private @Nullable Connecting connecting;

    /**
     * @param to one of the target's addresses
     * @param limits of single stages; null for none
     */
    Attempt(
            Network network,
            EventLoop loop,
            Target target,
            InetSocketAddress to,
            @Nullable Limits limits,
            Finding.Listener listener) {
        super(network, target, to);
        this.loop = loop;
        this.limits = limits;
        this.listener = listener;
        this.dialogue = target.protocol().begin();
        this.watch = limits == null ? new Stopwatch() : new LimitedStopwatch(limits, loop, this::tooLong);
        this.notes = network.notes(target);
    }

    /** @param leftNanos of the target's timeout */
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
        watch.enter(Stage.CONNECT);
        connecting = Connecting.begin(to, limits, leftNanos);
        notes.connecting(to);
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
        notes.connected(context.channel());
        if (target.secureFromTheStart()) {
            watch.enter(Stage.TLS);
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
        notes.secured(tls);
        Security security = Objects.requireNonNull(target.security());
        try {
            expiry = security.client(network).expiry(tls.engine().getSession());
        } catch (SSLPeerUnverifiedException e) {
            failed(e);
        }
    }

    private void opened() {
        if (!over()) {
            watch.enter(Stage.FIRST_BYTE);
            dialogue.opened(this);
        }
    }

    private void secured() {
        if (target.secureFromTheStart()) {
            opened();
        } else if (!over()) {
            watch.enter(Stage.FIRST_BYTE);
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
        if (watch.stage() == Stage.TLS) {
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
        Stage stage = watch.stage();
        failed(stage.timeout(), "no end of " + stage + " within " + limitNanos / 1_000_000 + " ms");
    }

    /** Begins TLS now, on a connection that was plain so far; {@link Dialogue#secured} is told. For the dialogue, once opened. */
    public void secure() {
        Security security = Objects.requireNonNull(target.security(), "secure without a server name");
        watch.enter(Stage.TLS);
        secure(security);
    }

    /** When the certificates end that were shown; null without TLS. */
    public @Nullable Expiry expiry() {
        return expiry;
    }

    /** The answer has begun. For codecs; without one it begins with the first byte. */
    public void answering() {
        if (watch.stage() == Stage.FIRST_BYTE) {
            watch.enter(Stage.TRANSFER);
        }
    }

    /** Does something on the attempt's event loop, soon. For any thread. */
    public void later(Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.execute(task);
        }
    }

    /** The check passes. Later calls say nothing. */
    public void passed() {
        if (!over()) {
            watch.enter(Stage.OVER);
            finish(new ProbeResult.Passed(watch.timings()), null);
        }
    }

    /** The check fails. Later calls say nothing. @param detail without secrets */
    public void failed(Cause cause, String detail) {
        if (!over()) {
            var unconnected = Connecting.failure(connecting, watch.stage(), cause);
            watch.enter(Stage.OVER);
            // What looks like bad manners may be a connection that broke.
            Throwable loss = cause == Cause.PROTOCOL_ERROR ? loss() : null;
            var failure = loss == null ? new Failure(cause, detail) : Failure.of(loss);
            finish(new ProbeResult.Failed(watch.timings(), failure.cause(), failure.detail()), unconnected);
        }
    }

    private void failed(Throwable error) {
        Undecided own = Undecided.of(error);
        if (own != null) {
            undecided(own);
            return;
        }
        var failure = Failure.of(error);
        var certificate = Failure.rejected(error);
        if (certificate != null) {
            expiry = new Expiry(certificate.expiry(), null);
            notes.rejected(certificate.chain(), failure.detail());
        }
        failed(failure.cause(), failure.detail());
    }

    private void undecided(Undecided why) {
        if (!over()) {
            watch.enter(Stage.OVER);
            end();
            listener.undecided(why);
        }
    }

    private void finish(ProbeResult result, @Nullable ConnectFailure unconnected) {
        end();
        if (notes.wanted()) {
            dialogue.describe(notes);
            notes.ended(result);
        }
        listener.found(Finding.at(to.getAddress(), result, expiry).to(unconnected));
    }

    private void end() {
        if (timeout != null) {
            timeout.cancel(false);
        }
        close();
    }

    /** Who is told what it does. */
    public Notes notes() {
        return notes;
    }

    /** Whether it has ended, one way or the other. */
    public boolean over() {
        return watch.stage() == Stage.OVER;
    }
}
