package io.signalbox.probe.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Reference;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.kind.CheckKind;
import io.signalbox.probe.kind.CheckSetup;
import io.signalbox.probe.wire.Datagram;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.ProbeTarget;
import io.signalbox.probe.wire.Route;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Queries one name server, or the system's until one answers: by datagram, then TCP if truncated. */
public final class DnsChecker implements Checker {

    public static final CheckKind<Check.Dns> KIND = new CheckKind<>(Check.Dns.class, DnsChecker::checker);

    private static final int MICRO = 1_000;

    private final Network network;
    private final Check.Dns check;
    private final Duration timeout;
    private final Route route;

    /** @param route to the name server */
    public DnsChecker(Network network, Check.Dns check, Duration timeout, Route route) {
        this.network = network;
        this.check = check;
        this.timeout = timeout;
        this.route = route;
    }

    /** The system's own name servers are asked as the system is configured, by any family. */
    private static Checker checker(CheckSetup<Check.Dns> setup) {
        return setup.check().resolver() == null
                ? new DnsChecker(setup.network(), setup.check(), setup.timeout(), Route.TRUSTED)
                : setup.byFamily(route -> new DnsChecker(
                        setup.network(), setup.check(), setup.timeout(), new Route(null, route.family())));
    }

    @Override
    public void begin(EventLoop loop, CheckResult.Listener listener) {
        Reference resolver = check.resolver();
        if (resolver == null) {
            new SystemResolverQuery(
                            loop,
                            network.nameServers(check.name()),
                            timeout.toNanos(),
                            (server, nanos, reply) -> ask(loop, server, nanos, reply),
                            listener)
                    .begin();
            return;
        }
        InetSocketAddress server = ProbeTarget.socketAddress(resolver.host(), resolver.port());
        ask(loop, server, timeout.toNanos(), new SystemResolverQuery.Reply() {
            @Override
            public void found(CheckResult checkResult, boolean conclusive) {
                listener.found(checkResult);
            }

            @Override
            public void undecided(UndecidedReason why) {
                listener.undecided(why);
            }
        });
    }

    private void ask(EventLoop loop, InetSocketAddress server, long timeoutNanos, SystemResolverQuery.Reply reply) {
        long startedNanos = System.nanoTime();
        var question = new DnsQuestion(check);
        var datagram = new Datagram(
                server, question.bytes(), bytes -> question.judge(bytes(bytes), false), timeoutNanos, route);
        network.datagram(loop, datagram, new CheckResult.Listener() {
            @Override
            public void found(CheckResult checkResult) {
                if (question.truncated()) {
                    askAgain(loop, new Truncated(server, question, startedNanos, timeoutNanos, checkResult), reply);
                } else {
                    reply.found(checkResult, question.conclusive());
                }
            }

            @Override
            public void undecided(UndecidedReason why) {
                reply.undecided(why);
            }
        });
    }

    /** A truncated response. */
    private record Truncated(
            InetSocketAddress server,
            DnsQuestion question,
            long startedNanos,
            long timeoutNanos,
            CheckResult checkResult) {}

    private static byte[] bytes(ByteBuf bytes) {
        return ByteBufUtil.getBytes(bytes);
    }

    private void askAgain(EventLoop loop, Truncated truncated, SystemResolverQuery.Reply reply) {
        long leftNanos = truncated.timeoutNanos() - (System.nanoTime() - truncated.startedNanos());
        Timings before = truncated.checkResult().result().timings();
        if (leftNanos <= 0) {
            var failed = new ProbeResult.Failed(before, Cause.TIMEOUT_TOTAL, "no time left for the query over TCP");
            reply.found(new CheckResult(failed, null), false);
            return;
        }
        DnsQuestion question = truncated.question();
        var target =
                new ProbeTarget(truncated.server(), null, () -> new TcpFallbackDialogue(question), leftNanos, route);
        network.attempt(loop, target, new CheckResult.Listener() {
            @Override
            public void found(CheckResult checkResult) {
                reply.found(both(before, truncated.startedNanos(), checkResult), question.conclusive());
            }

            @Override
            public void undecided(UndecidedReason why) {
                reply.undecided(why);
            }
        });
    }

    private static CheckResult both(Timings before, long startedNanos, CheckResult checkResult) {
        Timings then = checkResult.result().timings();
        var all = new Timings(
                before.resolve() + then.resolve(),
                then.connect(),
                0,
                before.firstByte() + then.firstByte(),
                then.transfer(),
                (System.nanoTime() - startedNanos) / MICRO);
        return new CheckResult(
                switch (checkResult.result()) {
                    case ProbeResult.Passed _ -> new ProbeResult.Passed(all);
                    case ProbeResult.Failed failed -> new ProbeResult.Failed(all, failed.cause(), failed.detail());
                },
                null,
                checkResult.dependencies());
    }
}
