package io.signalbox.probe.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import io.signalbox.contract.evidence.Cause;

/** What comes back for the one request of a connection. Told on the attempt's event loop. */
public interface Exchange {

    /** Headers or trailers. @param last whether nothing follows */
    void headers(Http2Headers headers, boolean last);

    /** A piece of the body, which belongs to the caller. */
    void data(ByteBuf bytes, boolean last);

    /** Nothing more will come. @param detail without secrets */
    void broken(Cause cause, String detail);
}
