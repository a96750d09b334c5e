package io.signalbox.probe.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Dependency;
import io.signalbox.probe.check.Failure;
import io.signalbox.probe.check.UndecidedReason;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One probe by datagram, from a socket of its own that receives from the server only. Runs on one event loop. */
final class DatagramAttempt extends ChannelInboundHandlerAdapter implements AddressLookup.Listener {

    private static final long MILLI = 1_000_000;

    private final NetworkStack network;
    private final EventLoop loop;
    private final Datagram datagram;
    private final CheckResult.Listener listener;
    private final StageStopwatch watch = new StageStopwatch();
    private @Nullable ScheduledFuture<?> timeout;
    private @Nullable DatagramChannel channel;
    private Set<Dependency> dependencies = Set.of();

    DatagramAttempt(NetworkStack network, EventLoop loop, Datagram datagram, CheckResult.Listener listener) {
        this.network = network;
        this.loop = loop;
        this.datagram = datagram;
        this.listener = listener;
    }

    void begin() {
        timeout = loop.schedule(this::timedOut, datagram.timeoutNanos(), TimeUnit.NANOSECONDS);
        InetSocketAddress server = datagram.to();
        if (server.isUnresolved()) {
            var request = new AddressLookup.Request(server, datagram.route(), datagram.timeoutNanos());
            AddressLookup.begin(network, loop, request, new KnownAddresses(), this);
        } else {
            tryAt(server);
        }
    }

    @Override
    public void found(List<InetSocketAddress> addresses, boolean old) {
        if (!over()) {
            tryAt(addresses.getFirst());
        }
    }

    @Override
    public void notFound(AddressLookup.NotFound why) {
        dependencies = why.dependencies();
        failed(why.failure().cause(), why.failure().detail());
    }

    private void tryAt(InetSocketAddress server) {
        dependencies = Set.of(Dependency.of(server.getAddress()));
        try {
            open(server);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void open(InetSocketAddress to) {
        Failure refusal = network.refusal(to.getAddress(), datagram.route());
        if (refusal != null) {
            failed(refusal.cause(), refusal.detail());
            return;
        }
        watch.enter(AttemptStage.FIRST_BYTE);
        var socket = network.datagram();
        channel = socket;
        socket.pipeline().addLast(this);
        var _ = loop.register(socket);
        var _ = socket.connect(to, network.source()).addListener((Future<? super Void> connected) -> {
            if (connected.isSuccess()) {
                send(socket);
            } else {
                failed(connected.cause());
            }
        });
    }

    private void send(DatagramChannel socket) {
        var bytes = socket.alloc().directBuffer(datagram.request().length).writeBytes(datagram.request());
        var _ = socket.writeAndFlush(bytes).addListener((Future<? super Void> sent) -> {
            if (!sent.isSuccess()) {
                failed(sent.cause());
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        long startedNanos = System.nanoTime();
        try {
            if (!over() && message instanceof DatagramPacket packet) {
                judge(datagram.judge().judge(packet.content()));
            }
        } finally {
            ReferenceCountUtil.release(message);
            long heldNanos = ReadTimer.tooLong(startedNanos);
            if (heldNanos > 0) {
                network.listener(datagram.to()).heldLoop(heldNanos);
            }
        }
    }

    private void judge(Datagram.Verdict verdict) {
        switch (verdict) {
            case Datagram.Verdict.Passed() -> {
                watch.enter(AttemptStage.OVER);
                finish(new ProbeResult.Passed(watch.timings()));
            }
            case Datagram.Verdict.Failed(Cause cause, String detail) -> failed(cause, detail);
            case Datagram.Verdict.Unrelated() -> {
                // A late or unrelated datagram: the response may still come.
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        failed(error);
    }

    private void timedOut() {
        AttemptStage stage = watch.stage();
        failed(stage.timeout(), "no end of " + stage + " within " + datagram.timeoutNanos() / MILLI + " ms");
    }

    private void failed(Throwable error) {
        UndecidedReason own = UndecidedReason.of(error);
        if (own != null) {
            undecided(own);
            return;
        }
        var failure = Failure.of(error);
        failed(failure.cause(), failure.detail());
    }

    private void failed(Cause cause, String detail) {
        if (!over()) {
            watch.enter(AttemptStage.OVER);
            var failure = new Failure(cause, detail);
            finish(new ProbeResult.Failed(watch.timings(), failure.cause(), failure.detail()));
        }
    }

    @Override
    public void undecided(UndecidedReason why) {
        if (!over()) {
            watch.enter(AttemptStage.OVER);
            end();
            listener.undecided(why);
        }
    }

    private void finish(ProbeResult result) {
        end();
        listener.found(new CheckResult(result, null, result instanceof ProbeResult.Passed ? Set.of() : dependencies));
    }

    private void end() {
        if (timeout != null) {
            timeout.cancel(false);
        }
        if (channel != null) {
            var _ = channel.close();
        }
    }

    private boolean over() {
        return watch.stage() == AttemptStage.OVER;
    }
}
