package io.signalbox.decision.core.evidence;

import io.signalbox.contract.name.VantageName;
import java.time.Instant;

/** Up to when the observations of each vantage have been read: a check that was not heard is silent up to then only. */
@FunctionalInterface
public interface Silence {

    Instant heardTo(VantageName vantage);

    /** All has been read up to {@code time}. */
    static Silence upTo(Instant time) {
        return _ -> time;
    }
}
