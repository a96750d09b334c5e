package io.signalbox.probe.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.signalbox.contract.evidence.Cause;

/** Forwards the frames of the only stream. */
final class FrameForwarder extends Http2FrameAdapter {

    private final ResponseListener exchange;

    FrameForwarder(ResponseListener exchange) {
        this.exchange = exchange;
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean endOfStream) {
        int processed = data.readableBytes() + padding;
        exchange.data(data, endOfStream);
        return processed;
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean endOfStream) {
        exchange.headers(headers, endOfStream);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean endOfStream) {
        exchange.headers(headers, endOfStream);
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int stream, long error) {
        exchange.broken(Cause.RESET, "the stream was reset with " + name(error));
    }

    /** A GOAWAY that only forbids further requests does not affect this one. */
    @Override
    public void onGoAwayRead(ChannelHandlerContext context, int lastStream, long error, ByteBuf debugData) {
        if (error != Http2Error.NO_ERROR.code() || lastStream == 0) {
            exchange.broken(Cause.RESET, "the server sent GOAWAY with " + name(error));
        }
    }

    private static String name(long error) {
        Http2Error known = Http2Error.valueOf(error);
        return known == null ? "error " + error : known.toString();
    }
}
