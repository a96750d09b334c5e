package io.signalbox.decision.core.orders;

import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Plans;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.fence.NextFence;
import io.signalbox.decision.core.plan.PlanCompletion;
import io.signalbox.decision.core.plan.PlanFailure;
import io.signalbox.decision.core.state.Approval;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.ApprovalSubject;
import io.signalbox.decision.core.transition.DirectiveReply;
import io.signalbox.decision.core.transition.MoveProposal;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.List;
import java.util.Map;

/** Approvals and rejections: of an override of another person, of a step, of a move; in this order, one at a time. */
public final class ApprovalOrders {

    private ApprovalOrders() {}

    static void approve(TransitionBuilder draft, Directive directive, Directive.Approve order) {
        Hold.Override proposed = draft.holds().proposed();
        int asking = asking(draft.phase());
        if (proposed != null) {
            second(draft, directive, proposed);
        } else if (ReadoptOrder.awaits(draft)) {
            ReadoptOrder.approve(draft, directive);
        } else if (asking >= 0) {
            step(draft, (Phase.Moving) draft.phase(), directive, order, asking);
        } else if (draft.phase() instanceof Phase.AwaitingLeave waiting && waiting.approvable()) {
            draft.memory(draft.memory()
                    .approval(new Approval(
                            waiting.to(),
                            waiting.kind(),
                            directive.id(),
                            directive.who(),
                            draft.now,
                            waiting.about())));
            DirectiveReply.taken(
                    draft, directive, "the " + waiting.kind().label() + " to " + waiting.to() + " may begin");
        } else {
            OtherCells.refuseAnswer(draft, directive);
        }
    }

    static void reject(TransitionBuilder draft, Directive directive) {
        int asking = asking(draft.phase());
        if (draft.holds().proposed() != null) {
            draft.holds(draft.holds().proposed(null));
            DirectiveReply.taken(draft, directive, "the forced override is rejected");
        } else if (ReadoptOrder.awaits(draft)) {
            draft.holds(draft.holds().readopt(null));
            DirectiveReply.taken(draft, directive, "the re-adoption is rejected");
        } else if (asking >= 0) {
            noFurther(draft, (Phase.Moving) draft.phase(), directive, asking);
        } else if (draft.phase() instanceof Phase.AwaitingLeave waiting && waiting.approvable()) {
            draft.memory(draft.memory().approval(null));
            DirectiveReply.taken(
                    draft, directive, "the " + waiting.kind().label() + " to " + waiting.to() + " is not to begin");
        } else {
            OtherCells.refuseAnswer(draft, directive);
        }
    }

    private static void second(TransitionBuilder draft, Directive directive, Hold.Override proposed) {
        if (directive.isBy(proposed.who(), proposed.person())) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.SAME_PERSON,
                    "another person than " + proposed.who() + " must approve this");
            return;
        }
        draft.holds(draft.holds().proposed(null));
        inForce(draft, proposed);
        DirectiveReply.taken(draft, directive, "the forced override of " + proposed.who() + " is in force");
    }

    /** Puts an override in force; one that waited for a second person is over. */
    static void inForce(TransitionBuilder draft, Hold.Override override) {
        Hold.Override proposed = draft.holds().proposed();
        draft.holds(draft.holds().override(override).proposed(null).release(null));
        if (proposed != null) {
            draft.journal(
                            JournalKind.OVERRIDE_SUPERSEDED,
                            Reason.of(
                                    ReasonCode.SUPERSEDED,
                                    "the forced override of " + proposed.who() + " to " + proposed.target()
                                            + " that waited for another person is over: " + override.who()
                                            + " wants " + override.target()))
                    .by(proposed.directive(), proposed.who())
                    .write();
        }
        draft.clear(List.of(ReasonCode.ORDER_LOST));
        leaveStuck(draft, "an operator has taken over");
    }

    static void leaveStuck(TransitionBuilder draft, String why) {
        AcknowledgeOrder.unbind(draft);
        MoveBlocks.leave(draft, why);
    }

    /** The first step that waits for a person; -1 for none. */
    public static int asking(Phase phase) {
        if (phase instanceof Phase.Moving moving && moving.ending() == null) {
            for (int step = 0; step < moving.progress().size(); step++) {
                if (moving.progress().get(step) instanceof StepProgress.Asking) {
                    return step;
                }
            }
        }
        return -1;
    }

    /** An approval is void when the move, its reason or its plan changes. */
    public static void keep(TransitionBuilder draft, MoveProposal.Move move, Plans.Name plan) {
        Approval approval = draft.memory().approval();
        if (approval != null && !approval.isFor(move.to(), move.kind(), ApprovalSubject.of(draft, move, plan))) {
            draft.memory(draft.memory().approval(null));
            draft.journal(
                            JournalKind.APPROVAL_VOID,
                            Reason.of(
                                    ReasonCode.APPROVAL_VOID,
                                    "what " + approval.who() + " has approved has changed: "
                                            + move.reason().text()))
                    .by(approval.directive(), approval.who())
                    .write();
        }
    }

    /** True if the same person has started the plan, so that this approval does not count. */
    private static boolean needsAnother(TransitionBuilder draft, Plan plan, Directive directive) {
        String starter = plan.startedBy();
        return draft.situation.service().policy().twoPersons()
                && starter != null
                && directive.isBy(starter, plan.person());
    }

    private static void step(
            TransitionBuilder draft, Phase.Moving moving, Directive directive, Directive.Approve order, int step) {
        Plan plan = moving.plan();
        StepProgress.Asking asking = (StepProgress.Asking) moving.progress().get(step);
        if (needsAnother(draft, plan, directive)) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.SAME_PERSON,
                    "another person than " + plan.startedBy() + " must approve this");
            return;
        }
        String name = plan.steps().get(step).name();
        boolean again = asking.failed() && order.retries();
        if (asking.failed() && !again && plan.steps().get(step).task() instanceof StepTask.Switch) {
            DirectiveReply.refuse(
                    draft,
                    directive,
                    ReasonCode.NEEDS_RETRY,
                    "without " + name + " nothing moves: approve with retry, or reject");
            return;
        }
        StepProgress next = !again
                ? asking.failed()
                        ? new StepProgress.Failed(
                                asking.attempt(),
                                asking.previous(),
                                asking.question(),
                                asking.loose(),
                                asking.untouched())
                        : new StepProgress.Done(0, Map.of())
                : retried(draft, plan, step, asking);
        draft.become(moving.step(step, next), draft.reason());
        DirectiveReply.taken(
                draft,
                directive,
                again
                        ? name + " is tried again"
                        : asking.failed() ? "the plan goes on without " + name : name + " is approved");
    }

    private static StepProgress retried(TransitionBuilder draft, Plan plan, int step, StepProgress.Asking asking) {
        return switch (plan.steps().get(step).task()) {
            case StepTask.Act _ ->
                new StepProgress.Running(
                        asking.attempt(),
                        0,
                        0,
                        draft.now,
                        draft.now,
                        draft.now,
                        null,
                        null,
                        null,
                        asking.previous(),
                        Boolean.TRUE.equals(asking.untouched()) ? asking.attempt() : null);
            // With a new attempt number, so that no late outcome is taken for its answer.
            case StepTask.Switch change -> again(draft, asking, NextFence.of(draft, plan, change));
            case StepTask.Ramp ramp -> again(draft, asking, NextFence.claim(draft, plan, ramp.split()));
            case StepTask.Adopt _, StepTask.Readopt _, StepTask.Claim _, StepTask.Gate _ -> new StepProgress.Waiting();
        };
    }

    private static StepProgress again(TransitionBuilder draft, StepProgress.Asking asking, Fence next) {
        return new StepProgress.Running(
                asking.attempt(), 0, 0, draft.now, draft.now, draft.now, null, draft.fence(), next, Map.of(), null);
    }

    private static void noFurther(TransitionBuilder draft, Phase.Moving moving, Directive directive, int step) {
        Plan plan = moving.plan();
        Reason reason = Reason.of(
                ReasonCode.REJECTED,
                plan.steps().get(step).name() + " was rejected by " + directive.who() + ": " + directive.why());
        if (moving.accepted()) {
            PlanCompletion.unfinished(draft, moving, reason, false);
        } else if (moving.pastReturn()) {
            PlanFailure.giveUp(draft, moving, false, true, reason);
        } else {
            MoveRequest.withdraw(draft, directive, plan, reason);
            PlanFailure.giveUp(draft, moving, true, plan.kind() == MoveKind.RESTORE, reason);
        }
        DirectiveReply.taken(draft, directive, "the plan goes no further");
    }
}
