package io.signalbox.decision.core.govern;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.decision.core.fence.SharedHolds;
import io.signalbox.decision.core.select.Eligibility;
import io.signalbox.decision.core.select.Eligibility.Objection;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.Permission;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which share of the traffic another site than the active one should have, and why: a standby is kept warm if preWarm
 * is set, and the share that a ramp has left behind is removed.
 */
public final class PreWarming {

    private final Service service;
    private final CellName cell;
    private final Eligibility eligibility;
    private final Duration stableFor;

    public PreWarming(Service service, CellName cell, Eligibility eligibility) {
        this.service = service;
        this.cell = cell;
        this.eligibility = eligibility;
        this.stableFor = service.policy().failback().stableFor();
    }

    public record Aim(
            @Nullable Split split,
            Reason reason,
            boolean protects,
            @Nullable Instant reconsiderAt) {

        public boolean differsFrom(Fence fence) {
            return !Objects.equals(split, fence.split());
        }

        /** Why the traffic stays divided as it is. */
        public Reason kept(Permission.Held held) {
            return Reason.of(
                    ReasonCode.SPLIT,
                    held.reason(),
                    reason.text() + "; but: " + held.reason().text());
        }
    }

    /** True if the plan's division is still the wanted one. */
    public boolean isDue(TransitionBuilder draft, Plan plan) {
        Fence fence = draft.knownFence();
        Aim aim = aim(draft.state(), fence, draft.now);
        return aim.differsFrom(fence)
                && plan.steps().getFirst().task() instanceof StepTask.Switch change
                && Objects.equals(change.split(), aim.split());
    }

    public Aim aim(ServiceState state, Fence fence, Instant now) {
        Split live = fence.split();
        Site active = service.site(fence.active()).orElse(null);
        if (active == null) {
            return keep(live, ReasonCode.WARM_OFF, fence.active() + " is no site of this topology");
        }
        if (fence.claimedAt(now)) {
            String text = "a plan of cell " + fence.cell() + " has claimed the move until " + fence.until();
            return new Aim(live, Reason.of(ReasonCode.WARM_CLAIMED, text), false, fence.until());
        }
        if (state.verdict(active.name()) == Verdict.DOWN) {
            return keep(
                    live,
                    ReasonCode.WARM_ACTIVE_DOWN,
                    active.name() + " is DOWN: its traffic moves, or stays as it is");
        }
        Integer percent = service.dns().preWarm();
        boolean left = live != null && (percent == null || fence.phase() == Fence.Phase.MOVING);
        if (percent == null || !decides() || active.lastResort()) {
            return left ? tidy(live) : keep(live, ReasonCode.WARM_OFF, "no standby is kept warm here");
        }
        String trouble = live == null ? null : trouble(state, live.to(), now);
        if (trouble != null) {
            return none(ReasonCode.WARM_UNFIT, trouble);
        }
        if (!isFree(state, fence, now)) {
            return left
                    ? tidy(live)
                    : keep(live, ReasonCode.WARM_ORDERED, "an override or a drill says where the traffic goes");
        }
        return among(state, active, live, left, percent, now);
    }

    private boolean decides() {
        Policy.Mode mode = service.policy().mode();
        return mode == Policy.Mode.AUTO || mode == Policy.Mode.APPROVE;
    }

    private @Nullable String trouble(ServiceState state, SiteName name, Instant now) {
        Site site = service.site(name).orElse(null);
        if (site == null || site.lastResort()) {
            return name + " is no standby of this topology";
        }
        Objection objection = eligibility.unfit(state, site, now);
        return objection == null ? null : objection.reason().text();
    }

    /** True if no override or drill says where the traffic goes. */
    private boolean isFree(ServiceState state, Fence fence, Instant now) {
        return state.holds().override() == null
                && state.holds().drill() == null
                && SharedHolds.drillElsewhere(fence, cell, now) == null;
    }

    /** The first fit and stable standby; the one that is warm stays, unless it is surely unfit. */
    private Aim among(ServiceState state, Site active, @Nullable Split live, boolean left, int percent, Instant now) {
        Instant next = null;
        List<String> waits = new ArrayList<>();
        for (Site site : service.sites()) {
            if (site.lastResort() || site.equals(active)) {
                continue;
            }
            SiteName name = site.name();
            Instant stable = stableAt(state, name);
            boolean fit = eligibility.fit(state, site, now);
            boolean warm = live != null && live.to().equals(name) && (fit || !left);
            if (warm || fit && stable != null && !now.isBefore(stable)) {
                return new Aim(
                        warm && !fit ? live : new Split(name, percent),
                        Reason.of(ReasonCode.WARM, name + " is kept warm with " + percent + " % of the traffic"),
                        left,
                        next);
            }
            Objection objection = eligibility.objection(state, site, Plans.Name.FAILOVER, now);
            next = Instants.earlier(next, fit ? stable : objection == null ? null : objection.until());
            waits.add(
                    objection != null
                            ? objection.reason().text()
                            : fit
                                    ? name + " is UP, and is kept warm from " + stable
                                    : name + " is not ready for traffic");
        }
        return new Aim(
                null,
                Reason.of(ReasonCode.WARM_WAITS, "no standby is kept warm: " + String.join("; ", waits)),
                left,
                next);
    }

    /** Another cell may know more: a share that it has taken back is not given again at once. */
    private @Nullable Instant stableAt(ServiceState state, SiteName site) {
        SiteVerdict verdict = state.verdicts().get(site);
        return verdict == null
                ? null
                : Instants.later(verdict.stableSince(), state.dividedSince()).plus(stableFor);
    }

    private static Aim keep(@Nullable Split live, ReasonCode code, String text) {
        return new Aim(live, Reason.of(code, text), false, null);
    }

    private static Aim tidy(@Nullable Split left) {
        return none(
                ReasonCode.WARM_TIDIED,
                "nothing wants " + (left == null ? "it" : left.to()) + " to have a part of the traffic");
    }

    private static Aim none(ReasonCode code, String text) {
        return new Aim(null, Reason.of(code, text), true, null);
    }
}
