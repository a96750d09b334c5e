package io.signalbox.probe.http;

import io.netty.channel.EventLoop;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.certificates.CertificateExpiry;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.Dependency;
import io.signalbox.probe.wire.KnownAddresses;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.ProbeTarget;
import io.signalbox.probe.wire.Route;
import io.signalbox.probe.wire.TlsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An HTTP check that follows redirects, each on a new connection. One timeout bounds all of them. */
public final class RedirectChecker implements Checker {

    private static final int MICRO = 1_000;
    private static final int LONGEST_DETAIL = 200;
    private static final Timings NONE = Timings.total(0);

    private final Network network;
    private final String endpoint;
    private final Check.Http check;
    private final ResponseExpectation expected;
    private final @Nullable TlsClient client;
    private final Duration timeout;
    private final Route route;
    private final KnownAddresses known = new KnownAddresses();

    /**
     * @param endpoint the site's host; other hosts are resolved by name
     * @param client for the check's own host; null for the network's client, which other hosts always use
     * @param route of each hop; its pinned address applies to the site only
     */
    public RedirectChecker(
            Network network,
            String endpoint,
            Check.Http check,
            @Nullable TlsClient client,
            Duration timeout,
            Route route) {
        this.network = network;
        this.endpoint = endpoint;
        this.check = check;
        this.expected = new ResponseExpectation(check);
        this.client = client;
        this.timeout = timeout;
        this.route = route;
    }

    @Override
    public void begin(EventLoop loop, CheckResult.Listener listener) {
        new Way(loop, listener).go(check);
    }

    /** One running probe. */
    private final class Way implements HttpExchange.RedirectListener {

        private final EventLoop loop;
        private final CheckResult.Listener listener;
        private final long startedNanos = System.nanoTime();
        private Check.Http hop = check;
        private int hops;
        private Timings took = NONE;
        private @Nullable CertificateExpiry expiry;
        private Set<Dependency> dependencies = Set.of();
        private int status;
        private @Nullable String location;

        Way(EventLoop loop, CheckResult.Listener listener) {
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
            TlsSettings security =
                    next.secure() ? new TlsSettings(next.serverName(), isOwn() ? client : null, List.of()) : null;
            var target = ProbeTarget.of(host, next.port(), security, protocol, Duration.ofNanos(leftNanos));
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

        private void found(CheckResult checkResult) {
            dependencies = checkResult.dependencies();
            took = took.plus(checkResult.result().timings());
            expiry = CertificateExpiry.earlier(expiry, checkResult.expiry());
            switch (checkResult.result()) {
                case ProbeResult.Passed _ when status > 0 -> follow();
                case ProbeResult.Passed _ -> end(new ProbeResult.Passed(took()));
                case ProbeResult.Failed failed
                when failed.cause() == Cause.ADDRESS_REFUSED && !isOwn() ->
                    failed(Cause.REDIRECT_REFUSED, "redirected to an address that is refused");
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
            listener.found(new CheckResult(result, expiry, dependencies));
        }

        private Timings took() {
            return took.lasting((System.nanoTime() - startedNanos) / MICRO);
        }
    }
}
