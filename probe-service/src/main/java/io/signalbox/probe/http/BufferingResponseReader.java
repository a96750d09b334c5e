package io.signalbox.probe.http;

import io.netty.buffer.ByteBuf;

/** Reads a response and buffers its headers and body. */
final class BufferingResponseReader extends ResponseReader {

    private final BufferedResponse answer;

    BufferingResponseReader(boolean bodiless, BodyPattern pattern, BufferedResponse answer) {
        super(bodiless, pattern);
        this.answer = answer;
    }

    @Override
    void header(ResponseLine header) throws MalformedResponseException {
        // Ignores headers of interim responses.
        if (status() > 0) {
            answer.header(header.headerName(), header.headerValue());
        }
        super.header(header);
    }

    @Override
    void body(ByteBuf bytes, int length) {
        boolean _ = answer.body(bytes, length);
        super.body(bytes, length);
    }
}
