package io.signalbox.decision.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.StepKinds;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.Through;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.CancelledPlan;
import io.signalbox.contract.fence.FailedMove;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.fence.UnwantedMove;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.backtest.Asked;
import io.signalbox.decision.backtest.Job;
import io.signalbox.decision.core.backtest.Limit;
import io.signalbox.decision.core.backtest.Report;
import io.signalbox.decision.core.state.Approval;
import io.signalbox.decision.core.state.BlockedMoves;
import io.signalbox.decision.core.state.FenceFault;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Holds;
import io.signalbox.decision.core.state.Notice;
import io.signalbox.decision.core.state.Penalty;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.PlanEnding;
import io.signalbox.decision.core.state.PlanRetry;
import io.signalbox.decision.core.state.Reseed;
import io.signalbox.decision.core.state.ServiceMemory;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.state.StraySwitch;

/** What Jackson reads and writes by reflection, for the native executable. */
@RegisterForReflection(
        targets = {
            CellName.class,
            ProbeName.class,
            ServiceName.class,
            SiteName.class,
            VantageName.class,
            Observation.class,
            CheckHistory.class,
            ProbeResult.Passed.class,
            ProbeResult.Failed.class,
            Timings.class,
            VantageHealth.class,
            SiteVerdict.class,
            Watermark.class,
            Watermark.Unconfirmed.class,
            Vote.class,
            Reason.class,
            Directive.class,
            Directive.Override.class,
            Directive.Release.class,
            Directive.Freeze.class,
            Directive.Thaw.class,
            Directive.Acknowledge.class,
            Directive.Reseeded.class,
            Command.class,
            StepKinds.class,
            StepArguments.DnsSwitch.class,
            StepArguments.SignalSwitch.class,
            StepArguments.DnsAdopt.class,
            StepArguments.DnsReadopt.class,
            StepArguments.DnsReadopt.Candidate.class,
            SignalObject.class,
            RecordSet.class,
            RecordSet.AliasTarget.class,
            RecordSet.Failover.class,
            Fence.class,
            Agreed.class,
            CancelledPlan.class,
            FailedMove.class,
            UnwantedMove.class,
            Order.class,
            Mark.class,
            Marks.class,
            Split.class,
            Outcome.class,
            StepOutcome.class,
            StepOutcome.Done.class,
            StepOutcome.InProgress.class,
            StepOutcome.Refused.class,
            StepOutcome.Failed.class,
            FenceSighting.class,
            DriftSighting.class,
            Through.class,
            Through.Request.class,
            Through.Statuses.class,
            JournalEntry.class,
            RecoveryTimes.class,
            ServiceStatus.class,
            ServiceStatus.Site.class,
            ServiceStatus.Stale.class,
            ServiceStatus.Override.class,
            ServiceStatus.Freeze.class,
            ServiceState.class,
            FleetState.class,
            Plan.class,
            Plan.Step.class,
            StepTask.Adopt.class,
            StepTask.Readopt.class,
            StepTask.Claim.class,
            StepTask.Switch.class,
            StepTask.Ramp.class,
            StepTask.Act.class,
            StepTask.Gate.class,
            StepProgress.Waiting.class,
            StepProgress.Watching.class,
            StepProgress.Running.class,
            StepProgress.Asking.class,
            StepProgress.Done.class,
            StepProgress.Failed.class,
            StepProgress.Undoing.class,
            StepProgress.Undone.class,
            PlanEnding.class,
            Holds.class,
            Hold.Drill.class,
            Hold.Readopt.class,
            Hold.Ended.class,
            FenceFault.class,
            ServiceMemory.class,
            Reseed.class,
            Penalty.class,
            Approval.class,
            Notice.class,
            PlanRetry.class,
            StraySwitch.class,
            FleetState.Brake.class,
            Work.Switch.class,
            Work.Switch.Ramp.class,
            Work.WaitHealthy.class,
            Work.WaitLag.class,
            Work.Pause.class,
            Work.Approve.class,
            Work.Restore.class,
            Work.Act.class,
            StepArguments.Claim.class,
            StepProgress.Loose.class,
            ServiceStatus.Plan.class,
            ServiceStatus.Step.class,
            ServiceStatus.Awaited.class,
            ServiceStatus.Drill.class,
            ServiceStatus.DrillReport.class,
            ServiceStatus.Shadow.class,
            ServiceStatus.Warm.class,
            Directive.Approve.class,
            Directive.Reject.class,
            Directive.Cancel.class,
            Directive.StartDrill.class,
            Directive.StopDrill.class,
            Directive.ReAdopt.class,
            Directive.EndHold.class,
            Directive.LiftQuarantine.class,
            Hold.Override.class,
            Hold.Release.class,
            Hold.Freeze.class,
            BlockedMoves.class,
            Phase.Unadopted.class,
            Phase.Steady.class,
            Phase.AwaitingLeave.class,
            Phase.Moving.class,
            Phase.Stuck.class,
            Asked.class,
            Job.class,
            Limit.class,
            Report.class,
            Report.OfService.class,
            Report.Conduct.class,
            Report.Summary.class,
            Report.OneMove.class,
            Report.Difference.class,
            Report.Missed.class
        })
final class Reflection {
    private Reflection() {}
}
