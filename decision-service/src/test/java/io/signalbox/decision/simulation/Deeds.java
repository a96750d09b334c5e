package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.step.Action;
import java.util.HashSet;
import java.util.Set;

/** What has really been done for plans, whatever their cells make of it. */
final class Deeds {

    private record Step(ServiceName service, CellName cell, String plan, int step) {}

    private record Claim(ServiceName service, CellName cell, String plan) {}

    private final Set<Step> done = new HashSet<>();
    private final Set<Claim> claimed = new HashSet<>();
    private final Set<Claim> parted = new HashSet<>();
    private final Set<Claim> settled = new HashSet<>();
    private final Set<Claim> undoing = new HashSet<>();

    void answered(Command command, StepOutcome outcome) {
        boolean act = command.arguments() instanceof Action;
        if (act && outcome.result() instanceof StepOutcome.Done) {
            done.add(new Step(command.service(), command.cell(), command.plan(), command.step()));
        }
    }

    void wrote(ServiceName service, Fence fence) {
        var claim = new Claim(service, fence.cell(), fence.plan());
        if (fence.phase() == Fence.Phase.MOVING) {
            claimed.add(claim);
            if (fence.split() != null) {
                parted.add(claim);
            }
        } else {
            settled.add(claim);
        }
    }

    boolean done(ServiceName service, CellName cell, String plan, int step) {
        return done.contains(new Step(service, cell, plan, step));
    }

    /** The cell has begun to put back what the plan has changed. */
    void undoes(ServiceName service, CellName cell, String plan) {
        undoing.add(new Claim(service, cell, plan));
    }

    boolean isUndoing(ServiceName service, CellName cell, String plan) {
        return undoing.contains(new Claim(service, cell, plan));
    }

    /** True if the plan has written a settled fence: its switch, or a claim that it gave back. */
    boolean settled(ServiceName service, CellName cell, String plan) {
        return settled.contains(new Claim(service, cell, plan));
    }

    /** True if a part of the traffic went elsewhere while the plan owned the move. */
    boolean parted(ServiceName service, CellName cell, String plan) {
        return parted.contains(new Claim(service, cell, plan));
    }

    boolean claimed(ServiceName service, CellName cell, String plan) {
        return claimed.contains(new Claim(service, cell, plan));
    }
}
