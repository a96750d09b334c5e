package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.VantageHealth;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A vantage's own health, as far as this service's observations tell. */
final class VantageStatus {

    private @Nullable VantageHealth health;
    /** Since when it says so. */
    private Instant asOf = Instant.MIN;

    VantageHealth health() {
        return health == null ? VantageHealth.HEALTHY : health;
    }

    /** Notes a vantage's own health. @return whether it is sick by this observation or an earlier one */
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
