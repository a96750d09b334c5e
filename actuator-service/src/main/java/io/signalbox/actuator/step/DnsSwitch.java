package io.signalbox.actuator.step;

import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.RecordTarget;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.step.FenceSwap.Result;
import io.signalbox.contract.Command;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.step.StepArguments;

/**
 * Points the name at another site and changes the fence, in one change. Unchanged records are deleted and created like
 * the others, so that the change fails if another writer has modified any of them.
 */
public final class DnsSwitch implements StepExecutor<StepArguments.DnsSwitch> {

    private final FenceSwap fence;
    private final PropagationCheck settling;

    public DnsSwitch(FenceSwap fence, PropagationCheck settling) {
        this.fence = fence;
        this.settling = settling;
    }

    @Override
    public AttemptResult converge(Command command, StepArguments.DnsSwitch wanted) {
        if (RecordTarget.serving(wanted.create()).isEmpty()) {
            return AttemptResult.failed(FailureCause.NO_SERVING_RECORD, "every record to create has weight 0", false);
        }
        try {
            String token = command.token();
            return token == null || AttemptResult.isNotBegun(token)
                    ? begin(command, wanted)
                    : settling.look(command, wanted, token);
        } catch (ZoneUnavailableException e) {
            return AttemptResult.failed(e);
        }
    }

    private AttemptResult begin(Command command, StepArguments.DnsSwitch wanted) throws ZoneUnavailableException {
        return switch (fence.swap(
                command,
                wanted,
                new TrafficChange(wanted.remove(), wanted.create(), wanted.overwrites(), wanted.candidates()))) {
            case Result.Taken(String token) -> settling.accepted(command, token);
            case Result.Recognised _ -> settling.recognised(command);
            case Result.NotDone(AttemptResult attempt) -> attempt;
        };
    }
}
