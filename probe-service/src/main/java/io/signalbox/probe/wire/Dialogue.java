package io.signalbox.probe.wire;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** What is said on one connection once it stands (and is secure, where asked). Runs on the attempt's event loop. */
public interface Dialogue {

    /** The connection stands. */
    void opened(Attempt attempt);

    /** The connection has become secure, after {@link Attempt#secure}. */
    default void secured(Attempt attempt) {}

    /** Bytes have come. They belong to the caller. */
    void received(Attempt attempt, ByteBuf bytes);

    /** The other side has closed the connection. */
    void closed(Attempt attempt);

    /** Tells what has been read, once the attempt is over. */
    default void describe(Notes notes) {}

    /** Begins one dialogue per attempt; made once per check, so that an attempt costs little. */
    @FunctionalInterface
    interface Protocol {
        Dialogue begin();

        /** Whether the dialogue itself says when TLS begins, on a connection that is plain until then. */
        default boolean beginsPlain() {
            return false;
        }

        /** What is offered by ALPN where the connection is secure, best first; empty for nothing. */
        default List<String> alpn() {
            return List.of();
        }
    }
}
