package io.signalbox.decision.simulation;

import io.signalbox.contract.fence.CancelledPlan;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.UnwantedMove;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import java.util.List;
import java.util.Objects;
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
        require(
                said == null || next.sameWriter(before) || !isBegunAnew(before, next) || isOrderedSince(before, next),
                before,
                next,
                "whoever takes over leaves a move alone that is cancelled");
    }

    /** @param why a move is made by itself; null for another */
    void begins(Fence before, Fence next, @Nullable Reason why) {
        UnwantedMove unwanted = next.words().unwanted();
        boolean claims = next.phase() == Fence.Phase.MOVING && !next.sameWriter(before);
        boolean repeats = unwanted != null
                && claims
                && (why == (unwanted.whileDown() ? Reason.AWAY : Reason.HOME))
                && unwanted.targets().contains(next.target());
        require(!repeats, before, next, "no cell begins by itself what an operator of any cell does not want");
    }

    private static boolean isBegunAnew(Fence before, Fence next) {
        SiteName target = before.target();
        boolean claims = next.phase() == Fence.Phase.MOVING && Objects.equals(next.target(), target);
        return target != null
                && (claims || next.active().equals(target) && !before.active().equals(target));
    }

    private static boolean isOrderedSince(Fence before, Fence next) {
        return next.words().orders() > before.words().orders();
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
                .anyMatch(work -> work instanceof Work.Act act && act.action().oneWay());
    }

    private void require(boolean holds, Fence before, Fence next, String rule) {
        judge.require(holds, rule, () -> before.text() + " became " + next.text());
    }
}
