package io.signalbox.probe.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.wire.ProbeAttempt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The client side of an HTTP/2 connection (RFC 9113) with one request, sent at once. */
public final class Http2Client extends Http2ConnectionHandler {

    /** ALPN protocols to offer over TLS. */
    public static final List<String> ALPN = List.of("h2");

    private static final int MOST_HEADER_BYTES = 65_536;
    /** Headers, trailers, settings and pings of one connection. */
    private static final int MOST_BYTES_BESIDES_BODY = 3 * MOST_HEADER_BYTES;

    private final Http2Headers request;
    private final byte[] body;
    private final ResponseListener exchange;
    private final long mostBytes;
    private long received;

    private Http2Client(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings,
            Http2Headers request,
            byte[] body,
            long mostBytes,
            ResponseListener exchange) {
        super(decoder, encoder, settings);
        this.mostBytes = mostBytes;
        this.request = request;
        this.body = body;
        this.exchange = exchange;
    }

    /**
     * Sends a request on a new connection.
     *
     * @param secure whether ALPN must have chosen HTTP/2
     * @param mostBody limit of the response's data frames in bytes, with their heads
     */
    public static void ask(
            ProbeAttempt attempt,
            boolean secure,
            Http2Headers request,
            byte[] body,
            long mostBody,
            ResponseListener exchange) {
        if (secure && !ALPN.getFirst().equals(attempt.applicationProtocol())) {
            attempt.failed(Cause.PROTOCOL_ERROR, "HTTP/2 was not chosen in the TLS handshake");
            return;
        }
        attempt.addCodec(new Builder(request, body, MOST_BYTES_BESIDES_BODY + mostBody, exchange).build());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        super.handlerAdded(context);
        int stream = connection().local().incrementAndGetNextStreamId();
        boolean alone = body.length == 0;
        watch(encoder().writeHeaders(context, stream, request, 0, alone, context.newPromise()));
        if (!alone) {
            ByteBuf bytes = context.alloc().buffer(body.length).writeBytes(body);
            watch(encoder().writeData(context, stream, bytes, 0, true, context.newPromise()));
        }
        flush(context);
    }

    /** Counts bytes before the codec: most frames of a flood reach no listener. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        received += ((ByteBuf) message).readableBytes();
        if (received > mostBytes) {
            ReferenceCountUtil.release(message);
            exchange.broken(Cause.PROTOCOL_ERROR, "more than " + mostBytes + " bytes without an end of the response");
        } else {
            super.channelRead(context, message);
        }
    }

    private void watch(ChannelFuture sending) {
        var _ = sending.addListener((Future<? super Void> sent) -> {
            if (!sent.isSuccess()) {
                exchange.broken(Cause.RESET, "the request could not be sent");
            }
        });
    }

    @Override
    protected void onConnectionError(
            ChannelHandlerContext context, boolean outbound, Throwable error, @Nullable Http2Exception exception) {
        exchange.broken(Cause.PROTOCOL_ERROR, detail(exception == null ? error : exception));
    }

    @Override
    protected void onStreamError(
            ChannelHandlerContext context,
            boolean outbound,
            Throwable error,
            Http2Exception.StreamException exception) {
        exchange.broken(Cause.PROTOCOL_ERROR, detail(exception));
    }

    /** Omits Netty's text, which may quote received bytes. */
    private static String detail(Throwable error) {
        return "not HTTP/2: "
                + (error instanceof Http2Exception http2
                        ? http2.error()
                        : error.getClass().getSimpleName());
    }

    private static final class Builder extends AbstractHttp2ConnectionHandlerBuilder<Http2Client, Builder> {

        private final Http2Headers request;
        private final byte[] body;
        private final long mostBytes;
        private final ResponseListener exchange;

        Builder(Http2Headers request, byte[] body, long mostBytes, ResponseListener exchange) {
            this.mostBytes = mostBytes;
            this.request = request;
            this.body = body;
            this.exchange = exchange;
        }

        @Override
        protected Http2Client build() {
            server(false);
            frameListener(new FrameForwarder(exchange));
            initialSettings(Http2Settings.defaultSettings().pushEnabled(false).maxHeaderListSize(MOST_HEADER_BYTES));
            return super.build();
        }

        @Override
        protected Http2Client build(
                Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
            return new Http2Client(decoder, encoder, settings, request, body, mostBytes, exchange);
        }
    }
}
