package io.signalbox.decision.core.explain;

import io.signalbox.contract.ServiceStatus;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes the phases of a service. */
final class Phases {

    private static final Set<String> UNDER_WAY = Set.of("moving", "proving", "undoing", "re-adopting");
    private static final Set<String> AT_WORK = Set.of("running", "asking", "undoing");

    private Phases() {}

    static boolean underWay(ServiceStatus status) {
        return UNDER_WAY.contains(status.phase());
    }

    /** The steps that are at work or held, for example: step 2 of 3, switch, is running. */
    static String steps(ServiceStatus.@Nullable Plan plan) {
        if (plan == null) {
            return "";
        }
        List<ServiceStatus.Step> steps = plan.steps();
        String atWork = steps.stream()
                .filter(step -> AT_WORK.contains(step.state()) || isHeld(step))
                .map(step -> "step " + (steps.indexOf(step) + 1) + " of " + steps.size() + ", " + step.name() + ", is "
                        + step.state() + (step.detail() == null ? "" : " (" + step.detail() + ")"))
                .collect(Collectors.joining("; "));
        return atWork.isEmpty() ? "" : ": " + atWork;
    }

    /** True if it is next and something keeps it from beginning. */
    static boolean isHeld(ServiceStatus.Step step) {
        return step.state().equals("waiting") && step.detail() != null;
    }
}
