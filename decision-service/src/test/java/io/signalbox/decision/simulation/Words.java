package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.state.Holds;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What happens, in few words, for the trace. */
final class Words {

    private Words() {}

    static String of(ServiceEvent event) {
        return switch (event) {
            case ServiceEvent.VerdictChanged(SiteVerdict verdict) ->
                verdict.service() + ": " + verdict.site() + " is " + verdict.verdict() + " "
                        + new TreeMap<>(verdict.checks());
            case ServiceEvent.EvidenceRead(Watermark watermark) ->
                "how far the evidence is read: " + watermark.unconfirmed();
            case ServiceEvent.Directed(Directive directive, var _) ->
                directive.key() + ": " + directive.who() + " orders " + directive.id() + " " + directive.order();
            case ServiceEvent.Reported(StepOutcome outcome) -> of(outcome);
            case ServiceEvent.Reported(DriftSighting sighting) ->
                sighting.service() + ": drifted=" + sighting.drifted() + ", found " + sighting.found();
            case ServiceEvent.Reported(FenceSighting sighting) -> of(sighting);
        };
    }

    static String of(FenceSighting sighting) {
        return sighting.service() + ": the name servers' fence is "
                + (sighting.fence() == null
                        ? sighting.sight()
                        : sighting.fence().text())
                + (sighting.isRolledBack() ? ", rolled back" : "");
    }

    static String of(StepOutcome outcome) {
        return outcome.service() + " " + outcome.plan() + "." + outcome.step() + "/" + outcome.attempt() + ": "
                + of(outcome.result())
                + (outcome.previous().isEmpty() ? "" : ", was " + new TreeMap<>(outcome.previous()))
                + (outcome.fenceSeen() == null
                        ? ""
                        : ", fence " + outcome.fenceSeen().text());
    }

    private static String of(StepOutcome.Result result) {
        return switch (result) {
            case StepOutcome.Done _ -> "done";
            case StepOutcome.InProgress progress ->
                (progress.accepted() ? "accepted, " : "in progress, ") + progress.detail();
            case StepOutcome.Refused refused -> "refused, " + refused.why();
            case StepOutcome.Failed failed -> "failed, " + failed.cause() + (failed.retryable() ? "" : " for good");
        };
    }

    static String of(JournalEntry entry) {
        return (entry.service() == null ? "*" : entry.service()) + " #" + entry.version() + " " + entry.kind() + " "
                + (entry.plan() == null ? "" : entry.plan() + "." + entry.step() + " ") + entry.reason();
    }

    static String of(Command command) {
        return command.service() + " sends " + command.plan() + "." + command.step() + "/" + command.attempt() + " "
                + (command.restores() ? "undo " : "") + command.arguments().kind() + ", expects "
                + (command.expected() == null ? "nothing" : command.expected().epoch()) + ", next "
                + command.next().text()
                + (command.previous().isEmpty() ? "" : ", was " + new TreeMap<>(command.previous()))
                + (command.token() == null ? "" : ", asks again");
    }

    static String of(ServiceState state) {
        String verdicts = state.verdicts().values().stream()
                .map(verdict -> verdict.site() + " " + verdict.verdict() + new TreeMap<>(verdict.checks()))
                .sorted()
                .collect(Collectors.joining(", "));
        return state.service() + " #" + state.version() + " " + of(state.phase()) + " at "
                + (state.fence() == null ? "no fence" : state.fence().text()) + ", " + verdicts + of(state.holds())
                + ", alarms " + new TreeSet<>(state.alarms().keySet()) + ", remembers "
                + new TreeMap<>(state.memory().previous()) + ", because " + state.reason();
    }

    private static String of(Phase phase) {
        return switch (phase) {
            case Phase.Unadopted _, Phase.Steady _ -> phase.label().text();
            case Phase.AwaitingLeave waiting ->
                "awaiting leave for " + waiting.kind() + " to " + waiting.to() + " ("
                        + waiting.held().code() + ")";
            case Phase.Moving moving -> moving.label().text() + " " + of(moving.plan(), moving.progress());
            case Phase.Stuck stuck -> "stuck " + of(stuck.plan(), stuck.progress());
        };
    }

    private static String of(Plan plan, List<StepProgress> progress) {
        return plan.id() + " " + plan.kind() + " to " + plan.to()
                + IntStream.range(0, progress.size())
                        .mapToObj(step -> plan.steps().get(step).name() + " "
                                + progress.get(step).getClass().getSimpleName())
                        .toList();
    }

    private static String of(Holds holds) {
        return (holds.override() == null
                        ? ""
                        : ", override to " + holds.override().target()
                                + (holds.override().force() ? " by force" : ""))
                + (holds.proposed() == null
                        ? ""
                        : ", proposed to " + holds.proposed().target())
                + (holds.freeze() == null ? "" : ", frozen")
                + (holds.drill() == null ? "" : ", drill " + holds.drill().stage());
    }

    static String of(Topology topology) {
        return topology.cells().size() + " cells, " + topology.governor() + "\n"
                + topology.services().stream().map(Words::of).collect(Collectors.joining("\n"));
    }

    private static String of(Service service) {
        String plans = Arrays.stream(Plans.Name.values())
                .map(name -> "\n      " + name + " " + steps(service, name))
                .collect(Collectors.joining());
        return "    " + service.name() + " " + service.policy() + plans + "\n      drills " + service.drills()
                + " maintenance " + service.maintenance() + "\n      sites "
                + service.sites().stream()
                        .map(site -> site.name() + " passing " + site.passing() + " "
                                + site.probes().stream()
                                        .map(probe -> probe.name() + " " + probe.role() + " " + probe.fall() + "/"
                                                + probe.rise() + " " + probe.window())
                                        .toList())
                        .toList();
    }

    private static String steps(Service service, Plans.Name name) {
        return service.plans().of(name).stream()
                .map(stage -> stage.steps().stream()
                        .map(step -> step.name() + " " + step.work().kind() + " " + step.onFailure() + " "
                                + step.retries() + " " + step.to())
                        .collect(Collectors.joining(" | ")))
                .collect(Collectors.joining(" > "));
    }
}
