package io.signalbox.probe.dns;

import io.netty.channel.EventLoop;
import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.ProbeResult.Failed;
import io.signalbox.contract.evidence.ProbeResult.Passed;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.UndecidedReason;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One query to the system's name servers, as the system's resolver does: one after the other, each twice at most.
 * Servers asked earlier may still answer; the first conclusive response counts. Runs on one event loop.
 */
final class SystemResolverQuery {

    private static final int TIMES = 2;
    private static final int MICRO = 1_000;

    private final EventLoop loop;
    private final DnsServerAddressStream servers;
    private final long timeoutNanos;
    private final Ask ask;
    private final CheckResult.Listener listener;
    private final int most;
    private final long startedNanos = System.nanoTime();
    private int asked;
    private int ended;
    private boolean over;
    private @Nullable ScheduledFuture<?> next;
    private @Nullable CheckResult first;

    /** Queries one server. */
    interface Ask {
        void ask(InetSocketAddress server, long timeoutNanos, Reply reply);
    }

    /** Receives exactly one of these calls. */
    interface Reply {
        /** @param conclusive whether it says something about the name, not only about the server */
        void found(CheckResult checkResult, boolean conclusive);

        void undecided(UndecidedReason why);
    }

    SystemResolverQuery(
            EventLoop loop, DnsServerAddressStream servers, long timeoutNanos, Ask ask, CheckResult.Listener listener) {
        this.loop = loop;
        this.servers = servers;
        this.timeoutNanos = timeoutNanos;
        this.ask = ask;
        this.listener = listener;
        this.most = TIMES * Math.max(1, servers.size());
    }

    void begin() {
        askNext();
    }

    private void askNext() {
        if (over || asked == most) {
            return;
        }
        asked++;
        if (asked < most) {
            next = loop.schedule(this::askNext, timeoutNanos / most, TimeUnit.NANOSECONDS);
        }
        long leftNanos = Math.max(1, timeoutNanos - (System.nanoTime() - startedNanos));
        ask.ask(servers.next(), leftNanos, new Reply() {
            @Override
            public void found(CheckResult checkResult, boolean conclusive) {
                answered(checkResult, conclusive);
            }

            @Override
            public void undecided(UndecidedReason why) {
                if (end()) {
                    listener.undecided(why);
                }
            }
        });
    }

    private void answered(CheckResult checkResult, boolean conclusive) {
        ended++;
        first = first == null ? checkResult : first;
        if (conclusive || ended == most) {
            if (end()) {
                listener.found(timed(conclusive ? checkResult : first));
            }
        } else if (ended == asked) {
            if (next != null) {
                next.cancel(false);
            }
            askNext();
        }
    }

    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        if (next != null) {
            next.cancel(false);
        }
        return true;
    }

    private CheckResult timed(CheckResult checkResult) {
        var took = checkResult.result().timings().lasting((System.nanoTime() - startedNanos) / MICRO);
        ProbeResult result =
                switch (checkResult.result()) {
                    case Passed _ -> new Passed(took);
                    case Failed failed -> new Failed(took, failed.cause(), failed.detail());
                };
        return new CheckResult(result, null, checkResult.dependencies());
    }
}
