package io.signalbox.decision.core.shadow;

import io.signalbox.contract.Command;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A provider in which every command succeeds at once, to find out what would be done. */
public final class SimulatedProvider {

    private SimulatedProvider() {}

    /** The report of an actuator for a successful command. */
    public static ServiceEvent answer(Command command, Instant now) {
        return new ServiceEvent.Reported(new StepOutcome(
                Outcome.VERSION,
                command.service(),
                command.plan(),
                command.step(),
                command.attempt(),
                now,
                new StepOutcome.Done(records(command.arguments())),
                command.next(),
                Map.of("accepted", now, "insync", now, "answered", now),
                null));
    }

    private static List<RecordSet> records(StepArguments arguments) {
        return switch (arguments) {
            case StepArguments.Switch change -> change.create();
            case StepArguments.DnsAdopt adopt -> adopt.candidates().getOrDefault(adopt.preferred(), List.of());
            case StepArguments.DnsReadopt readopt ->
                readopt.candidates().getFirst().records();
            case StepArguments.Claim _, Action _ -> List.of();
        };
    }
}
