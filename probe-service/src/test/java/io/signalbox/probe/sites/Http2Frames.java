package io.signalbox.probe.sites;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;

/** Frames of HTTP/2, right or wrong. */
public final class Http2Frames {

    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PUSH_PROMISE = 5;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;

    public static final int END_STREAM = 1;
    public static final int END_HEADERS = 4;
    public static final int PADDED = 8;

    /** The stream of the probe's only request. */
    public static final int STREAM = 3;

    private Http2Frames() {}

    public static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBufUtil.getBytes(Unpooled.buffer()
                .writeMedium(payload.length)
                .writeByte(type)
                .writeByte(flags)
                .writeInt(stream)
                .writeBytes(payload));
    }

    /** @param headers names and values in turn */
    public static byte[] headers(String status, String... headers) {
        Http2Headers all = new DefaultHttp2Headers(false).status(status);
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        return encoded(all);
    }

    public static byte[] encoded(Http2Headers headers) {
        ByteBuf out = Unpooled.buffer();
        try {
            new DefaultHttp2HeadersEncoder((_, _) -> true).encodeHeaders(STREAM, headers, out);
        } catch (Http2Exception e) {
            throw new IllegalStateException(e);
        }
        return ByteBufUtil.getBytes(out);
    }
}
