package io.signalbox.probe.http;

import io.netty.buffer.ByteBuf;

/** Reads a response and hands on what is more than its status. */
final class GatheringReader extends ResponseReader {

    private final Answer answer;

    GatheringReader(boolean bodiless, BodyPattern pattern, Answer answer) {
        super(bodiless, pattern);
        this.answer = answer;
    }

    @Override
    void header(Line header) throws MalformedResponse {
        // Those of an interim response say nothing of the final one.
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
