package io.signalbox.decision.core.machine;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Fence;
import io.signalbox.contract.Mark;
import io.signalbox.contract.Marks;
import io.signalbox.contract.SiteName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator says that a site was seeded again. The order names the mark that it ends, and is in force once a fence that says so
 * was accepted: until then the site gets no traffic. Of a site that a claim in force may cut off nobody can say so yet.
 */
final class Reseeding {

    private Reseeding() {}

    static void take(Draft draft, Directive directive, Directive.Reseeded order) {
        Mark mark = mark(draft, order.site());
        if (mark == null || mark.epoch() != order.epoch()) {
            Directing.refuse(
                    draft,
                    directive,
                    "no-such-mark",
                    "there is no mark " + order.site() + "@" + order.epoch() + "; stale are " + stale(draft));
        } else if (isBeingLeft(draft, mark)) {
            Directing.refuse(
                    draft,
                    directive,
                    "move-under-way",
                    "a plan that has claimed the move may cut off " + mark.site() + " by a one-way step: mark " + mark
                            + " can end once that is over");
        } else if (!mark.isStale()) {
            Directing.taken(draft, directive, "mark " + mark + " is over already");
        } else {
            add(draft, directive.id(), directive.who(), mark);
            Directing.taken(draft, directive, "mark " + mark + " is over once the fence says so");
        }
    }

    private static boolean isBeingLeft(Draft draft, Mark mark) {
        Fence fence = draft.fence();
        return fence != null
                && fence.target() != null
                && fence.claimedAt(draft.now)
                && mark.isStale()
                && LeftBehind.byAnyPlan(draft.situation.service(), fence.active(), fence.target())
                        .contains(mark.site());
    }

    /** Ends all marks of sites whose data is stale now. @return these marks */
    static List<Mark> all(Draft draft, Directive directive) {
        List<Mark> stale =
                stale(draft).stream().filter(mark -> !isBeingLeft(draft, mark)).toList();
        stale.forEach(mark -> add(draft, directive.id(), directive.who(), mark));
        return stale;
    }

    /** A plan ends that could not take its marks back itself, and whose one-way step was never begun: that is made up for later. */
    static void unbegun(Draft draft, Phase.Moving moving) {
        Plan plan = moving.plan();
        Fence fence = draft.fence();
        if (fence == null || !plan.isOneWay() || moving.pastReturn() || !Fencing.isOwn(draft, moving, fence)) {
            return;
        }
        for (SiteName site : LeftBehind.by(plan, draft.situation.service())) {
            Mark mark = mark(draft, site);
            if (mark != null && mark.isStale() && !plan.wasStale(site)) {
                add(draft, plan.id(), "plan " + plan.id(), mark);
            }
        }
    }

    private static void add(Draft draft, String directive, String who, Mark mark) {
        var orders = new ArrayList<>(draft.memory().reseeds());
        if (orders.stream().noneMatch(order -> order.site().equals(mark.site()) && order.epoch() == mark.epoch())) {
            orders.add(new Reseed(directive, mark.site(), mark.epoch(), who));
        }
        draft.memory(draft.memory().reseeds(orders));
    }

    private static @Nullable Mark mark(Draft draft, SiteName site) {
        Marks marks = draft.memory().marks();
        return marks == null ? null : marks.of(site).orElse(null);
    }

    private static List<Mark> stale(Draft draft) {
        Marks marks = draft.memory().marks();
        return marks == null ? List.of() : marks.stale();
    }
}
