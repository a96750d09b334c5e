package io.signalbox.contract.topology;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan. In YAML: a map with the work's kind as a key, and beside it {@code name} (default: the kind),
 * {@code deadline}, {@code retries}, {@code onFailure}, {@code to}.
 *
 * @param name unique in its plan
 * @param deadline from the step's beginning; for the switch the plan's own deadline counts
 * @param retries after how many failures it is given up; null for as many as fit into the deadline
 * @param to the targets for which it is done; empty for every target
 */
public record Step(
        String name, Work work, Duration deadline, @Nullable Integer retries, OnFailure onFailure, List<SiteName> to) {

    public static final Duration DEADLINE = Duration.ofMinutes(5);

    /** The traffic moves. */
    public static final Step SWITCH =
            new Step("dns-switch", new Work.Switch(), DEADLINE, null, OnFailure.ABORT, List.of());

    /** The reaction to a failed step. An accepted switch is never undone. */
    public enum OnFailure {
        /** The failure is written to the journal, and the plan goes on. */
        CONTINUE,
        /** The plan ends where it is; its changes stay. A person must act. The default. */
        ABORT,
        /** The plan ends after its steps are undone in reverse order. A person must act. */
        ROLLBACK,
        /** The plan waits for an approver: retry, go on without the step, or end. */
        ASK
    }

    public Step {
        to = List.copyOf(to);
    }

    public boolean setsCapacity() {
        return work instanceof Work.Act act && act.action() instanceof Action.Capacity;
    }

    public boolean isFor(SiteName target) {
        return to.isEmpty() || to.contains(target);
    }
}
