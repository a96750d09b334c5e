package io.signalbox.probe.wire;

import io.signalbox.contract.ProbeResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one attempt found. @param certificateExpiry the earliest in the chain that was shown; null when none was */
public record Finding(ProbeResult result, @Nullable Instant certificateExpiry) {

    public boolean passed() {
        return result instanceof ProbeResult.Passed;
    }

    /** Told once per attempt, on its event loop, after its connection is closed. */
    @FunctionalInterface
    public interface Listener {
        void found(Finding finding);
    }
}
