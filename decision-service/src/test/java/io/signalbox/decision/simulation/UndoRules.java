package io.signalbox.decision.simulation;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.state.StepTask;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A plan that was to be undone leaves what it had changed as it was, or says to a person that it could not. */
final class UndoRules {

    private final Judge judge;
    private final Capacity capacity;
    private final Tally tally;
    private final Set<String> notUndone = new HashSet<>();

    UndoRules(Judge judge, Capacity capacity, Tally tally) {
        this.judge = judge;
        this.capacity = capacity;
        this.tally = tally;
    }

    void changed(Decision decision, ServiceState former, ServiceState state) {
        for (JournalEntry entry : decision.written()) {
            if (entry.kind().equals("step-not-undone")) {
                notUndone.add(entry.service() + " " + entry.plan());
            }
        }
        if (former.phase() instanceof Phase.Moving moving
                && moving.ending() != null
                && moving.ending().undo()
                && isOver(decision, state.service())) {
            isAsItWas(decision.cell(), state.service(), moving.plan());
        }
    }

    /** True if a person has been told that not all could be put back. */
    boolean notUndone(ServiceName service, String plan) {
        return notUndone.contains(service + " " + plan);
    }

    private static boolean isOver(Decision decision, ServiceName service) {
        return decision.wrote(service, "move-abandoned") || decision.wrote(service, "stuck");
    }

    private void isAsItWas(CellName cell, ServiceName service, Plan plan) {
        for (Plan.Step step : plan.steps()) {
            if (step.task() instanceof StepTask.Act act && act.restore().isEmpty()) {
                Capacity.of(service, act.action()).ifPresent(parameter -> isAsItWas(cell, plan, parameter));
            }
        }
    }

    private void isAsItWas(CellName cell, Plan plan, Capacity.Parameter parameter) {
        List<Capacity.Write> history = capacity.history(parameter);
        int first = 0;
        while (first < history.size() && !history.get(first).isOf(cell, plan.id())) {
            first++;
        }
        boolean untouched = first == history.size();
        boolean told = notUndone(parameter.service(), plan.id());
        if (untouched
                || capacity.disturbed(parameter)
                || told
                || !history.getLast().isOf(cell, plan.id())) {
            return;
        }
        tally.count("undone and as it was");
        String before = history.get(first - 1).value();
        judge.require(
                Objects.equals(history.getLast().value(), before),
                "an undone plan leaves what it changed as it was",
                () -> parameter + " had " + history + " when " + plan.id() + " was over");
    }
}
