package io.signalbox.decision.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.signalbox.contract.Action;
import io.signalbox.contract.Agreed;
import io.signalbox.contract.CancelledPlan;
import io.signalbox.contract.CellName;
import io.signalbox.contract.CheckHistory;
import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.DriftSighting;
import io.signalbox.contract.FailedMove;
import io.signalbox.contract.Fence;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Mark;
import io.signalbox.contract.Marks;
import io.signalbox.contract.Observation;
import io.signalbox.contract.Order;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.ProbeName;
import io.signalbox.contract.ProbeResult;
import io.signalbox.contract.Reason;
import io.signalbox.contract.RecordSet;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.SignalObject;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.Split;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.Through;
import io.signalbox.contract.Timings;
import io.signalbox.contract.UnwantedMove;
import io.signalbox.contract.VantageHealth;
import io.signalbox.contract.VantageName;
import io.signalbox.contract.Vote;
import io.signalbox.contract.Watermark;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.backtest.Asked;
import io.signalbox.decision.backtest.Job;
import io.signalbox.decision.core.backtest.Limit;
import io.signalbox.decision.core.backtest.Report;
import io.signalbox.decision.core.machine.Approval;
import io.signalbox.decision.core.machine.Bound;
import io.signalbox.decision.core.machine.Ending;
import io.signalbox.decision.core.machine.FenceFault;
import io.signalbox.decision.core.machine.Fleet;
import io.signalbox.decision.core.machine.Hold;
import io.signalbox.decision.core.machine.Holds;
import io.signalbox.decision.core.machine.Memory;
import io.signalbox.decision.core.machine.Notice;
import io.signalbox.decision.core.machine.Penalty;
import io.signalbox.decision.core.machine.Phase;
import io.signalbox.decision.core.machine.Plan;
import io.signalbox.decision.core.machine.Progress;
import io.signalbox.decision.core.machine.Reseed;
import io.signalbox.decision.core.machine.Retry;
import io.signalbox.decision.core.machine.ServiceState;
import io.signalbox.decision.core.machine.Stray;
import io.signalbox.decision.core.machine.Task;

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
            Fleet.class,
            Plan.class,
            Plan.Step.class,
            Task.Adopt.class,
            Task.Readopt.class,
            Task.Claim.class,
            Task.Switch.class,
            Task.Ramp.class,
            Task.Act.class,
            Task.Gate.class,
            Progress.Waiting.class,
            Progress.Watching.class,
            Progress.Running.class,
            Progress.Asking.class,
            Progress.Done.class,
            Progress.Failed.class,
            Progress.Undoing.class,
            Progress.Undone.class,
            Ending.class,
            Holds.class,
            Hold.Drill.class,
            Hold.Readopt.class,
            Hold.Ended.class,
            FenceFault.class,
            Memory.class,
            Reseed.class,
            Penalty.class,
            Approval.class,
            Notice.class,
            Retry.class,
            Stray.class,
            Fleet.Brake.class,
            Work.Switch.class,
            Work.Switch.Ramp.class,
            Work.WaitHealthy.class,
            Work.WaitLag.class,
            Work.Pause.class,
            Work.Approve.class,
            Work.Restore.class,
            Work.Act.class,
            StepArguments.Claim.class,
            Action.Webhook.class,
            Action.SsmPut.class,
            Action.EcsScale.class,
            Action.AsgScale.class,
            Action.K8sScale.class,
            Action.K8sScale.Workload.class,
            Action.RdsPromote.class,
            Action.AuroraFailover.class,
            Action.AuroraSwitchover.class,
            Action.RoutingControl.class,
            Action.RoutingControl.Endpoint.class,
            Action.RoutingControl.Control.class,
            Action.SnsNotify.class,
            Action.LambdaInvoke.class,
            Action.MetricPut.class,
            Progress.Loose.class,
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
            Bound.class,
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
