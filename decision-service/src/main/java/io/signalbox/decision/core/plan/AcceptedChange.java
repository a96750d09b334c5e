package io.signalbox.decision.core.plan;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.fence.FenceFaults;
import io.signalbox.decision.core.fence.KnownFence;
import io.signalbox.decision.core.fence.RecordDrift;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies a change of the fence that the provider has accepted. */
public final class AcceptedChange {

    private AcceptedChange() {}

    public static void note(TransitionBuilder draft, Phase.Moving moving, int step, JournalKind kind, Reason reason) {
        draft.journal(kind, reason).of(moving.plan()).step(step).write();
    }

    /** The provider has accepted the switch. */
    public static void accept(
            TransitionBuilder draft,
            Phase.Moving moving,
            int step,
            StepProgress.Running later,
            Fence fence,
            String detail,
            Map<String, Instant> timings) {
        RecoveryTimes times = Instants.told(moving.times(), timings);
        KnownFence.update(
                draft, fence, recordsAfter(moving.plan().steps().get(step).task(), draft.records()));
        FenceFaults.taken(draft);
        RecordDrift.replaced(draft);
        if (!moving.plan().moves()) {
            draft.become(moving.taken(times).step(step, later), draft.reason());
            return;
        }
        draft.recovery(times);
        Reason reason = accepted(fence, detail);
        draft.become(moving.taken(times).step(step, later), reason);
        draft.journal(JournalKind.CHANGE_ACCEPTED, reason)
                .of(moving.plan())
                .step(step)
                .times(times)
                .write();
    }

    public static Reason accepted(Fence fence, String detail) {
        return Reason.of(
                ReasonCode.CHANGE_ACCEPTED,
                "the DNS provider took epoch " + fence.epoch() + ", active " + fence.active() + "; " + detail);
    }

    private static List<RecordSet> recordsAfter(StepTask task, List<RecordSet> before) {
        return switch (task) {
            case StepTask.Switch change -> change.arguments().create();
            case StepTask.Ramp ramp -> ramp.arguments().create();
            case StepTask.Adopt _, StepTask.Readopt _, StepTask.Claim _, StepTask.Act _, StepTask.Gate _ -> before;
        };
    }

    /** True if the outcome reports this fence: an outcome of an earlier attempt may report an earlier fence. */
    public static boolean wrote(@Nullable Fence next, StepOutcome outcome) {
        return next != null && next.equals(outcome.fenceSeen());
    }
}
