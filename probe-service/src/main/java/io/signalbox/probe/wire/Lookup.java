package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.contract.Cause;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks up the addresses of a name once, within a time. Lives on one event loop. */
final class Lookup {

    private static final int MILLI = 1_000_000;
    private static final Set<Dependency> BY_RESOLVER = Set.of(Dependency.RESOLVER);

    private final Route route;
    private final long timeoutNanos;
    private final Listener listener;
    private @Nullable ScheduledFuture<?> timeout;
    private boolean over;

    /** @param dependencies as {@link Finding} has them */
    record NotFound(Failure failure, Set<Dependency> dependencies) {}

    /** Told one of these, once. */
    interface Listener {
        /** @param addresses at least one */
        void found(List<InetSocketAddress> addresses);

        void notFound(NotFound why);

        void undecided(Undecided why);
    }

    private Lookup(Route route, long timeoutNanos, Listener listener) {
        this.route = route;
        this.timeoutNanos = timeoutNanos;
        this.listener = listener;
    }

    static void begin(
            Network network,
            EventLoop loop,
            InetSocketAddress name,
            Route route,
            long timeoutNanos,
            Listener listener) {
        var lookup = new Lookup(route, timeoutNanos, listener);
        lookup.timeout = loop.schedule(lookup::unanswered, timeoutNanos, TimeUnit.NANOSECONDS);
        try {
            var _ = network.resolve(loop, name, route.family())
                    .addListener((Future<List<InetSocketAddress>> answer) -> lookup.answered(answer));
        } catch (RuntimeException e) {
            lookup.failed(e);
        }
    }

    private void unanswered() {
        String detail = "no end of " + Stage.RESOLVE + " within " + timeoutNanos / MILLI + " ms";
        notFound(new NotFound(new Failure(Cause.RESOLVE_FAILED, detail), BY_RESOLVER));
    }

    private void answered(Future<List<InetSocketAddress>> answer) {
        if (!answer.isSuccess()) {
            failed(answer.cause());
        } else if (end()) {
            listener.found(answer.getNow());
        }
    }

    private void failed(Throwable error) {
        Undecided own = Undecided.of(error);
        if (own == null) {
            var failure = new Failure(Cause.RESOLVE_FAILED, route.unresolved(error));
            notFound(new NotFound(failure, saysNo(error) ? Set.of() : BY_RESOLVER));
        } else if (end()) {
            listener.undecided(own);
        }
    }

    /** Whether a name server has answered that there is no such name, or no such address of it. */
    private static boolean saysNo(Throwable thrown) {
        for (Throwable error = thrown; error != null; error = error.getCause()) {
            if (error instanceof DnsErrorCauseException answer) {
                return answer.getCode().equals(DnsResponseCode.NXDOMAIN)
                        || answer.getCode().equals(DnsResponseCode.NOERROR);
            }
        }
        return false;
    }

    private void notFound(NotFound why) {
        if (end()) {
            listener.notFound(why);
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
