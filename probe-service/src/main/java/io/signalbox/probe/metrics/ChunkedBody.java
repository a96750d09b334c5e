package io.signalbox.probe.metrics;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A response body, sent in chunks. Each waits for the previous one, so at most two are in memory. */
final class ChunkedBody extends OutputStream {

    static final int PIECE_BYTES = 64 * 1_024;
    private static final long PATIENCE_SECONDS = 10;

    private final HttpServerResponse response;
    private Buffer piece = Buffer.buffer(PIECE_BYTES);

    /** Not for an event loop: writing blocks. @param response chunked, with complete headers */
    ChunkedBody(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        piece.appendBytes(bytes, offset, length);
        if (piece.length() >= PIECE_BYTES) {
            await(response.write(piece));
            piece = Buffer.buffer(PIECE_BYTES);
        }
    }

    /** Sends the last chunk and ends the response. */
    void end() throws IOException {
        await(response.end(piece));
    }

    /** @throws IOException if the reader is gone, or reads nothing for ten seconds */
    private static void await(Future<Void> sent) throws IOException {
        try {
            sent.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("not sent: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("not sent", e);
        }
    }
}
