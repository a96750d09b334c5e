package io.signalbox.probe.check;

import io.signalbox.probe.core.CheckName;
import org.jspecify.annotations.Nullable;

/** The latest results of this vantage's checks. For any thread. */
@FunctionalInterface
public interface LatestResults {

    /** Null for an unknown check, and for one without a fresh result. */
    @Nullable
    Seen of(CheckName check);

    /** @param startedNanos when its probe started, on the monotonic clock; never too late */
    record Seen(boolean passed, long startedNanos) {}
}
