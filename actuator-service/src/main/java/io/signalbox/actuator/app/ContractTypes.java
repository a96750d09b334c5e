package io.signalbox.actuator.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.signalbox.actuator.notify.Message;
import io.signalbox.contract.Command;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.StepKinds;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.Through;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.dns.SignalObject;
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
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;

/** The types that Jackson reads and writes here, for the native executable. */
@RegisterForReflection(
        targets = {
            CellName.class,
            Command.class,
            Fence.class,
            Fence.Phase.class,
            DriftSighting.class,
            FenceSighting.class,
            FenceSighting.Sight.class,
            Agreed.class,
            CancelledPlan.class,
            FailedMove.class,
            UnwantedMove.class,
            Mark.class,
            Marks.class,
            Order.class,
            Message.class,
            Outcome.class,
            RecordSet.class,
            RecordSet.AliasTarget.class,
            RecordSet.Failover.class,
            RecordType.class,
            ServiceName.class,
            SignalObject.class,
            SiteName.class,
            Split.class,
            StepArguments.class,
            StepKinds.class,
            StepArguments.DnsSwitch.class,
            StepArguments.SignalSwitch.class,
            StepArguments.DnsAdopt.class,
            StepArguments.DnsReadopt.class,
            StepArguments.DnsReadopt.Candidate.class,
            StepArguments.Claim.class,
            Through.class,
            Through.Request.class,
            Through.Statuses.class,
            StepOutcome.class,
            StepOutcome.Result.class,
            StepOutcome.Done.class,
            StepOutcome.InProgress.class,
            StepOutcome.Refused.class,
            StepOutcome.Failed.class,
            StepOutcome.Refusal.class
        })
final class ContractTypes {

    private ContractTypes() {}
}
