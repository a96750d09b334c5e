package io.signalbox.decision.core.fence;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.Reseed;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The marks of stale data for the next fence. Null when no marks are known and no plan has a one-way step. */
final class NextMarks {

    private NextMarks() {}

    /** The target that a settled fence keeps while the traffic stays: its promotion may have begun. */
    static @Nullable SiteName keptTarget(TransitionBuilder draft, @Nullable Marks next) {
        Fence fence = draft.knownFence();
        return next != null && next.isStale(fence.active()) ? fence.target() : null;
    }

    /** The target of a claim under which the traffic stays: the active site, unless another one may have been promoted. */
    static @Nullable SiteName unmovedTarget(TransitionBuilder draft) {
        Fence fence = draft.knownFence();
        Marks known = known(draft);
        return known != null && known.isStale(fence.active()) ? fence.target() : fence.active();
    }

    /** The marks of a fence that sets no new mark; null when none were ever known here. */
    static @Nullable Marks known(TransitionBuilder draft) {
        Marks known = draft.memory().marks();
        boolean oneWay = draft.situation.service().plans().haveOneWaySteps();
        Marks marks = known == null && oneWay ? Marks.NONE : known;
        for (Reseed order : marks == null ? List.<Reseed>of() : draft.memory().reseeds()) {
            marks = Objects.requireNonNull(marks).seeded(order.site(), order.epoch());
        }
        return marks;
    }

    /** The marks of a plan's claim: sites that its one-way step cuts off are marked before that step begins. */
    static @Nullable Marks claimed(TransitionBuilder draft, Plan plan) {
        Fence fence = draft.knownFence();
        Marks marks = known(draft);
        if (marks == null || !plan.moves()) {
            return marks;
        }
        for (SiteName site : doubtful(draft, plan, marks)) {
            marks = marks.isStale(site) ? marks : marks.stale(site, fence.epoch() + 1);
        }
        if (!plan.isOneWay()) {
            return marks;
        }
        boolean own = fence.plan().equals(plan.id()) && fence.cell().equals(draft.situation.cell());
        for (SiteName site : StaleSites.by(plan, draft.situation.service())) {
            marks = own && marks.isStale(site) ? marks : marks.stale(site, fence.epoch() + 1);
        }
        return marks;
    }

    /**
     * Sites whose data is unknown when a plan leads to another target than an earlier plan, which may have promoted its
     * own target. On a last resort the traffic waits for the promoted site.
     */
    private static List<SiteName> doubtful(TransitionBuilder draft, Plan plan, Marks marks) {
        Fence fence = draft.knownFence();
        SiteName promoted = fence.target();
        if (promoted == null || promoted.equals(plan.to()) || !marks.isStale(fence.active())) {
            return List.of();
        }
        Service service = draft.situation.service();
        boolean waits = service.site(plan.to()).map(Site::lastResort).orElse(false);
        return StaleData.others(service, waits ? promoted : plan.to());
    }

    /** The marks of a plan's switch. A switch to stale data leaves the better data behind, which becomes stale too. */
    static @Nullable Marks switched(TransitionBuilder draft, Plan plan) {
        Marks marks = claimed(draft, plan);
        if (marks == null || !marks.isStale(plan.to()) || !plan.moves()) {
            return marks;
        }
        for (SiteName site : StaleSites.byDivergence(plan, draft.situation.service())) {
            marks = marks.stale(site, draft.epoch() + 1);
        }
        return marks;
    }

    /** The marks of a fence that returns a claim: if no one-way step has begun, its marks are taken back. */
    static @Nullable Marks returned(TransitionBuilder draft, Phase.Moving moving) {
        Plan plan = moving.plan();
        Marks marks = known(draft);
        if (marks == null || !plan.isOneWay() || moving.pastReturn()) {
            return marks;
        }
        for (SiteName site : StaleSites.by(plan, draft.situation.service())) {
            Mark mark = marks.of(site).filter(Mark::isStale).orElse(null);
            marks = mark == null || plan.wasStale(site) ? marks : marks.seeded(site, mark.epoch());
        }
        return marks;
    }

    /** True if the fence lacks known marks, and this cell may write them. */
    static boolean isOutdated(TransitionBuilder draft, Fence fence) {
        Marks next = known(draft);
        if (next == null) {
            return false;
        }
        Policy.Mode mode = draft.situation.service().policy().mode();
        boolean acts = mode == Policy.Mode.AUTO || mode == Policy.Mode.APPROVE;
        return (acts || !draft.memory().reseeds().isEmpty())
                && !next.equals(fence.marks() == null ? Marks.NONE : fence.marks());
    }
}
