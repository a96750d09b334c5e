package io.signalbox.decision.core.govern;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Step;
import io.signalbox.decision.core.fence.FenceAlarms;
import io.signalbox.decision.core.fence.OwnFence;
import io.signalbox.decision.core.fence.SharedHolds;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When a drill without traffic may scale its target. Nothing is scaled back where the traffic is, or on doubt. */
public final class CapacityDrills {

    private CapacityDrills() {}

    /** The plan that the drill wants to begin now; null for none. */
    public static @Nullable MoveKind due(TransitionBuilder draft) {
        Hold.Drill drill = draft.holds().drill();
        if (drill == null || !drill.isOfCapacity() || isHeld(draft)) {
            return null;
        }
        return switch (drill.stage()) {
            case LEAVING -> MoveKind.RAISE;
            case THERE -> null;
            case RETURNING -> mayLower(draft, drill) ? MoveKind.LOWER : null;
        };
    }

    /** True if a plan that has begun goes on. A freeze does not stop it. */
    public static boolean isDue(TransitionBuilder draft, Plan plan) {
        Hold.Drill drill = draft.holds().drill();
        return drill != null
                && drill.isOfCapacity()
                && switch (drill.stage()) {
                    case LEAVING -> plan.kind() == MoveKind.RAISE;
                    case THERE -> false;
                    case RETURNING -> plan.kind() == MoveKind.LOWER && isServedElsewhere(draft, drill);
                };
    }

    /** True if nothing may be written now, or somebody has ordered that nothing begins. */
    private static boolean isHeld(TransitionBuilder draft) {
        Fence fence = draft.fence();
        return fence == null
                || FenceAlarms.block(draft.state())
                || fence.claimedAt(draft.now) && !OwnFence.isOfDrill(fence, draft.situation.cell())
                || Governor.inForce(draft.state(), draft.fleet, draft.now) != null
                || SharedHolds.freezeElsewhere(fence, draft.situation.cell(), draft.now) != null;
    }

    private static boolean mayLower(TransitionBuilder draft, Hold.Drill drill) {
        return isServedElsewhere(draft, drill) && !toLower(draft, drill).isEmpty();
    }

    private static boolean isServedElsewhere(TransitionBuilder draft, Hold.Drill drill) {
        SiteName active = draft.active();
        return active != null && !active.equals(drill.target()) && draft.state().verdict(active) == Verdict.UP;
    }

    /** The steps whose capacity the drill has raised and not put back, except what the active site needs as well. */
    public static List<Step> toLower(TransitionBuilder draft, Hold.Drill drill) {
        SiteName active = draft.active();
        return raised(draft, drill.target()).stream()
                .filter(step -> active != null
                        && !active.equals(drill.target())
                        && (active.equals(drill.home()) || !step.isFor(active)))
                .toList();
    }

    /** The steps that have set a capacity of a site, and whose values from before are remembered. */
    public static List<Step> raised(TransitionBuilder draft, SiteName target) {
        Map<String, Map<String, String>> previous = draft.memory().previous();
        return draft.situation.service().plans().capacitySteps(target).stream()
                .filter(step -> !previous.getOrDefault(step.name(), Map.of()).isEmpty())
                .toList();
    }
}
