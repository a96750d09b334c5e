package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.contract.evidence.Cause;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the addresses of a name once, within a time. While the name servers are in trouble, their last answer is taken, if it
 * is not too old: how a site is does not depend on them. Lives on one event loop.
 */
final class Lookup {

    private static final int MILLI = 1_000_000;
    /** So much of the time may pass before the last answer is taken; the rest is for the probe. */
    private static final int SHARE = 4;

    private static final Set<Dependency> BY_RESOLVER = Set.of(Dependency.RESOLVER);

    private final Network network;
    private final Question question;
    private final KnownAddresses known;
    private final Listener listener;
    private final List<InetSocketAddress> last;
    private @Nullable ScheduledFuture<?> timeout;
    private boolean over;

    /** @param name without an address yet @param timeoutNanos for the whole probe */
    record Question(InetSocketAddress name, Route route, long timeoutNanos) {}

    /** @param dependencies as {@link Finding} has them */
    record NotFound(Failure failure, Set<Dependency> dependencies) {}

    /** Told one of these, once. */
    interface Listener {
        /** @param addresses at least one @param old whether the name servers have told them earlier, and nothing now */
        void found(List<InetSocketAddress> addresses, boolean old);

        void notFound(NotFound why);

        void undecided(Undecided why);
    }

    private Lookup(Network network, Question question, KnownAddresses known, Listener listener) {
        this.network = network;
        this.question = question;
        this.known = known;
        this.listener = listener;
        this.last = known.last(System.nanoTime());
    }

    static void begin(Network network, EventLoop loop, Question question, KnownAddresses known, Listener listener) {
        new Lookup(network, question, known, listener).begin(loop);
    }

    private void begin(EventLoop loop) {
        long limitNanos = last.isEmpty() ? question.timeoutNanos() : question.timeoutNanos() / SHARE;
        timeout = loop.schedule(this::unanswered, limitNanos, TimeUnit.NANOSECONDS);
        try {
            var _ = network.resolve(loop, question.name(), question.route().family())
                    .addListener((Future<List<InetSocketAddress>> answer) -> answered(answer));
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void unanswered() {
        String detail = "no end of " + Stage.RESOLVE + " within " + question.timeoutNanos() / MILLI + " ms";
        troubled(new Failure(Cause.RESOLVE_FAILED, detail));
    }

    private void answered(Future<List<InetSocketAddress>> answer) {
        if (!answer.isSuccess()) {
            failed(answer.cause());
            return;
        }
        known.answered(answer.getNow(), System.nanoTime());
        if (end()) {
            listener.found(answer.getNow(), false);
        }
    }

    private void failed(Throwable error) {
        Undecided own = Undecided.of(error);
        if (own != null) {
            if (end()) {
                listener.undecided(own);
            }
            return;
        }
        var failure = new Failure(Cause.RESOLVE_FAILED, question.route().unresolved(error));
        if (!saysNo(error)) {
            troubled(failure);
        } else if (end()) {
            listener.notFound(new NotFound(failure, Set.of()));
        }
    }

    /** Whether a name server has answered that there is no such name, or no such address of it: Netty gives no cause then, or that. */
    private static boolean saysNo(Throwable error) {
        Throwable cause = error.getCause();
        return error instanceof UnknownHostException && cause == null
                || cause instanceof DnsErrorCauseException answer
                        && answer.getCode().equals(DnsResponseCode.NXDOMAIN);
    }

    private void troubled(Failure failure) {
        if (!end()) {
            return;
        }
        if (last.isEmpty()) {
            listener.notFound(new NotFound(failure, BY_RESOLVER));
        } else {
            network.tookOldAddress();
            listener.found(last, true);
        }
    }

    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        if (timeout != null) {
            timeout.cancel(false);
        }
        return true;
    }
}
