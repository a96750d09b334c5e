package io.signalbox.decision.core.fence;

import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.ServiceState;
import java.util.List;

/** Alarms about the fence at the provider. */
public final class FenceAlarms {

    /** While one of these alarms is raised, the provider refuses every switch. */
    public static final List<ReasonCode> BLOCKING = List.of(
            ReasonCode.FENCE_GONE,
            ReasonCode.FENCE_UNREADABLE,
            ReasonCode.FENCE_CHANGED,
            ReasonCode.FENCE_ROLLED_BACK,
            ReasonCode.FENCE_JUMP);

    private FenceAlarms() {}

    /** True if a blocking alarm is raised. */
    public static boolean block(ServiceState state) {
        return BLOCKING.stream().anyMatch(state::has);
    }
}
