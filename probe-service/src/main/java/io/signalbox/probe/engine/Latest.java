package io.signalbox.probe.engine;

import io.signalbox.probe.core.CheckName;
import org.jspecify.annotations.Nullable;

/** What the other checks of this prober have found last. For any thread. */
@FunctionalInterface
public interface Latest {

    /** Null for a check that is not there, has found nothing yet, or nothing for so long that it says nothing any more. */
    @Nullable
    Seen of(CheckName check);

    /** @param startedNanos when the probe that found it began, on the monotonic clock; never too late */
    record Seen(boolean passed, long startedNanos) {}
}
