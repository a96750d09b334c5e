package io.signalbox.actuator.step;

import io.signalbox.actuator.core.Attempt;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.Target;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.step.FenceSwap.Result;
import io.signalbox.actuator.step.FenceSwap.Traffic;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepArguments;

/**
 * Points the name at another site and moves the fence, in one change. Records that stay as they are go through DELETE and
 * CREATE like the others, so that a hand that touched any of them is noticed.
 */
public final class DnsSwitch implements StepExecutor<StepArguments.DnsSwitch> {

    private final FenceSwap fence;
    private final Settling settling;

    public DnsSwitch(FenceSwap fence, Settling settling) {
        this.fence = fence;
        this.settling = settling;
    }

    @Override
    public Attempt converge(Command command, StepArguments.DnsSwitch wanted) {
        if (Target.serving(wanted.create()).isEmpty()) {
            return Attempt.failed("no-serving-record", "every record to create has weight 0", false);
        }
        try {
            String token = command.token();
            return token == null || token.equals(Attempt.NOT_BEGUN)
                    ? begin(command, wanted)
                    : settling.look(command, wanted, token);
        } catch (ZoneUnavailableException e) {
            return Attempt.failed(e);
        }
    }

    private Attempt begin(Command command, StepArguments.DnsSwitch wanted) throws ZoneUnavailableException {
        return switch (fence.swap(
                command,
                wanted,
                new Traffic(wanted.remove(), wanted.create(), wanted.overwrites(), wanted.candidates()))) {
            case Result.Taken(String token) -> settling.accepted(command, token);
            case Result.Recognised _ -> settling.recognised(command);
            case Result.NotDone(Attempt attempt) -> attempt;
        };
    }
}
