package io.signalbox.decision.simulation;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.simulation.Capacity.Parameter;
import io.signalbox.decision.simulation.Capacity.Write;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A plan that was ended because nobody wants it any more leaves what it had changed as it was, or tells that it could not. */
final class PutBackRule {

    private static final Set<String> UNWANTED = Set.of("no-longer-wanted", "cancelled");

    private final Capacity capacity;
    private final Judge judge;
    private final Tally tally;
    private final Set<String> notPutBack = new HashSet<>();

    PutBackRule(Capacity capacity, Judge judge, Tally tally) {
        this.capacity = capacity;
        this.judge = judge;
        this.tally = tally;
    }

    void told(CellName cell, ServiceName service, String plan, JournalEntry entry) {
        switch (entry.kind()) {
            case "step-not-undone" -> notPutBack.add(service + " " + cell + " " + plan);
            case "move-abandoned" -> {
                if (UNWANTED.contains(entry.reason().code())
                        && !notPutBack.contains(service + " " + cell + " " + plan)) {
                    capacity.of(service).forEach(parameter -> isAsItWas(cell, plan, parameter));
                }
            }
            default -> {
                // Says nothing of what was changed.
            }
        }
    }

    private void isAsItWas(CellName cell, String plan, Parameter parameter) {
        List<Write> history = capacity.history(parameter);
        Write last = history.getLast();
        if (!last.isOf(cell, plan) || capacity.disturbed(parameter)) {
            return;
        }
        int first = 0;
        while (!history.get(first).isOf(cell, plan)) {
            first++;
        }
        String before = history.get(first - 1).value();
        tally.count("really put back");
        judge.require(
                last.value().equals(before) || last.value().equals(Capacity.BEFORE),
                "a plan that is not wanted any more leaves nothing behind",
                () -> parameter + " had " + history + " when " + plan + " was over");
    }
}
