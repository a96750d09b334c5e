package io.signalbox.cli.direct;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.decision.core.fence.StaleData;
import org.jspecify.annotations.Nullable;

/** The marks of the fence that a switch leaves. */
record SwitchMarks(Service service, Fence fence) {

    /** True if a plan would promote a database on the way to this site, and only a person knows whether that was done. */
    boolean dependOnPromotion(Site target) {
        return service.plans().haveOneWaySteps()
                && !target.lastResort()
                && !target.name().equals(fence.active());
    }

    /** @param promoted null if nothing was said */
    @Nullable
    Marks after(Site target, @Nullable Boolean promoted) {
        Marks marks = fence.marks() == null && service.plans().haveOneWaySteps() ? Marks.NONE : fence.marks();
        if (marks == null || !Boolean.TRUE.equals(promoted) || !dependOnPromotion(target)) {
            return marks;
        }
        for (SiteName site : StaleData.others(service, target.name())) {
            marks = marks.stale(site, fence.epoch() + 1);
        }
        return marks;
    }
}
