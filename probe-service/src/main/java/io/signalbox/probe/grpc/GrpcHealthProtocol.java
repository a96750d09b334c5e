package io.signalbox.probe.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.http2.Http2Client;
import io.signalbox.probe.kind.CheckKind;
import io.signalbox.probe.wire.ProbeAttempt;
import io.signalbox.probe.wire.ProbeDialogue;
import java.time.Duration;
import java.util.List;

/** Calls {@code grpc.health.v1.Health/Check} and passes if the response is SERVING. */
public final class GrpcHealthProtocol implements ProbeDialogue.Protocol {

    public static final CheckKind<Check.Grpc> KIND =
            CheckKind.ofConnection(Check.Grpc.class, setup -> new GrpcHealthProtocol(setup.check(), setup.timeout()));

    /** The response is a few bytes, in one frame or in several. */
    private static final int MOST_BODY = 16_384;

    private final Check.Grpc check;
    private final byte[] request;
    private final String timeout;

    /** @param timeout sent to the server as the call's deadline */
    public GrpcHealthProtocol(Check.Grpc check, Duration timeout) {
        this.check = check;
        this.request = HealthMessages.request(check.service());
        this.timeout = timeout.toMillis() + "m";
    }

    @Override
    public List<String> alpn() {
        return Http2Client.ALPN;
    }

    @Override
    public ProbeDialogue begin() {
        return new Call();
    }

    private Http2Headers headers() {
        String host = check.host().contains(":") ? "[" + check.host() + "]" : check.host();
        return new DefaultHttp2Headers()
                .method("POST")
                .path("/grpc.health.v1.Health/Check")
                .scheme(check.secure() ? "https" : "http")
                .authority(host + ":" + check.port())
                .add("content-type", "application/grpc")
                .add("te", "trailers")
                .add("grpc-timeout", timeout)
                .add("user-agent", "signalbox-probe");
    }

    private final class Call implements ProbeDialogue {

        @Override
        public void opened(ProbeAttempt attempt) {
            Http2Client.ask(attempt, check.secure(), headers(), request, MOST_BODY, new HealthCallListener(attempt));
        }

        @Override
        public void received(ProbeAttempt attempt, ByteBuf bytes) {
            throw new IllegalStateException("the codec consumes all bytes");
        }

        @Override
        public void closed(ProbeAttempt attempt) {
            attempt.failed(Cause.PROTOCOL_ERROR, "connection closed before the end of the response");
        }
    }
}
