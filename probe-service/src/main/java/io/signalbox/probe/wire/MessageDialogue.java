package io.signalbox.probe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.signalbox.contract.evidence.Cause;

/**
 * A dialogue of complete messages: buffers bytes until a message is complete, up to a limit. All messages of an attempt
 * together are limited, too: a server may send valid ones without end.
 */
public abstract class MessageDialogue implements ProbeDialogue {

    private static final int USUAL = 256;
    /** Limit of all bytes of one attempt. Some WebSockets begin with a large message. */
    public static final int MOST_BYTES = 4 * 1_048_576;

    private final int most;
    private final ByteBuf gathered;
    private boolean answered;
    private int received;

    /** @param most limit of the buffer in bytes */
    protected MessageDialogue(int most) {
        this.most = most;
        // On the heap and not pooled: needs no release.
        this.gathered = Unpooled.buffer(Math.min(USUAL, most), most);
    }

    /**
     * Reads one message and acts on it. Reading beyond the buffer counts as malformed.
     *
     * @param bytes received and not read yet
     * @return whether a complete message was read; if not, nothing was consumed
     */
    protected abstract boolean read(ProbeAttempt attempt, ByteBuf bytes) throws MalformedMessageException;

    @Override
    public final void received(ProbeAttempt attempt, ByteBuf bytes) {
        answered = true;
        try {
            received += bytes.readableBytes();
            if (received > MOST_BYTES) {
                throw new MalformedMessageException("more than " + MOST_BYTES + " bytes without an end");
            }
            while (bytes.isReadable() && !attempt.over()) {
                gather(bytes);
                readAll(attempt);
            }
        } catch (MalformedMessageException e) {
            attempt.failed(Cause.PROTOCOL_ERROR, String.valueOf(e.getMessage()));
        } catch (IndexOutOfBoundsException _) {
            attempt.failed(Cause.PROTOCOL_ERROR, "a message shorter than its length field");
        }
    }

    private void gather(ByteBuf bytes) throws MalformedMessageException {
        gathered.discardReadBytes();
        if (gathered.maxWritableBytes() == 0) {
            throw new MalformedMessageException("more than " + most + " bytes without a complete message");
        }
        gathered.writeBytes(bytes, Math.min(bytes.readableBytes(), gathered.maxWritableBytes()));
    }

    private void readAll(ProbeAttempt attempt) throws MalformedMessageException {
        boolean more = true;
        while (more && gathered.isReadable() && !attempt.over()) {
            more = read(attempt, gathered);
        }
    }

    /** True if unread bytes are left. */
    protected final boolean hasMore() {
        return gathered.isReadable();
    }

    @Override
    public void closed(ProbeAttempt attempt) {
        attempt.failed(
                Cause.PROTOCOL_ERROR,
                answered ? "connection closed during the response" : "connection closed without a response");
    }
}
