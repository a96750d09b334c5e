package io.signalbox.decision.core.status;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.decision.core.state.Hold;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A drill as it is shown. */
final class DrillStatus {

    private DrillStatus() {}

    static ServiceStatus.@Nullable Drill of(Hold.@Nullable Drill drill) {
        return drill == null
                ? null
                : new ServiceStatus.Drill(
                        drill.name(),
                        drill.isAsking() ? "asking" : stage(drill),
                        drill.home(),
                        drill.target(),
                        drill.who(),
                        drill.since(),
                        drill.until(),
                        drill.isOfCapacity() ? "capacity" : null);
    }

    private static String stage(Hold.Drill drill) {
        String stage = drill.stage().name().toLowerCase(Locale.ROOT);
        return drill.isOfCapacity()
                ? switch (drill.stage()) {
                    case LEAVING -> "raising";
                    case THERE -> "raised";
                    case RETURNING -> "lowering";
                }
                : stage;
    }
}
