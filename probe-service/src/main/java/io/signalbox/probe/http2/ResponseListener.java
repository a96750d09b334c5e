package io.signalbox.probe.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import io.signalbox.contract.evidence.Cause;

/** Receives the response to the only request of a connection. Called on the attempt's event loop. */
public interface ResponseListener {

    /** Headers or trailers. @param last whether the response ends with them */
    void headers(Http2Headers headers, boolean last);

    /** A piece of the body; the bytes belong to the caller. */
    void data(ByteBuf bytes, boolean last);

    /** The response cannot be completed. @param detail without secrets */
    void broken(Cause cause, String detail);
}
