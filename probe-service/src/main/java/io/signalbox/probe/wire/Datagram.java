package io.signalbox.probe.wire;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import java.net.InetSocketAddress;

/**
 * One datagram to send.
 *
 * @param to resolved first if it is a name
 * @param timeoutNanos of the whole attempt
 * @param route as of a connection, without stage timeouts
 */
public record Datagram(InetSocketAddress to, byte[] request, Judge judge, long timeoutNanos, Route route) {

    /** The verdict on a received datagram. */
    public sealed interface Verdict {

        record Passed() implements Verdict {}

        /** @param detail without secrets */
        record Failed(Cause cause, String detail) implements Verdict {}

        /** Not a response to this request: keep waiting. */
        record Unrelated() implements Verdict {}
    }

    /** Judges a received datagram. The bytes belong to the caller. */
    @FunctionalInterface
    public interface Judge {
        Verdict judge(ByteBuf bytes);
    }
}
