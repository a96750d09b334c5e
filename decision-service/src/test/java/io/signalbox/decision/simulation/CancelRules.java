package io.signalbox.decision.simulation;

import io.signalbox.contract.CancelledPlan;
import io.signalbox.contract.CellName;
import io.signalbox.contract.Fence;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a fence says of a plan that an operator of another cell has ended. */
final class CancelRules {

    private final Judge judge;
    private final Tally tally;

    CancelRules(Judge judge, Tally tally) {
        this.judge = judge;
        this.tally = tally;
    }

    void taken(Service service, Fence before, Fence next, CellName by) {
        CancelledPlan said = before.words().cancel();
        CancelledPlan says = next.words().cancel();
        boolean owner = before.cell().equals(by) && before.sameWriter(next);
        tell(said, says, before.sameWriter(next), owner);
        require(
                says == null || says.equals(said) || !owner && says.cell().equals(by) && next.isRewrittenSince(before),
                before,
                next,
                "a plan is cancelled under its claim, by the cell that the word was given to");
        require(
                said == null || owner || !next.isRewrittenSince(before) || said.equals(says),
                before,
                next,
                "nobody but the plan's own cell takes out of the claim that it is cancelled");
        require(
                said == null || !next.sameWriter(before) || next.active().equals(before.active()) || mayBeLate(service),
                before,
                next,
                "a plan that is cancelled moves no traffic");
    }

    private void tell(@Nullable CancelledPlan said, @Nullable CancelledPlan says, boolean samePlan, boolean owner) {
        if (said == null && says != null) {
            tally.count("cancelled from another cell");
        } else if (said != null && says == null) {
            tally.count(owner ? "heeded by the plan's cell" : samePlan ? "cancel lost" : "heeded by another cell");
        }
    }

    /** Past a one-way step a plan goes on. */
    private static boolean mayBeLate(Service service) {
        return List.of(Plans.Name.values()).stream()
                .flatMap(plan -> service.plans().of(plan).stream())
                .flatMap(stage -> stage.steps().stream())
                .map(Step::work)
                .anyMatch(work -> work instanceof Work.Act(var action) && action.oneWay());
    }

    private void require(boolean holds, Fence before, Fence next, String rule) {
        judge.require(holds, rule, () -> before.text() + " became " + next.text());
    }
}
