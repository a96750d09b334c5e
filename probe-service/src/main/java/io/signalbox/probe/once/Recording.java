package io.signalbox.probe.once;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.probe.wire.Notes;
import io.signalbox.probe.wire.Target;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what the connections of one check tell. Lives on one event loop. */
final class Recording implements Notes.Taker {

    private static final Timings UNENDED = Timings.total(0);

    private final Secrets secrets;
    private final InstantSource clock;
    private final List<Seen> connections = new ArrayList<>();

    Recording(Secrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Notes begin(Target target) {
        var seen = new Seen(target);
        connections.add(seen);
        return seen;
    }

    List<Seen> connections() {
        return List.copyOf(connections);
    }

    /** What one connection has told so far. */
    final class Seen implements Notes {

        private final Target target;
        private List<String> request = List.of();
        private final List<String> headers = new ArrayList<>();
        private @Nullable InetSocketAddress tried;
        private @Nullable SocketAddress local;
        private @Nullable Handshake tls;
        private @Nullable String status;
        private @Nullable Long bodyBytes;
        private @Nullable String body;
        private @Nullable ProbeResult result;

        private Seen(Target target) {
            this.target = target;
        }

        @Override
        public boolean wanted() {
            return true;
        }

        @Override
        public void connecting(InetSocketAddress to) {
            tried = to;
        }

        @Override
        public void connected(Channel channel) {
            local = channel.localAddress();
        }

        @Override
        public void secured(SslHandler handler) {
            tls = Handshake.accepted(handler, clock.instant());
        }

        @Override
        public void rejected(List<X509Certificate> chain, String why) {
            tls = Handshake.rejected(chain, secrets.text(why), clock.instant());
        }

        @Override
        public void asked(List<String> head) {
            request = secrets.request(head);
        }

        @Override
        public void answered(String statusLine) {
            status = secrets.text(statusLine);
            headers.clear();
        }

        @Override
        public void header(String name, String value) {
            headers.add(secrets.header(name, value));
        }

        @Override
        public void body(long bytes, String judgement) {
            bodyBytes = bytes;
            body = judgement;
        }

        @Override
        public void ended(ProbeResult ending) {
            result = ending;
        }

        /** The name that was looked up, and was found; null where there is none. */
        @Nullable
        InetSocketAddress lookedUp() {
            return target.address().isUnresolved() && tried != null ? target.address() : null;
        }

        /** @param addresses all that the name has */
        Connection shown(List<String> addresses) {
            var failed = result instanceof ProbeResult.Failed failure ? failure : null;
            return new Connection(
                    target.name(),
                    addresses,
                    tried == null ? null : Addresses.text(tried),
                    local instanceof InetSocketAddress own ? Addresses.text(own) : null,
                    tls,
                    request.isEmpty() ? null : new Connection.Exchange(request, status, headers, bodyBytes, body),
                    failed == null ? null : failed.cause(),
                    failed == null ? null : secrets.text(failed.detail()),
                    Millis.of(result == null ? UNENDED : result.timings()));
        }
    }
}
