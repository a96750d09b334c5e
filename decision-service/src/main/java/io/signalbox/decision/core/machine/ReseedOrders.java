package io.signalbox.decision.core.machine;

import io.signalbox.contract.Fence;
import io.signalbox.contract.Mark;
import io.signalbox.contract.Marks;
import io.signalbox.contract.SiteName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The orders that end marks of stale data and that no fence says yet. */
final class ReseedOrders {

    private ReseedOrders() {}

    /** A plan ends that could not take its marks back itself, and whose one-way step was never begun: that is made up for later. */
    static void unbegun(Draft draft, Phase.Moving moving) {
        Plan plan = moving.plan();
        Fence fence = draft.fence();
        if (fence == null || !plan.isOneWay() || moving.pastReturn() || !OwnFence.isOwn(draft, moving, fence)) {
            return;
        }
        for (SiteName site : LeftBehind.by(plan, draft.situation.service())) {
            Mark mark = mark(draft, site);
            if (mark != null && mark.isStale() && !plan.wasStale(site)) {
                add(draft, plan.id(), "plan " + plan.id(), mark);
            }
        }
    }

    static void add(Draft draft, String directive, String who, Mark mark) {
        var orders = new ArrayList<>(draft.memory().reseeds());
        if (orders.stream().noneMatch(order -> order.site().equals(mark.site()) && order.epoch() == mark.epoch())) {
            orders.add(new Reseed(directive, mark.site(), mark.epoch(), who));
        }
        draft.memory(draft.memory().reseeds(orders));
    }

    static @Nullable Mark mark(Draft draft, SiteName site) {
        Marks marks = draft.memory().marks();
        return marks == null ? null : marks.of(site).orElse(null);
    }

    static List<Mark> stale(Draft draft) {
        Marks marks = draft.memory().marks();
        return marks == null ? List.of() : marks.stale();
    }
}
