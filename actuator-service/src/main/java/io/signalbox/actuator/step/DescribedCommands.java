package io.signalbox.actuator.step;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.name.Kinds;
import io.signalbox.contract.step.ActionKind;
import io.signalbox.contract.step.ActionKinds;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Service;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Refuses commands that do not follow from a description of their service, before any request or change. So a writer to
 * the topic of commands cannot do anything that the topology does not describe.
 */
public final class DescribedCommands {

    private static final Logger LOG = Logger.getLogger(DescribedCommands.class);

    /** The kinds of steps that decision-service makes itself, for the names of a service. */
    private static final List<Class<?>> NAMING = List.of(
            StepArguments.DnsSwitch.class,
            StepArguments.SignalSwitch.class,
            StepArguments.DnsAdopt.class,
            StepArguments.DnsReadopt.class,
            StepArguments.Claim.class);

    private final Preconditions preconditions;
    private final MeterRegistry meters;

    public DescribedCommands(Preconditions preconditions, MeterRegistry meters) {
        this.preconditions = preconditions;
        this.meters = meters;
        // From 0 on: otherwise Prometheus does not see the first refusal as an increase.
        Stream.concat(NAMING.stream().map(Kinds::name), ActionKinds.ALL.stream().map(ActionKind::name))
                .forEach(this::refusals);
    }

    private Counter refusals(String kind) {
        return meters.counter("signalbox.commands.undescribed", "kind", kind);
    }

    /** Empty if the command may go to its executor. */
    public Optional<Refused> objection(Command command) {
        List<Service> known = preconditions.descriptions(command);
        Optional<Refused> unknown = preconditions.mismatch(command);
        if (unknown.isPresent()) {
            // A change that was made before this process started can still be found and proved.
            return follows(command, known, DescriptionCheck::lookProblem) ? Optional.empty() : unknown;
        }
        return follows(command, known, DescriptionCheck::problem) ? Optional.empty() : Optional.of(refused(command));
    }

    private static boolean follows(
            Command command, List<Service> known, BiFunction<Command, Service, Optional<String>> check) {
        return known.stream().anyMatch(service -> check.apply(command, service).isEmpty());
    }

    private Refused refused(Command command) {
        String problem = preconditions
                .service(command)
                .flatMap(service -> DescriptionCheck.problem(command, service))
                .orElse("no description");
        String kind = command.arguments().kind();
        refusals(kind).increment();
        LOG.warnf(
                "command does not follow from the topology service=%s plan=%s step=%d attempt=%d kind=%s reason=%s",
                command.service(), command.plan(), command.step(), command.attempt(), kind, problem);
        return new Refused(Refusal.TOPOLOGY_MISMATCH, problem);
    }
}
