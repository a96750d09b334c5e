package io.signalbox.actuator.step;

import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.step.FenceSwap.Result;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.step.StepArguments;
import java.time.InstantSource;
import java.util.List;

/**
 * Takes, renews or returns a claim: changes the fence and nothing else. Done once the provider has accepted it. The
 * answers of the name servers do not matter: every action asks the provider.
 */
public final class Claim implements StepExecutor<StepArguments.Claim> {

    private final FenceSwap fence;
    private final InstantSource clock;

    public Claim(FenceSwap fence, InstantSource clock) {
        this.fence = fence;
        this.clock = clock;
    }

    @Override
    public AttemptResult converge(Command command, StepArguments.Claim wanted) {
        try {
            return switch (fence.swap(command, wanted, TrafficChange.UNTOUCHED)) {
                case Result.Taken _, Result.Recognised _ ->
                    AttemptResult.of(new Done(List.of()), command.next()).at(AttemptResult.ACCEPTED, clock.instant());
                case Result.NotDone(AttemptResult attempt) -> attempt;
            };
        } catch (ZoneUnavailableException e) {
            return AttemptResult.failed(e);
        }
    }
}
