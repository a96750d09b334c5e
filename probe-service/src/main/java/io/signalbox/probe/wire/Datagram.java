package io.signalbox.probe.wire;

import io.netty.buffer.ByteBuf;
import io.signalbox.contract.evidence.Cause;
import java.net.InetSocketAddress;

/**
 * One datagram to be sent.
 *
 * @param to looked up first where it is a name
 * @param timeoutNanos for all of it
 * @param route how it gets there; it has no stages but one
 */
public record Datagram(InetSocketAddress to, byte[] request, Judge judge, long timeoutNanos, Route route) {

    /** What a datagram that came back says. */
    public sealed interface Verdict {

        record Passed() implements Verdict {}

        /** @param detail without secrets */
        record Failed(Cause cause, String detail) implements Verdict {}

        /** It is no answer to what was sent: the wait goes on. */
        record Unrelated() implements Verdict {}
    }

    /** Judges what came back. The bytes belong to the caller. */
    @FunctionalInterface
    public interface Judge {
        Verdict judge(ByteBuf bytes);
    }
}
