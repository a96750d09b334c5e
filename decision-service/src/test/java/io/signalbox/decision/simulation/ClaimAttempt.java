package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Service;
import java.util.List;

/** {@code claim}: the fence alone; taken, renewed or given back. */
final class ClaimAttempt extends NamingAttempt {

    ClaimAttempt(Command command, Service service, Process process, Surroundings world) {
        super(command, service, process, world);
    }

    @Override
    void begin() {
        if (!looked()) {
            soon(() -> submit(new Provider.Change(command.expected(), List.of(), command.next(), List.of(), command)));
        }
    }

    @Override
    boolean isOwn(Fence found) {
        return command.next().equals(found);
    }

    @Override
    void taken(String token, Fence next) {
        end(new Done(List.of()), next);
    }

    @Override
    void recognised(Fence found) {
        end(new Done(List.of()), found);
    }
}
