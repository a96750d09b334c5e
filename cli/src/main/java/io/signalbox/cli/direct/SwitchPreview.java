package io.signalbox.cli.direct;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.state.FenceHold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Says what a switch does before it is done. */
record SwitchPreview(Service service, Fence fence, Fence next, SwitchRequest request, Instant now) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(sentence());
        lines.add("  the order of " + request.who() + " keeps it there until "
                + (request.until() == null ? "it is released" : request.until()) + ", in every cell");
        Order before = fence.words().order();
        if (before != null && before.inForce(now)) {
            lines.add("  it replaces the order of " + before.who() + " for " + before.target());
        }
        if (fence.phase() == Fence.Phase.MOVING) {
            lines.add("  it takes over from plan " + fence.plan() + " of cell " + fence.cell()
                    + ", whose claim ended at " + fence.until());
        }
        FenceHold.read(fence.hold()).stream()
                .filter(hold -> hold.inForce(now))
                .forEach(hold -> lines.add(
                        hold.freezes() ? "  a freeze stays in force" : "  the drill of cell " + hold.cell() + " ends"));
        if (!Objects.equals(fence.marks(), next.marks()) && next.marks() != null) {
            lines.add("  stale from now on: " + next.marks().stale());
        }
        lines.addAll(notDone());
        return lines;
    }

    private String sentence() {
        String name = service.name() + " (" + service.hostname() + ")";
        return fence.active().equals(next.active())
                ? "This will keep the traffic of " + name + " at " + next.active() + ": epoch " + fence.epoch()
                        + " becomes " + next.epoch() + "."
                : "This will move the traffic of " + name + " from " + fence.active() + " to " + next.active()
                        + ": epoch " + fence.epoch() + " becomes " + next.epoch() + ".";
    }

    private List<String> notDone() {
        var lines = new ArrayList<String>();
        lines.add("  not checked: whether " + next.active() + " is UP; signalbox probe " + service.name() + "/"
                + next.active() + " tells");
        List<String> left = service.plans().of(Plans.Name.FAILOVER).stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(step -> !(step.work() instanceof Work.Switch))
                .map(Step::name)
                .toList();
        if (!left.isEmpty()) {
            lines.add("  not done: the other steps of a failover: " + String.join(", ", left));
        }
        return lines;
    }
}
