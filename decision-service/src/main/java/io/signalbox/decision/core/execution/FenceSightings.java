package io.signalbox.decision.core.execution;

import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.FenceUnion;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.fence.FenceFaults;
import io.signalbox.decision.core.fence.KnownFence;
import io.signalbox.decision.core.fence.LostChange;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.fence.OwnFence;
import io.signalbox.decision.core.fence.PendingReseeds;
import io.signalbox.decision.core.fence.RecordDrift;
import io.signalbox.decision.core.fence.StaleData;
import io.signalbox.decision.core.plan.AcceptedChange;
import io.signalbox.decision.core.plan.FenceRewrite;
import io.signalbox.decision.core.plan.PlanCompletion;
import io.signalbox.decision.core.plan.Planner;
import io.signalbox.decision.core.plan.Readoption;
import io.signalbox.decision.core.plan.TrafficRamp;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares the fence at the DNS provider with the known one. The provider is right, unless its data was lost. */
public final class FenceSightings {

    private FenceSightings() {}

    public static void sighted(TransitionBuilder draft, FenceSighting sighting) {
        Fence seen = sighting.fence();
        switch (sighting.sight()) {
            case PRESENT -> {
                if (seen != null) {
                    present(draft, sighting, seen);
                }
            }
            case ABSENT -> {
                if (draft.fence() != null) {
                    // Before its first answer the fence may not have spread yet.
                    FenceFaults.note(
                            draft,
                            ReasonCode.FENCE_GONE,
                            null,
                            "the fence is gone from the name servers: " + sighting.detail(),
                            draft.fenceSighted());
                }
            }
            case UNREADABLE ->
                FenceFaults.note(
                        draft,
                        ReasonCode.FENCE_UNREADABLE,
                        null,
                        "the fence cannot be read: " + sighting.detail(),
                        true);
        }
    }

    private static void present(TransitionBuilder draft, FenceSighting sighting, Fence seen) {
        Fence known = draft.fence();
        if (LostChange.sighted(draft, seen, sighting.isRolledBack())) {
            return;
        }
        boolean back = sighting.isRolledBack() && known != null && seen.epoch() < known.epoch();
        if (draft.phase() instanceof Phase.Moving moving && OwnFence.isOwn(draft, moving, seen) && !back) {
            draft.sighted();
            own(draft, moving, seen);
        } else if (FenceFaults.jumps(known, seen)) {
            FenceFaults.jumped(draft, known, seen);
        } else if (known == null || seen.epoch() > known.epoch()) {
            adopt(draft, seen, "the name servers answer a fence that another cell has written");
        } else if (seen.equals(known)) {
            draft.sighted();
            FenceFaults.over(draft);
        } else if (FenceUnion.of(known, seen).equals(seen)) {
            // The same decision: its signal and its record were merged, and each had entries that the other one lacked.
            draft.sighted();
            KnownFence.update(draft, seen, draft.records());
            FenceFaults.over(draft);
        } else if (seen.epoch() == known.epoch() && isRaisedBeside(draft, known, seen)) {
            adopt(
                    draft,
                    seen,
                    "signal and record have the same epoch: the signal counts, since the traffic follows it");
        } else if (seen.epoch() == known.epoch()) {
            FenceFaults.changed(draft, known, seen);
        } else {
            FenceFaults.lower(draft, sighting, seen);
        }
    }

    /** True if another cell has raised a signal without seeing a fence record of the same epoch. */
    private static boolean isRaisedBeside(TransitionBuilder draft, Fence known, Fence seen) {
        Service service = draft.situation.service();
        SiteName home = service.preferred().name();
        return service.dns().signal() != null
                && known.active().equals(home)
                && !seen.active().equals(home)
                && seen.phase() == Fence.Phase.SETTLED;
    }

    /** The name servers answer a fence of the running plan, perhaps before its outcome is reported. */
    static void own(TransitionBuilder draft, Phase.Moving moving, Fence seen) {
        Fence known = draft.fence();
        boolean news = known == null || seen.epoch() > known.epoch();
        if (seen.equals(known)) {
            FenceFaults.over(draft);
        }
        if (known != null && seen.isRewrittenSince(known)) {
            FenceRewrite.take(draft, seen);
            return;
        }
        if (news && moving.plan().kind() == MoveKind.READOPTION) {
            Readoption.written(draft, moving, seen);
            return;
        }
        for (int step = 0; news && step < moving.progress().size(); step++) {
            StepProgress progress = moving.progress().get(step);
            Fence leaves = progress.leaves();
            if (leaves != null && (seen.equals(leaves) || seen.isRewrittenSince(leaves))) {
                taken(draft, moving, step, progress, seen);
                return;
            }
        }
        if (news) {
            takenLate(draft, moving, seen);
        }
    }

    /** A change that was given up was accepted after all. */
    private static void takenLate(TransitionBuilder draft, Phase.Moving moving, Fence seen) {
        Fence known = draft.fence();
        KnownFence.update(
                draft, seen, seen.phase() == Fence.Phase.MOVING ? TrafficRamp.records(draft, moving, seen) : List.of());
        if (seen.phase() == Fence.Phase.SETTLED && moving.plan().isOfCapacity()) {
            draft.become(moving, draft.reason());
        } else if (seen.phase() == Fence.Phase.SETTLED) {
            PlanCompletion.unfinished(
                    draft,
                    moving,
                    Reason.of(ReasonCode.MOVE_UNFINISHED, "the switch was taken after it had been given up"),
                    true);
        } else if (moving.progress().getFirst() instanceof StepProgress.Undoing undoing) {
            // The claim to be returned is not there any more: its return begins anew.
            draft.become(moving.step(0, new StepProgress.Done(undoing.attempt(), Map.of())), draft.reason());
        } else {
            draft.become(FenceRewrite.rebased(draft, moving, known), draft.reason());
        }
    }

    private static void taken(
            TransitionBuilder draft, Phase.Moving moving, int step, StepProgress progress, Fence seen) {
        if (progress instanceof StepProgress.Undoing) {
            KnownFence.update(draft, seen, TrafficRamp.recordsAfterUndo(draft, moving, step));
            draft.become(moving.step(step, new StepProgress.Undone(progress.lastAttempt(), null)), draft.reason());
        } else if (progress instanceof StepProgress.Running running) {
            switch (moving.plan().steps().get(step).task()) {
                case StepTask.Claim _ -> {
                    KnownFence.update(draft, seen, draft.records());
                    draft.become(moving.step(step, new StepProgress.Done(running.attempt(), Map.of())), draft.reason());
                }
                case StepTask.Switch _ -> {
                    StepProgress.Running proof = proof(draft, running, seen);
                    AcceptedChange.accept(draft, moving, step, proof, seen, "its name servers answer it", Map.of());
                }
                case StepTask.Ramp _ -> TrafficRamp.accepted(draft, moving, step, proof(draft, running, seen), seen);
                case StepTask.Adopt _, StepTask.Readopt _, StepTask.Act _, StepTask.Gate _ -> {
                    // An adoption is reported by its outcome; the others write no fence.
                }
            }
        }
    }

    /** The accepted change is proved by the current fence, even if its words have changed since. */
    private static StepProgress.Running proof(TransitionBuilder draft, StepProgress.Running running, Fence seen) {
        return running.building(running.expected(), seen).again(draft.now, null, running.previous());
    }

    /** Adopts another writer's decision and ends what was running here. */
    public static void adopt(TransitionBuilder draft, Fence seen, String how) {
        if (FenceRewrite.continues(draft, seen)) {
            FenceRewrite.take(draft, seen);
            return;
        }
        if (draft.phase() instanceof Phase.Moving moving) {
            Planner.remember(draft, moving);
            PendingReseeds.unbegun(draft, moving);
        }
        Fence known = draft.fence();
        if (known != null && !Objects.equals(known.split(), seen.split())) {
            draft.divided();
        }
        KnownFence.update(draft, seen, List.of());
        StaleData.adopted(draft, known, seen);
        if (known != null && !known.active().equals(seen.active())) {
            RecordDrift.replaced(draft);
        }
        draft.sighted();
        FenceFaults.over(draft);
        Reason reason = Reason.of(ReasonCode.FENCE_ADOPTED, how + ": " + seen.text());
        MoveBlocks.rest(draft, reason);
        draft.journal(JournalKind.FENCE_ADOPTED, reason).write();
    }

    /** True if the seen fence is another writer's later decision, or the signal of the same epoch. */
    static boolean isForeign(TransitionBuilder draft, StepOutcome outcome) {
        Fence seen = outcome.fenceSeen();
        Fence known = draft.fence();
        return seen != null
                && (known == null || seen.epoch() > known.epoch() || isJoined(draft, known, seen))
                && !FenceFaults.jumps(known, seen)
                && !seen.equals(known)
                && !(draft.phase() instanceof Phase.Moving moving && OwnFence.isOwn(draft, moving, seen));
    }

    private static boolean isJoined(TransitionBuilder draft, Fence known, Fence seen) {
        return seen.epoch() == known.epoch()
                && (isRaisedBeside(draft, known, seen)
                        || FenceUnion.of(known, seen).equals(seen));
    }

    static void adoptForeign(TransitionBuilder draft, StepOutcome outcome) {
        Fence seen = outcome.fenceSeen();
        if (seen != null) {
            adopt(draft, seen, "another cell has decided first");
        }
    }
}
