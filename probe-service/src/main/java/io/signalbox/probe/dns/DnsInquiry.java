package io.signalbox.probe.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import io.signalbox.contract.Cause;
import io.signalbox.contract.ProbeResult;
import io.signalbox.contract.Timings;
import io.signalbox.contract.topology.Check;
import io.signalbox.contract.topology.Reference;
import io.signalbox.probe.wire.Datagram;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Route;
import io.signalbox.probe.wire.Target;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Asks a name server by datagram and, when the answer is too long for one, once more over a connection. */
public final class DnsInquiry implements Inquiry {

    private static final int MICRO = 1_000;

    private final Network network;
    private final Check.Dns check;
    private final Duration timeout;
    private final Route route;

    /** @param route to the name server */
    public DnsInquiry(Network network, Check.Dns check, Duration timeout, Route route) {
        this.network = network;
        this.check = check;
        this.timeout = timeout;
        this.route = route;
    }

    @Override
    public void begin(EventLoop loop, Finding.Listener listener) {
        long startedNanos = System.nanoTime();
        var question = new Question(check);
        InetSocketAddress server = server();
        var datagram = new Datagram(
                server, question.bytes(), bytes -> question.judge(bytes(bytes), false), timeout.toNanos(), route);
        network.datagram(loop, datagram, listener.after(finding -> {
            if (question.truncated()) {
                askAgain(loop, server, question, startedNanos, finding, listener);
            } else {
                listener.found(finding);
            }
        }));
    }

    private InetSocketAddress server() {
        Reference resolver = check.resolver();
        return resolver == null
                ? network.nameServers(check.name()).next()
                : Target.socketAddress(resolver.host(), resolver.port());
    }

    private static byte[] bytes(ByteBuf bytes) {
        return ByteBufUtil.getBytes(bytes);
    }

    private void askAgain(
            EventLoop loop,
            InetSocketAddress server,
            Question question,
            long startedNanos,
            Finding first,
            Finding.Listener listener) {
        long leftNanos = timeout.toNanos() - (System.nanoTime() - startedNanos);
        Timings before = first.result().timings();
        if (leftNanos <= 0) {
            listener.found(new Finding(
                    new ProbeResult.Failed(before, Cause.TIMEOUT_TOTAL, "no time left for the long answer"), null));
            return;
        }
        var target = new Target(server, null, () -> new LongAnswer(question), leftNanos, route);
        network.attempt(loop, target, listener.after(finding -> listener.found(after(before, startedNanos, finding))));
    }

    private static Finding after(Timings before, long startedNanos, Finding finding) {
        Timings then = finding.result().timings();
        var all = new Timings(
                before.resolve() + then.resolve(),
                then.connect(),
                0,
                before.firstByte() + then.firstByte(),
                then.transfer(),
                (System.nanoTime() - startedNanos) / MICRO);
        return new Finding(
                switch (finding.result()) {
                    case ProbeResult.Passed _ -> new ProbeResult.Passed(all);
                    case ProbeResult.Failed failed -> new ProbeResult.Failed(all, failed.cause(), failed.detail());
                },
                null,
                finding.dependencies());
    }
}
