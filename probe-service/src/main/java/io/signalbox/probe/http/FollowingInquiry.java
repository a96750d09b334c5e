package io.signalbox.probe.http;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.wire.Dependency;
import io.signalbox.probe.wire.Expiry;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.KnownAddresses;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Route;
import io.signalbox.probe.wire.Security;
import io.signalbox.probe.wire.Target;
import io.signalbox.probe.wire.TlsClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An HTTP check that goes where it is sent, each time on a new connection. One timeout bounds the whole way. */
public final class FollowingInquiry implements Inquiry {

    private static final int MICRO = 1_000;
    private static final int LONGEST_DETAIL = 200;
    private static final Timings NONE = Timings.total(0);

    private final Network network;
    private final String endpoint;
    private final Check.Http check;
    private final Expected expected;
    private final @Nullable TlsClient client;
    private final Duration timeout;
    private final Route route;
    private final KnownAddresses known = new KnownAddresses();

    /**
     * @param endpoint where the site is; hosts other than the check's own are looked up
     * @param client for the check's own host; null, as for all others, for the network's
     * @param route on each part of the way; to one address only where it goes to the site
     */
    public FollowingInquiry(
            Network network,
            String endpoint,
            Check.Http check,
            @Nullable TlsClient client,
            Duration timeout,
            Route route) {
        this.network = network;
        this.endpoint = endpoint;
        this.check = check;
        this.expected = new Expected(check);
        this.client = client;
        this.timeout = timeout;
        this.route = route;
    }

    @Override
    public void begin(EventLoop loop, Finding.Listener listener) {
        new Way(loop, listener).go(check);
    }

    /** One probe on its way. */
    private final class Way implements HttpProtocol.Follower {

        private final EventLoop loop;
        private final Finding.Listener listener;
        private final long startedNanos = System.nanoTime();
        private Check.Http hop = check;
        private int hops;
        private Timings took = NONE;
        private @Nullable Expiry expiry;
        private Set<Dependency> dependencies = Set.of();
        private int status;
        private @Nullable String location;

        Way(EventLoop loop, Finding.Listener listener) {
            this.loop = loop;
            this.listener = listener;
        }

        void go(Check.Http next) {
            hop = next;
            status = 0;
            long leftNanos = timeout.toNanos() - (System.nanoTime() - startedNanos);
            if (leftNanos <= 0) {
                failed(Cause.TIMEOUT_TOTAL, "redirects took longer than " + timeout.toMillis() + " ms");
                return;
            }
            String host = isOwn() ? endpoint : next.host();
            var protocol = new HttpProtocol(next, expected, this);
            Security security =
                    next.secure() ? new Security(next.serverName(), isOwn() ? client : null, List.of()) : null;
            var target = Target.of(host, next.port(), security, protocol, Duration.ofNanos(leftNanos));
            if (isOwn()) {
                network.attempt(loop, target.by(route), known, listener.after(this::found));
            } else {
                network.attempt(loop, target.by(route.unpinned()), listener.after(this::found));
            }
        }

        private boolean isOwn() {
            return hop.host().equals(check.host());
        }

        @Override
        public void moved(int withStatus, @Nullable String toLocation) {
            status = withStatus;
            location = toLocation;
        }

        private void found(Finding finding) {
            dependencies = finding.dependencies();
            took = took.plus(finding.result().timings());
            expiry = Expiry.earlier(expiry, finding.expiry());
            switch (finding.result()) {
                case ProbeResult.Passed _ when status > 0 -> follow();
                case ProbeResult.Passed _ -> end(new ProbeResult.Passed(took()));
                case ProbeResult.Failed failed
                when failed.cause() == Cause.ADDRESS_REFUSED && !isOwn() ->
                    failed(Cause.REDIRECT_REFUSED, "sent to an address that no redirect may lead to");
                case ProbeResult.Failed failed -> failed(failed.cause(), failed.detail());
            }
        }

        private void follow() {
            int most = check.details().redirects().most();
            if (hops == most) {
                failed(Cause.REDIRECT_REFUSED, "status " + status + " after " + most + " redirects, the most allowed");
                return;
            }
            hops++;
            switch (Redirect.of(check, hop, status, location)) {
                case Redirect.Followed(Check.Http next) -> go(next);
                case Redirect.Refused(String why) -> failed(Cause.REDIRECT_REFUSED, "status " + status + " " + why);
            }
        }

        private void failed(Cause cause, String detail) {
            String where = hops == 0 || cause == Cause.REDIRECT_REFUSED ? "" : "redirect " + hops + ": ";
            String text = where + detail;
            end(new ProbeResult.Failed(took(), cause, text.substring(0, Math.min(text.length(), LONGEST_DETAIL))));
        }

        private void end(ProbeResult result) {
            listener.found(new Finding(result, expiry, dependencies));
        }

        private Timings took() {
            return took.lasting((System.nanoTime() - startedNanos) / MICRO);
        }
    }
}
