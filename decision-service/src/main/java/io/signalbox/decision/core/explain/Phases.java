package io.signalbox.decision.core.explain;

import io.signalbox.contract.ServicePhase;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.StepState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes the phases of a service. */
final class Phases {

    private static final Set<ServicePhase> UNDER_WAY = EnumSet.of(
            ServicePhase.MOVING,
            ServicePhase.PROVING,
            ServicePhase.UNDOING,
            ServicePhase.RE_ADOPTING,
            ServicePhase.SCALING);
    private static final Set<StepState> AT_WORK = EnumSet.of(StepState.RUNNING, StepState.ASKING, StepState.UNDOING);

    private Phases() {}

    static boolean underWay(ServiceStatus status) {
        return status.isAny(UNDER_WAY);
    }

    /** The steps that are at work or held, for example: step 2 of 3, switch, is running. */
    static String steps(ServiceStatus.@Nullable Plan plan) {
        if (plan == null) {
            return "";
        }
        List<ServiceStatus.Step> steps = plan.steps();
        String atWork = steps.stream()
                .filter(step -> AT_WORK.stream().anyMatch(step::is) || isHeld(step))
                .map(step -> "step " + (steps.indexOf(step) + 1) + " of " + steps.size() + ", " + step.name() + ", is "
                        + step.state() + (step.detail() == null ? "" : " (" + step.detail() + ")"))
                .collect(Collectors.joining("; "));
        return atWork.isEmpty() ? "" : ": " + atWork;
    }

    /** True if it is next and something keeps it from beginning. */
    static boolean isHeld(ServiceStatus.Step step) {
        return step.is(StepState.WAITING) && step.detail() != null;
    }
}
