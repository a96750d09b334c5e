package io.signalbox.contract.topology;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits with which each move and drill of a service is compared; null for none. They change no decision.
 *
 * @param detection from the first failure to the verdict DOWN
 * @param recovery from the first failure, or from the decision if nothing failed, until the service was reached through
 *     its name, or every name server answered with the new site if it is not tried
 * @param dataLoss the replication lag of the promoted copy
 */
public record Objectives(
        @Nullable Duration detection,
        @Nullable Duration recovery,
        @Nullable Duration dataLoss) {

    public static final Objectives NONE = new Objectives(null, null, null);
}
