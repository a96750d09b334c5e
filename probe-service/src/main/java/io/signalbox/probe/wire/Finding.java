package io.signalbox.probe.wire;

import io.signalbox.contract.ProbeResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one attempt found. @param certificateExpiry the earliest in the chain that was shown; null when none was */
public record Finding(ProbeResult result, @Nullable Instant certificateExpiry) {

    public boolean passed() {
        return result instanceof ProbeResult.Passed;
    }

    /** The earlier of both; null where there is neither. */
    public static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** Told once per attempt, on its event loop, after its connection is closed. */
    @FunctionalInterface
    public interface Listener {
        void found(Finding finding);

        /**
         * Told once, too: what began before it ended can only tell this much later.
         *
         * @param sinceNanos when what was found was first seen, before the probe began
         */
        default void found(Finding finding, long sinceNanos) {
            found(finding);
        }

        /** Told instead of a finding, by what has nothing to say of the site: there is no vote then. */
        default void undecided() {}
    }
}
