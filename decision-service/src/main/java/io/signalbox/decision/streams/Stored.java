package io.signalbox.decision.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.contract.Codec;
import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.UnreadableException;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import java.io.IOException;

/** Reads what this service has itself stored, in every version in which it has stored it. */
final class Stored {

    private static final Codec<ServiceState> STATES = Codec.of(ServiceState.class);
    private static final Codec<FleetState> FLEET = Codec.of(FleetState.class);
    private static final Codec<SiteVerdict> VERDICTS = Codec.of(SiteVerdict.class);

    private Stored() {}

    /**
     * A service's state.
     *
     * @throws NewerStateException when a newer version of this service has written it
     * @throws IllegalStateException when it cannot be read: deciding on without it would be guessing
     */
    static ServiceState state(byte[] bytes) {
        return read(STATES, current(bytes), "service state", ServiceState.VERSION);
    }

    /** The fleet's state. @throws IllegalStateException as {@link #state} does */
    static FleetState fleet(byte[] bytes) {
        return read(FLEET, bytes, "fleet state", FleetState.VERSION);
    }

    /** A verdict of stage 1. @throws IllegalStateException as {@link #state} does */
    static SiteVerdict verdict(byte[] bytes) {
        return read(VERDICTS, bytes, "verdict", SiteVerdict.VERSION);
    }

    private static <T> T read(Codec<T> codec, byte[] bytes, String what, int newest) {
        try {
            return codec.read(bytes);
        } catch (UnreadableException e) {
            int found = version(bytes);
            if (found > newest) {
                throw new NewerStateException(what, found, newest, e);
            }
            throw new IllegalStateException("stored " + what + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** 0 for what is no JSON. */
    private static int version(byte[] bytes) {
        try {
            JsonNode stored = Codec.mapper().readTree(bytes);
            return stored == null ? 0 : stored.path("v").asInt();
        } catch (IOException _) {
            return 0;
        }
    }

    /** What is no JSON, or of an unknown version, is left as it is: the codec says what is wrong with it. */
    private static byte[] current(byte[] bytes) {
        try {
            JsonNode stored = Codec.mapper().readTree(bytes);
            return stored instanceof ObjectNode state && state.path("v").asInt() < ServiceState.VERSION
                    ? Codec.mapper().writeValueAsBytes(converted(state))
                    : bytes;
        } catch (IOException _) {
            return bytes;
        }
    }

    /** One version after the other; what is of none of them is left as it is. */
    private static ObjectNode converted(ObjectNode state) {
        ObjectNode newer = state.path("v").asInt() == StoredV1.VERSION ? StoredV1.converted(state) : state;
        return newer.path("v").asInt() == StoredV2.VERSION ? StoredV2.converted(newer) : newer;
    }
}
