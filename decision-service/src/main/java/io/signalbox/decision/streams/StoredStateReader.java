package io.signalbox.decision.streams;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import java.io.IOException;

/** Reads the stored state of decision-service. */
final class StoredStateReader {

    private static final Codec<ServiceState> STATES = Codec.of(ServiceState.class);
    private static final Codec<FleetState> FLEET = Codec.of(FleetState.class);
    private static final Codec<SiteVerdict> VERDICTS = Codec.of(SiteVerdict.class);

    private StoredStateReader() {}

    /**
     * A service's state.
     *
     * @throws NewerStateException when a newer version of this service has written it
     * @throws IllegalStateException when it cannot be read
     */
    static ServiceState state(byte[] bytes) {
        return read(STATES, bytes, "service state", ServiceState.VERSION);
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

    /** The version of a stored value; 0 when it is not JSON. */
    private static int version(byte[] bytes) {
        try {
            JsonNode stored = Codec.mapper().readTree(bytes);
            return stored == null ? 0 : stored.path("v").asInt();
        } catch (IOException _) {
            return 0;
        }
    }
}
