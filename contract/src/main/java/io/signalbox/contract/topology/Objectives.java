package io.signalbox.contract.topology;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits that each move and drill of a service is measured against; null for none. They change no decision.
 *
 * @param detection from the first failure to the verdict DOWN
 * @param recovery from the first failure, or from the decision if nothing failed, until the service was reached through its name, or
 *     every name server answered with the new site if it is not tried
 * @param dataLoss the replication lag of the copy that was promoted
 */
public record Objectives(
        @Nullable Duration detection,
        @Nullable Duration recovery,
        @Nullable Duration dataLoss) {

    public static final Objectives NONE = new Objectives(null, null, null);
}
