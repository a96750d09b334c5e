package io.signalbox.probe.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Reference;
import io.signalbox.probe.wire.Datagram;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Route;
import io.signalbox.probe.wire.Target;
import io.signalbox.probe.wire.Undecided;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Asks a name server by datagram and, when the answer is too long for one, once more over a connection. Without a server of its own
 * it asks those of the system until one answers.
 */
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
        Reference resolver = check.resolver();
        if (resolver == null) {
            new SystemQuestion(
                            loop,
                            network.nameServers(check.name()),
                            timeout.toNanos(),
                            (server, nanos, reply) -> ask(loop, server, nanos, reply),
                            listener)
                    .begin();
            return;
        }
        InetSocketAddress server = Target.socketAddress(resolver.host(), resolver.port());
        ask(loop, server, timeout.toNanos(), new SystemQuestion.Reply() {
            @Override
            public void found(Finding finding, boolean conclusive) {
                listener.found(finding);
            }

            @Override
            public void undecided(Undecided why) {
                listener.undecided(why);
            }
        });
    }

    private void ask(EventLoop loop, InetSocketAddress server, long timeoutNanos, SystemQuestion.Reply reply) {
        long startedNanos = System.nanoTime();
        var question = new Question(check);
        var datagram = new Datagram(
                server, question.bytes(), bytes -> question.judge(bytes(bytes), false), timeoutNanos, route);
        network.datagram(loop, datagram, new Finding.Listener() {
            @Override
            public void found(Finding finding) {
                if (question.truncated()) {
                    askAgain(loop, new Truncated(server, question, startedNanos, timeoutNanos, finding), reply);
                } else {
                    reply.found(finding, question.conclusive());
                }
            }

            @Override
            public void undecided(Undecided why) {
                reply.undecided(why);
            }
        });
    }

    /** What did not fit into a datagram. */
    private record Truncated(
            InetSocketAddress server, Question question, long startedNanos, long timeoutNanos, Finding finding) {}

    private static byte[] bytes(ByteBuf bytes) {
        return ByteBufUtil.getBytes(bytes);
    }

    private void askAgain(EventLoop loop, Truncated truncated, SystemQuestion.Reply reply) {
        long leftNanos = truncated.timeoutNanos() - (System.nanoTime() - truncated.startedNanos());
        Timings before = truncated.finding().result().timings();
        if (leftNanos <= 0) {
            var failed = new ProbeResult.Failed(before, Cause.TIMEOUT_TOTAL, "no time left for the long answer");
            reply.found(new Finding(failed, null), false);
            return;
        }
        Question question = truncated.question();
        var target = new Target(truncated.server(), null, () -> new LongAnswer(question), leftNanos, route);
        network.attempt(loop, target, new Finding.Listener() {
            @Override
            public void found(Finding finding) {
                reply.found(both(before, truncated.startedNanos(), finding), question.conclusive());
            }

            @Override
            public void undecided(Undecided why) {
                reply.undecided(why);
            }
        });
    }

    private static Finding both(Timings before, long startedNanos, Finding finding) {
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
