package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.VantageHealth;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a vantage has said of its own health, as far as this service has heard of it. */
final class Standing {

    private @Nullable VantageHealth health;
    /** When it began to say so. */
    private Instant asOf = Instant.MIN;

    VantageHealth health() {
        return health == null ? VantageHealth.HEALTHY : health;
    }

    /** Notes what a vantage says of itself. @return whether it says so here, or is known to be, sick */
    boolean isSick(VantageHealth said, Instant measured) {
        if (measured.isBefore(asOf)) {
            return !said.healthy() || !health().healthy();
        }
        if (!said.equals(health)) {
            health = said;
            asOf = measured;
        }
        return !said.healthy();
    }
}
