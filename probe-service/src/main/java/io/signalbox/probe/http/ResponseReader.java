package io.signalbox.probe.http;

import io.netty.buffer.ByteBuf;
import io.signalbox.probe.wire.AttemptListener;

/** Reads one HTTP/1.1 response (RFC 9112) that arrives in pieces. Buffers neither head nor body. */
class ResponseReader {

    private static final int FIRST_FINAL_STATUS = 200;
    /** Limit of all status lines, headers and trailers together. */
    private static final int MOST_HEAD_BYTES = 65_536;
    /** A chunk of one byte has five bytes around it; some servers write more zeros. */
    private static final int CHUNK_LINES_PER_BYTE = 12;

    private enum Part {
        STATUS_LINE,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        COMPLETE
    }

    private final boolean bodiless;
    private final BodyPattern pattern;
    private final ResponseLine line = new ResponseLine();
    private Part part = Part.STATUS_LINE;
    private int status;
    private boolean chunked;
    /** Bytes left of the body or chunk; -1 if the body ends with the connection. */
    private long left = -1;

    /** The Content-Length of this response; -1 without one. */
    private long contentLength = -1;

    private int headBytes;
    private long chunkLineBytes;
    private int bodyBytes;
    private int matched;
    private AttemptListener steps = AttemptListener.NONE;

    /** @param bodiless whether the response to this request has no body */
    ResponseReader(boolean bodiless, BodyPattern pattern) {
        this.bodiless = bodiless;
        this.pattern = pattern;
    }

    /** Sets the listener of status and headers. */
    void listen(AttemptListener listening) {
        steps = listening;
    }

    /** 0 until the final response's status is known. */
    int status() {
        return status < FIRST_FINAL_STATUS ? 0 : status;
    }

    /** True if the response is complete, or its body has reached the limit. */
    boolean complete() {
        return part == Part.COMPLETE;
    }

    /** True if the final response's headers are complete. */
    boolean headRead() {
        return part.compareTo(Part.HEADERS) > 0;
    }

    boolean bodyMatches() {
        return pattern.found(matched);
    }

    int bodyBytes() {
        return bodyBytes;
    }

    void read(ByteBuf bytes) throws MalformedResponseException {
        while (bytes.isReadable() && part != Part.COMPLETE) {
            switch (part) {
                case BODY, CHUNK -> readBody(bytes);
                case STATUS_LINE, HEADERS, TRAILERS -> readHead(bytes);
                case CHUNK_SIZE, CHUNK_END -> readChunkLine(bytes);
                case COMPLETE -> throw new IllegalStateException("nothing is due after the response");
            }
        }
    }

    /** The server has closed the connection. */
    void end() throws MalformedResponseException {
        if (part == Part.BODY && left < 0) {
            part = Part.COMPLETE;
        } else if (part == Part.STATUS_LINE && headBytes == 0) {
            throw new MalformedResponseException("connection closed without a response");
        } else if (part != Part.COMPLETE) {
            throw new MalformedResponseException("connection closed during the response");
        }
    }

    private void readBody(ByteBuf bytes) {
        int length = Math.min(bytes.readableBytes(), pattern.limit() - bodyBytes);
        if (left >= 0) {
            length = (int) Math.min(length, left);
            left -= length;
        }
        bodyBytes += length;
        body(bytes, length);
        if (bodyBytes == pattern.limit() || (left == 0 && part == Part.BODY)) {
            part = Part.COMPLETE;
        } else if (left == 0) {
            part = Part.CHUNK_END;
        }
    }

    /** Reads {@code length} bytes of the body. */
    void body(ByteBuf bytes, int length) {
        matched = pattern.read(matched, bytes, length);
    }

    /** A header line is complete. */
    void header(ResponseLine header) throws MalformedResponseException {
        if (header.startsWith("content-length:")) {
            long length = header.contentLength();
            if (contentLength >= 0 && contentLength != length) {
                throw new MalformedResponseException("two different content-lengths");
            }
            contentLength = length;
        } else if (header.startsWith("transfer-encoding:")) {
            chunked = header.endsChunked();
        }
    }

    private void readHead(ByteBuf bytes) throws MalformedResponseException {
        int before = bytes.readerIndex();
        boolean whole = part == Part.HEADERS ? line.readFolded(bytes) : line.read(bytes);
        headBytes += bytes.readerIndex() - before;
        if (headBytes > MOST_HEAD_BYTES) {
            throw new MalformedResponseException("more than " + MOST_HEAD_BYTES + " bytes of header");
        }
        if (whole) {
            accept();
            line.clear();
        }
    }

    /** The lines between chunks grow with the body, and not with the header. */
    private void readChunkLine(ByteBuf bytes) throws MalformedResponseException {
        int before = bytes.readerIndex();
        boolean whole = line.read(bytes);
        chunkLineBytes += bytes.readerIndex() - before;
        long most = MOST_HEAD_BYTES + (long) CHUNK_LINES_PER_BYTE * bodyBytes;
        if (chunkLineBytes > most) {
            throw new MalformedResponseException(
                    "more than " + most + " bytes between the chunks of " + bodyBytes + " bytes of body");
        }
        if (whole) {
            accept();
            line.clear();
        }
    }

    private void accept() throws MalformedResponseException {
        switch (part) {
            case STATUS_LINE -> statusLine();
            case HEADERS -> headerLine();
            case CHUNK_SIZE -> chunkSize();
            case CHUNK_END -> chunkEnd();
            case TRAILERS -> part = line.isEmpty() ? Part.COMPLETE : Part.TRAILERS;
            case BODY, CHUNK, COMPLETE -> throw new IllegalStateException("no line is due in " + part);
        }
    }

    private void statusLine() throws MalformedResponseException {
        status = line.status();
        if (steps.enabled()) {
            steps.answered(line.text());
        }
        part = Part.HEADERS;
    }

    private void headerLine() throws MalformedResponseException {
        if (line.isEmpty()) {
            headersEnd();
        } else {
            line.checkHeader();
            header(line);
            if (steps.enabled()) {
                steps.header(line.headerName(), line.headerValue());
            }
        }
    }

    private void headersEnd() {
        left = contentLength;
        if (status < FIRST_FINAL_STATUS) {
            contentLength = -1;
            chunked = false;
            part = Part.STATUS_LINE;
        } else if (bodiless || status == 204 || status == 304 || (left == 0 && !chunked)) {
            part = Part.COMPLETE;
        } else {
            part = chunked ? Part.CHUNK_SIZE : Part.BODY;
        }
    }

    private void chunkEnd() throws MalformedResponseException {
        if (!line.isEmpty()) {
            throw new MalformedResponseException("a chunk that is longer than its size");
        }
        part = Part.CHUNK_SIZE;
    }

    private void chunkSize() throws MalformedResponseException {
        left = line.chunkSize();
        part = left == 0 ? Part.TRAILERS : Part.CHUNK;
    }
}
