package io.signalbox.decision.core.fence;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.SiteName;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.Reseed;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders that end marks of stale data, and that the fence does not contain yet. */
public final class PendingReseeds {

    private PendingReseeds() {}

    /** Orders the end of the marks of an ended plan that kept its claim and never began its one-way step. */
    public static void unbegun(TransitionBuilder draft, Phase.Moving moving) {
        Plan plan = moving.plan();
        Fence fence = draft.fence();
        if (fence == null || !plan.isOneWay() || moving.pastReturn() || !OwnFence.isOwn(draft, moving, fence)) {
            return;
        }
        for (SiteName site : StaleSites.by(plan, draft.situation.service())) {
            Mark mark = mark(draft, site);
            if (mark != null && mark.isStale() && !plan.wasStale(site)) {
                add(draft, plan.id(), "plan " + plan.id(), mark);
            }
        }
    }

    public static void add(TransitionBuilder draft, String directive, String who, Mark mark) {
        var orders = new ArrayList<>(draft.memory().reseeds());
        if (orders.stream().noneMatch(order -> order.site().equals(mark.site()) && order.epoch() == mark.epoch())) {
            orders.add(new Reseed(directive, mark.site(), mark.epoch(), who));
        }
        draft.memory(draft.memory().reseeds(orders));
    }

    public static @Nullable Mark mark(TransitionBuilder draft, SiteName site) {
        Marks marks = draft.memory().marks();
        return marks == null ? null : marks.of(site).orElse(null);
    }

    public static List<Mark> stale(TransitionBuilder draft) {
        Marks marks = draft.memory().marks();
        return marks == null ? List.of() : marks.stale();
    }
}
