package io.signalbox.decision.core.machine;

import io.signalbox.contract.Fence;
import io.signalbox.contract.Reason;
import io.signalbox.contract.RecordSet;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.StepOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies a change of the fence that the provider has accepted. */
final class AcceptedChange {

    static final String ACCEPTED = "change-accepted";

    private AcceptedChange() {}

    static void note(Draft draft, Phase.Moving moving, int step, String kind, String text) {
        draft.journal(kind, Reason.of(kind, text)).of(moving.plan()).step(step).write();
    }

    /** The provider has taken the switch. */
    static void accept(
            Draft draft,
            Phase.Moving moving,
            int step,
            Progress.Running later,
            Fence fence,
            String detail,
            Map<String, Instant> timings) {
        RecoveryTimes times = Times.told(moving.times(), timings);
        KnownFence.update(draft, fence, recordsAfter(moving.plan().steps().get(step).task(), draft.records()));
        FenceFaults.taken(draft);
        Drifting.replaced(draft);
        if (!moving.plan().moves()) {
            draft.become(moving.taken(times).step(step, later), draft.reason());
            return;
        }
        draft.recovery(times);
        Reason reason = accepted(fence, detail);
        draft.become(moving.taken(times).step(step, later), reason);
        draft.journal(ACCEPTED, reason)
                .of(moving.plan())
                .step(step)
                .times(times)
                .write();
    }

    static Reason accepted(Fence fence, String detail) {
        return Reason.of(
                ACCEPTED,
                "the DNS provider took epoch " + fence.epoch() + ", active " + fence.active() + "; " + detail);
    }

    private static List<RecordSet> recordsAfter(Task task, List<RecordSet> before) {
        return switch (task) {
            case Task.Switch change -> change.arguments().create();
            case Task.Ramp ramp -> ramp.arguments().create();
            case Task.Adopt _, Task.Readopt _, Task.Claim _, Task.Act _, Task.Gate _ -> before;
        };
    }

    /** Whether the outcome tells of this fence: an answer to an earlier attempt may tell of one before it. */
    static boolean wrote(@Nullable Fence next, StepOutcome outcome) {
        return next != null && next.equals(outcome.fenceSeen());
    }
}
