package io.signalbox.probe.wire;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** The protocol exchange on one open connection (after TLS, if configured). Runs on the attempt's event loop. */
public interface ProbeDialogue {

    /** The connection is open. */
    void opened(ProbeAttempt attempt);

    /** TLS is complete, after {@link ProbeAttempt#secure}. */
    default void secured(ProbeAttempt attempt) {}

    /** Bytes were received. They belong to the caller. */
    void received(ProbeAttempt attempt, ByteBuf bytes);

    /** The server has closed the connection. */
    void closed(ProbeAttempt attempt);

    /** Reports what was read, once the attempt is over. */
    default void describe(AttemptListener steps) {}

    /** Creates one dialogue per attempt. Made once per check, so that an attempt costs little. */
    @FunctionalInterface
    interface Protocol {
        ProbeDialogue begin();

        /** True if the connection starts in plaintext and the dialogue starts TLS. */
        default boolean beginsPlain() {
            return false;
        }

        /** True if each dialogue sends in {@link ProbeDialogue#opened}. */
        default boolean speaksFirst() {
            return false;
        }

        /** ALPN protocols to offer over TLS, best first; empty for none. */
        default List<String> alpn() {
            return List.of();
        }
    }
}
