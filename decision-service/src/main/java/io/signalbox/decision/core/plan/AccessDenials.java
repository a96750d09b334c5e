package io.signalbox.decision.core.plan;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.List;

/**
 * Raises an alarm as soon as a provider rejects the actuator's credentials: attempts repeat until the plan's deadline,
 * and a person must learn earlier that they cannot succeed.
 */
public final class AccessDenials {

    /** Fact of the alarm: which credentials were rejected. */
    private static final String FOR = "for";

    private AccessDenials() {}

    public static void heard(TransitionBuilder draft, StepOutcome outcome) {
        if (!(draft.phase() instanceof Phase.Moving moving)
                || !moving.plan().id().equals(outcome.plan())
                || outcome.step() >= moving.progress().size()) {
            return;
        }
        Plan.Step step = moving.plan().steps().get(outcome.step());
        boolean current =
                outcome.attempt() == moving.progress().get(outcome.step()).lastAttempt();
        switch (outcome.result()) {
            case Failed failed
            when failed.saysDenied() && current -> denied(draft, moving.plan(), outcome, step, failed);
            case Done _ -> accepted(draft, step);
            // A change of the fence may wait for other changes before any request is sent.
            case InProgress progress
            when progress.accepted() || step.task() instanceof StepTask.Act -> accepted(draft, step);
            case InProgress _, Failed _, Refused _ -> {
                // Gives no information about credentials.
            }
        }
    }

    private static void denied(TransitionBuilder draft, Plan plan, StepOutcome outcome, Plan.Step step, Failed failed) {
        Reason alarm = Reason.of(
                        ReasonCode.ACCESS_DENIED,
                        step.name() + ": the actuator's credentials are not accepted, or lack a right ("
                                + failed.cause() + "): " + failed.detail())
                .with(FOR, credentials(step.task()));
        boolean known = draft.state().has(ReasonCode.ACCESS_DENIED);
        draft.raise(alarm);
        if (!known) {
            draft.journal(JournalKind.ACCESS_DENIED, alarm)
                    .of(plan)
                    .step(outcome.step())
                    .write();
        }
    }

    private static void accepted(TransitionBuilder draft, Plan.Step step) {
        if (denies(draft, step)) {
            draft.clear(List.of(ReasonCode.ACCESS_DENIED));
        }
    }

    /** True if the credentials that a step needs were rejected the last time. */
    static boolean denies(TransitionBuilder draft, Plan.Step step) {
        Reason alarm = draft.state().alarm(ReasonCode.ACCESS_DENIED);
        return alarm != null && credentials(step.task()).equals(alarm.facts().get(FOR));
    }

    /** All DNS changes use the same credentials; a signal switch and each kind of action may have others. */
    private static String credentials(StepTask task) {
        return switch (task) {
            case StepTask.Adopt _, StepTask.Readopt _, StepTask.Claim _, StepTask.Ramp _ -> "dns";
            case StepTask.Switch change ->
                switch (change.arguments()) {
                    case StepArguments.SignalSwitch signal -> signal.kind();
                    case StepArguments.DnsSwitch _ -> "dns";
                };
            case StepTask.Act act -> act.action().kind();
            case StepTask.Gate gate -> gate.work().kind();
        };
    }
}
