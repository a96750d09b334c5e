package io.signalbox.probe.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.signalbox.contract.evidence.Cause;

/** Forwards the frames of the only stream. Frames that carry no data are limited in number: each may cost an answer. */
final class FrameForwarder extends Http2FrameAdapter {

    /** A server usually sends fewer than ten. */
    private static final int MOST_CONTROL_FRAMES = 256;

    private final ResponseListener exchange;
    private int controlFrames;

    FrameForwarder(ResponseListener exchange) {
        this.exchange = exchange;
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean endOfStream) {
        int processed = data.readableBytes() + padding;
        exchange.data(data, endOfStream);
        return processed;
    }

    private void headers(Http2Headers headers, boolean endOfStream) {
        count();
        exchange.headers(headers, endOfStream);
    }

    private void count() {
        if (++controlFrames > MOST_CONTROL_FRAMES) {
            exchange.broken(Cause.PROTOCOL_ERROR, "more than " + MOST_CONTROL_FRAMES + " frames besides data");
        }
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean endOfStream) {
        headers(headers, endOfStream);
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
        headers(headers, endOfStream);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
        count();
    }

    @Override
    public void onPingRead(ChannelHandlerContext context, long data) {
        count();
    }

    @Override
    public void onPriorityRead(
            ChannelHandlerContext context, int stream, int dependency, short weight, boolean exclusive) {
        count();
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int stream, int increment) {
        count();
    }

    @Override
    public void onUnknownFrame(
            ChannelHandlerContext context, byte type, int stream, Http2Flags flags, ByteBuf payload) {
        count();
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int stream, long error) {
        exchange.broken(Cause.RESET, "the stream was reset with " + name(error));
    }

    /** A GOAWAY that only forbids further requests does not affect this one. */
    @Override
    public void onGoAwayRead(ChannelHandlerContext context, int lastStream, long error, ByteBuf debugData) {
        count();
        if (error != Http2Error.NO_ERROR.code() || lastStream == 0) {
            exchange.broken(Cause.RESET, "the server sent GOAWAY with " + name(error));
        }
    }

    private static String name(long error) {
        Http2Error known = Http2Error.valueOf(error);
        return known == null ? "error " + error : known.toString();
    }
}
