package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Dependency;
import io.signalbox.probe.check.Failure;
import io.signalbox.probe.check.UndecidedReason;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a name once, within a time limit. If the name servers do not answer, it uses their last response while that
 * is fresh enough: the site's health does not depend on them. Runs on one event loop.
 */
final class AddressLookup {

    private static final int MILLI = 1_000_000;
    /** The share of the timeout after which the last response is used; the rest is for the probe. */
    private static final int SHARE = 4;

    private static final Set<Dependency> BY_RESOLVER = Set.of(Dependency.RESOLVER);

    private final NetworkStack network;
    private final Request request;
    private final KnownAddresses known;
    private final Listener listener;
    private final List<InetSocketAddress> last;
    private @Nullable ScheduledFuture<?> timeout;
    private boolean over;

    /** @param name unresolved @param timeoutNanos of the whole probe */
    record Request(InetSocketAddress name, Route route, long timeoutNanos) {}

    /** @param dependencies as in {@link CheckResult} */
    record NotFound(Failure failure, Set<Dependency> dependencies) {}

    /** Receives exactly one of these calls. */
    interface Listener {
        /** @param addresses at least one @param old whether no name server answers and they are the last known */
        void found(List<InetSocketAddress> addresses, boolean old);

        void notFound(NotFound why);

        void undecided(UndecidedReason why);
    }

    private AddressLookup(NetworkStack network, Request request, KnownAddresses known, Listener listener) {
        this.network = network;
        this.request = request;
        this.known = known;
        this.listener = listener;
        this.last = known.last(System.nanoTime());
    }

    static void begin(NetworkStack network, EventLoop loop, Request request, KnownAddresses known, Listener listener) {
        new AddressLookup(network, request, known, listener).begin(loop);
    }

    private void begin(EventLoop loop) {
        long limitNanos = last.isEmpty() ? request.timeoutNanos() : request.timeoutNanos() / SHARE;
        timeout = loop.schedule(this::unanswered, limitNanos, TimeUnit.NANOSECONDS);
        try {
            var _ = network.resolve(loop, request.name(), request.route().family())
                    .addListener((Future<List<InetSocketAddress>> answer) -> answered(answer));
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void unanswered() {
        String detail = "no end of " + AttemptStage.RESOLVE + " within " + request.timeoutNanos() / MILLI + " ms";
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
        UndecidedReason own = UndecidedReason.of(error);
        if (own != null) {
            if (end()) {
                listener.undecided(own);
            }
            return;
        }
        var failure = new Failure(Cause.RESOLVE_FAILED, request.route().unresolved(error));
        if (!saysNo(error)) {
            troubled(failure);
        } else if (end()) {
            listener.notFound(new NotFound(failure, Set.of()));
        }
    }

    /** True if a name server denied the name or its addresses: Netty gives no cause then, or NXDOMAIN. */
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
