package io.signalbox.decision.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.contract.Codec;
import io.signalbox.contract.UnreadableException;
import io.signalbox.decision.core.machine.ServiceState;
import java.io.IOException;

/** Reads what this service has itself stored, in every version in which it has stored it. */
final class Stored {

    private static final Codec<ServiceState> STATES = Codec.of(ServiceState.class);

    private Stored() {}

    /** @throws IllegalStateException when it cannot be read: deciding on without it would be guessing */
    static <T> T read(Codec<T> codec, byte[] bytes) {
        try {
            return codec.read(bytes);
        } catch (UnreadableException e) {
            throw new IllegalStateException("stored state cannot be read; it is kept, and nothing is decided", e);
        }
    }

    /** A service's state. @throws IllegalStateException as {@link #read} does */
    static ServiceState state(byte[] bytes) {
        return read(STATES, current(bytes));
    }

    /** What is no JSON, or of an unknown version, is left as it is: the codec says what is wrong with it. */
    private static byte[] current(byte[] bytes) {
        try {
            JsonNode stored = Codec.mapper().readTree(bytes);
            return stored instanceof ObjectNode state && state.path("v").asInt() == StoredV1.VERSION
                    ? Codec.mapper().writeValueAsBytes(StoredV1.converted(state))
                    : bytes;
        } catch (IOException _) {
            return bytes;
        }
    }
}
