package io.signalbox.probe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.signalbox.contract.evidence.Cause;

/** A dialogue in whole messages: keeps what has come until one is whole, and no more than it may. */
public abstract class MessageDialogue implements Dialogue {

    private static final int USUAL = 256;

    private final int most;
    private final ByteBuf gathered;
    private boolean answered;

    /** @param most how many bytes are kept */
    protected MessageDialogue(int most) {
        this.most = most;
        // On the heap and not pooled: whatever happens, nothing has to be given back.
        this.gathered = Unpooled.buffer(Math.min(USUAL, most), most);
    }

    /**
     * Reads one message and acts on it. Reading beyond what has come counts as malformed.
     *
     * @param bytes what has come and was not read yet
     * @return whether there was a whole one; where there was none, nothing has been read
     */
    protected abstract boolean read(Attempt attempt, ByteBuf bytes) throws Malformed;

    @Override
    public final void received(Attempt attempt, ByteBuf bytes) {
        answered = true;
        try {
            while (bytes.isReadable() && !attempt.over()) {
                gather(bytes);
                readAll(attempt);
            }
        } catch (Malformed e) {
            attempt.failed(Cause.PROTOCOL_ERROR, String.valueOf(e.getMessage()));
        } catch (IndexOutOfBoundsException _) {
            attempt.failed(Cause.PROTOCOL_ERROR, "a message that is shorter than it says");
        }
    }

    private void gather(ByteBuf bytes) throws Malformed {
        gathered.discardReadBytes();
        if (gathered.maxWritableBytes() == 0) {
            throw new Malformed("more than " + most + " bytes that are no whole message");
        }
        gathered.writeBytes(bytes, Math.min(bytes.readableBytes(), gathered.maxWritableBytes()));
    }

    private void readAll(Attempt attempt) throws Malformed {
        boolean more = true;
        while (more && gathered.isReadable() && !attempt.over()) {
            more = read(attempt, gathered);
        }
    }

    /** Whether bytes have come that were not read. */
    protected final boolean hasMore() {
        return gathered.isReadable();
    }

    @Override
    public void closed(Attempt attempt) {
        attempt.failed(
                Cause.PROTOCOL_ERROR,
                answered ? "connection closed in the middle of the answer" : "connection closed without an answer");
    }
}
