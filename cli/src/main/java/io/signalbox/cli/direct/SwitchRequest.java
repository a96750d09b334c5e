package io.signalbox.cli.direct;

import io.signalbox.contract.name.SiteName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants.
 *
 * @param until when the order ends by itself; null until it is released
 * @param passFreeze although a freeze is in force
 * @param promoted whether the person has promoted the database of the target; null if nothing was said
 * @param overwrite whether records that another writer has changed are replaced
 */
record SwitchRequest(
        SiteName to,
        String who,
        @Nullable Instant until,
        boolean passFreeze,
        @Nullable Boolean promoted,
        boolean overwrite) {}
