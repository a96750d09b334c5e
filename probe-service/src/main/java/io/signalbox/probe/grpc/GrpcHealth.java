package io.signalbox.probe.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.http2.Http2Client;
import io.signalbox.probe.wire.Attempt;
import io.signalbox.probe.wire.Dialogue;
import java.time.Duration;
import java.util.List;

/** Asks {@code grpc.health.v1.Health/Check}, and passes when the answer is SERVING. */
public final class GrpcHealth implements Dialogue.Protocol {

    private final Check.Grpc check;
    private final byte[] request;
    private final String timeout;

    /** @param timeout told to the server, so that it does not go on for longer */
    public GrpcHealth(Check.Grpc check, Duration timeout) {
        this.check = check;
        this.request = HealthMessages.request(check.service());
        this.timeout = timeout.toMillis() + "m";
    }

    @Override
    public List<String> alpn() {
        return Http2Client.ALPN;
    }

    @Override
    public Dialogue begin() {
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

    private final class Call implements Dialogue {

        @Override
        public void opened(Attempt attempt) {
            Http2Client.ask(attempt, check.secure(), headers(), request, new HealthAnswer(attempt));
        }

        @Override
        public void received(Attempt attempt, ByteBuf bytes) {
            throw new IllegalStateException("the codec reads the bytes");
        }

        @Override
        public void closed(Attempt attempt) {
            attempt.failed(Cause.PROTOCOL_ERROR, "connection closed before the end of the answer");
        }
    }
}
