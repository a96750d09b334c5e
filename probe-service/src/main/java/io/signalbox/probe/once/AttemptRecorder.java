package io.signalbox.probe.once;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.probe.wire.AttemptListener;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records the connections of one check. Runs on one event loop. */
final class AttemptRecorder implements AttemptListener.Factory {

    private static final Timings UNENDED = Timings.total(0);

    private final Redaction secrets;
    private final InstantSource clock;
    private final List<Seen> connections = new ArrayList<>();

    AttemptRecorder(Redaction secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public AttemptListener begin(InetSocketAddress target) {
        var seen = new Seen(target);
        connections.add(seen);
        return seen;
    }

    List<Seen> connections() {
        return List.copyOf(connections);
    }

    /** The known facts of one connection so far. */
    final class Seen implements AttemptListener {

        private final InetSocketAddress target;
        private List<String> request = List.of();
        private final List<String> headers = new ArrayList<>();
        private @Nullable InetSocketAddress tried;
        private @Nullable SocketAddress local;
        private @Nullable HandshakeReport tls;
        private @Nullable String status;
        private @Nullable Long bodyBytes;
        private @Nullable String body;
        private @Nullable ProbeResult result;

        private Seen(InetSocketAddress target) {
            this.target = target;
        }

        @Override
        public boolean enabled() {
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
            tls = HandshakeReport.accepted(handler, clock.instant());
        }

        @Override
        public void rejected(List<X509Certificate> chain, String why) {
            tls = HandshakeReport.rejected(chain, secrets.text(why), clock.instant());
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

        /** The name that was resolved; null if none was. */
        @Nullable
        InetSocketAddress lookedUp() {
            return target.isUnresolved() && tried != null ? target : null;
        }

        /** @param addresses all of the name's */
        ConnectionReport shown(List<String> addresses) {
            var failed = result instanceof ProbeResult.Failed failure ? failure : null;
            return new ConnectionReport(
                    target.getHostString() + ":" + target.getPort(),
                    addresses,
                    tried == null ? null : AddressText.text(tried),
                    local instanceof InetSocketAddress own ? AddressText.text(own) : null,
                    tls,
                    request.isEmpty() ? null : new ConnectionReport.Exchange(request, status, headers, bodyBytes, body),
                    failed == null ? null : failed.cause(),
                    failed == null ? null : secrets.text(failed.detail()),
                    PhaseMillis.of(result == null ? UNENDED : result.timings()));
        }
    }
}
