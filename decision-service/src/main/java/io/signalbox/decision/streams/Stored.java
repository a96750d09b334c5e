package io.signalbox.decision.streams;

import io.signalbox.contract.Codec;
import io.signalbox.contract.UnreadableException;

/** Reads what this service has itself stored. */
final class Stored {

    private Stored() {}

    /** @throws IllegalStateException when it cannot be read: deciding on without it would be guessing */
    static <T> T read(Codec<T> codec, byte[] bytes) {
        try {
            return codec.read(bytes);
        } catch (UnreadableException e) {
            throw new IllegalStateException("stored state cannot be read; it is kept, and nothing is decided", e);
        }
    }
}
