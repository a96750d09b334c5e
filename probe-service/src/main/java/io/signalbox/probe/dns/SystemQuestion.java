package io.signalbox.probe.dns;

import io.netty.channel.EventLoop;
import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.ProbeResult.Failed;
import io.signalbox.contract.evidence.ProbeResult.Passed;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Undecided;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One question to the system's name servers, as a client of theirs puts it: to one after the other, twice each at most. Who was asked
 * earlier may still answer; the first answer that says something of the name counts. Lives on one event loop.
 */
final class SystemQuestion {

    private static final int TIMES = 2;
    private static final int MICRO = 1_000;

    private final EventLoop loop;
    private final DnsServerAddressStream servers;
    private final long timeoutNanos;
    private final Ask ask;
    private final Finding.Listener listener;
    private final int most;
    private final long startedNanos = System.nanoTime();
    private int asked;
    private int ended;
    private boolean over;
    private @Nullable ScheduledFuture<?> next;
    private @Nullable Finding first;

    /** Puts the question to one server. */
    interface Ask {
        void ask(InetSocketAddress server, long timeoutNanos, Reply reply);
    }

    /** Told one of both, once. */
    interface Reply {
        /** @param conclusive whether it says something of the name, and not only of the server */
        void found(Finding finding, boolean conclusive);

        void undecided(Undecided why);
    }

    SystemQuestion(
            EventLoop loop, DnsServerAddressStream servers, long timeoutNanos, Ask ask, Finding.Listener listener) {
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
            public void found(Finding finding, boolean conclusive) {
                answered(finding, conclusive);
            }

            @Override
            public void undecided(Undecided why) {
                if (end()) {
                    listener.undecided(why);
                }
            }
        });
    }

    private void answered(Finding finding, boolean conclusive) {
        ended++;
        first = first == null ? finding : first;
        if (conclusive || ended == most) {
            if (end()) {
                listener.found(timed(conclusive ? finding : first));
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

    private Finding timed(Finding finding) {
        var took = finding.result().timings().lasting((System.nanoTime() - startedNanos) / MICRO);
        ProbeResult result =
                switch (finding.result()) {
                    case Passed _ -> new Passed(took);
                    case Failed failed -> new Failed(took, failed.cause(), failed.detail());
                };
        return new Finding(result, null, finding.dependencies());
    }
}
