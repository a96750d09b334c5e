package io.signalbox.decision.core.select;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.fence.SharedHolds;
import io.signalbox.decision.core.fence.StaleData;
import io.signalbox.decision.core.select.Eligibility.Objection;
import io.signalbox.decision.core.state.FenceHold;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.MoveProposal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides which site should have the traffic, and why: a function of verdicts, orders and time. */
public final class SiteSelection {

    private final Service service;
    private final CellName cell;
    private final Policy policy;
    private final Eligibility eligibility;
    private final FailbackRule failback;

    public SiteSelection(Service service, CellName cell) {
        this.service = service;
        this.cell = cell;
        this.policy = service.policy();
        this.eligibility = new Eligibility(service);
        this.failback = new FailbackRule(service, eligibility);
    }

    public Eligibility eligibility() {
        return eligibility;
    }

    /** @param active the site at which the name points now */
    public MoveProposal propose(ServiceState state, SiteName active, Instant now) {
        Hold.Override override = state.holds().override();
        if (override != null && !override.waitsIn(state.phase())) {
            return overridden(state, override, active, now);
        }
        Optional<Site> current = service.site(active);
        Hold.Drill drill = state.holds().drill();
        MoveProposal rehearsed = drill == null || drill.isOfCapacity() ? null : drill(state, drill, active, now);
        if (rehearsed instanceof MoveProposal.Move move && move.kind() == MoveKind.RESTORE) {
            // A drill returns the traffic in every mode and without permission, even if the visited site is DOWN.
            return move;
        }
        if (current.isEmpty()) {
            return removed(state, active, now);
        }
        if (policy.mode() == Policy.Mode.OFF) {
            return rehearsed == null
                    ? stay(ReasonCode.MODE_OFF, "the policy's mode is off: nothing is decided")
                    : rehearsed;
        }
        if (current.get().lastResort()) {
            return onLastResort(state, active, now);
        }
        if (state.verdict(active) == Verdict.DOWN && eligibility.isDescribed(state, current.get())) {
            return away(state, current.get(), now);
        }
        FenceHold visiting = SharedHolds.drillElsewhere(state.fence(), cell, now);
        if (rehearsed == null && visiting != null) {
            String text = "a drill of cell " + visiting.cell() + " is in force; the traffic is at " + active;
            return new MoveProposal.Stay(Reason.of(ReasonCode.DRILL_ELSEWHERE, text), visiting.until());
        }
        return rehearsed == null ? failback.propose(state, current.get(), now) : rehearsed;
    }

    /**
     * The topology no longer has the active site, so it is not probed. Traffic stays until a person approves the move
     * to the best fit site, or orders another.
     */
    private MoveProposal removed(ServiceState state, SiteName active, Instant now) {
        Optional<Site> best = policy.mode() == Policy.Mode.OFF
                ? Optional.empty()
                : eligibility.first(state, active, Plans.Name.FAILOVER, now);
        String text = isNoSite(active).text();
        return best.map(site -> move(
                        site.name(),
                        MoveKind.FAILOVER,
                        ReasonCode.ACTIVE_SITE_REMOVED,
                        text + "; " + site.name() + " is fit"))
                .orElseGet(() -> new MoveProposal.Stay(
                        Reason.of(
                                ReasonCode.ACTIVE_SITE_REMOVED,
                                text + "; no other site is fit, or nothing is decided here"),
                        eligibility.nextChange(state, active, Plans.Name.FAILOVER, now)));
    }

    /** The reason for an active site that the topology does not have. */
    public static Reason isNoSite(SiteName active) {
        return Reason.of(
                ReasonCode.ACTIVE_SITE_REMOVED,
                active + " has the traffic and is no longer a site of the topology, and is not checked");
    }

    private MoveProposal overridden(ServiceState state, Hold.Override override, SiteName active, Instant now) {
        SiteName target = override.target();
        String order = override.who() + " wants " + target + ": " + override.why();
        if (target.equals(active)) {
            return stay(override.isOwn() ? ReasonCode.OVERRIDE_IN_FORCE : ReasonCode.OVERRIDE_ELSEWHERE, order);
        }
        Optional<Site> site = service.site(target);
        if (site.isEmpty()) {
            return stay(
                    ReasonCode.OVERRIDE_TARGET_UNKNOWN_SITE, order + "; but the topology has no such site any more");
        }
        Objection objection = override.force() ? null : objectionNow(state, site.get(), active, now);
        if (objection != null) {
            return new MoveProposal.Stay(
                    Reason.of(
                            ReasonCode.OVERRIDE_TARGET,
                            objection.reason(),
                            order + "; but " + objection.reason().text() + ", and the override is not forced"),
                    objection.until());
        }
        return new MoveProposal.Move(target, MoveKind.OVERRIDE, Reason.of(ReasonCode.OVERRIDE, order));
    }

    /** An override was accepted when its target was fit. A target that has become UNKNOWN since is no objection. */
    private @Nullable Objection objectionNow(ServiceState state, Site target, SiteName active, Instant now) {
        Reason stale = StaleData.objection(state, target);
        if (stale != null) {
            return new Objection(stale, null);
        }
        return state.verdict(target.name()) == Verdict.UNKNOWN
                ? eligibility.suppression(state, target.name(), now)
                : eligibility.objection(state, target, planOf(MoveKind.OVERRIDE, state, active, target.name()), now);
    }

    /** The plan that a move follows. */
    public Plans.Name planOf(MoveKind kind, ServiceState state, @Nullable SiteName active, SiteName target) {
        boolean home = target.equals(service.preferred().name());
        boolean forced = active == null
                || state.verdict(active) == Verdict.DOWN
                || service.site(active).map(Site::lastResort).orElse(true);
        return kind.plan(home, forced);
    }

    private MoveProposal onLastResort(ServiceState state, SiteName active, Instant now) {
        Instant next = null;
        for (Site site : service.sites()) {
            if (!site.lastResort()) {
                Plans.Name plan = planOf(MoveKind.FAILBACK, state, active, site.name());
                Objection objection = eligibility.objection(state, site, plan, now);
                if (objection == null) {
                    return move(
                            site.name(), MoveKind.FAILBACK, ReasonCode.LEAVE_LAST_RESORT, site.name() + " is UP again");
                }
                next = Instants.earlier(next, objection.until());
            }
        }
        return new MoveProposal.Stay(Reason.of(ReasonCode.LAST_RESORT, "no other site can take the traffic"), next);
    }

    /** Decides where to go when the active site is DOWN by quorum. */
    private MoveProposal away(ServiceState state, Site active, Instant now) {
        SiteVerdict down = state.verdicts().get(active.name());
        Instant since = down == null ? now : down.since();
        Instant failing = down == null || down.firstFailure() == null ? since : down.firstFailure();
        Instant leaveAt = failing.plus(policy.minDownFor());
        if (!policy.minDownFor().isZero() && now.isBefore(leaveAt)) {
            return new MoveProposal.Stay(
                    Reason.of(
                            ReasonCode.MIN_DOWN_FOR,
                            active.name() + " is DOWN, and has been failing since " + failing + ": it is left at "
                                    + leaveAt + " at the earliest"),
                    leaveAt);
        }
        List<SiteName> unwanted = MoveBlocks.unwanted(state, true);
        Optional<Site> target = eligibility.first(state, active.name(), unwanted, Plans.Name.FAILOVER, now);
        if (target.isPresent()) {
            return new MoveProposal.Move(target.get().name(), MoveKind.FAILOVER, because(down, target.get()));
        }
        Optional<Site> refused = eligibility.first(state, active.name(), Plans.Name.FAILOVER, now);
        if (refused.isPresent()) {
            return unwanted(active, refused.get().name() + " is fit");
        }
        Instant graceEnds = since.plus(policy.grace());
        Optional<String> hope = hope(state, active, now);
        Instant change = eligibility.nextChange(state, active.name(), Plans.Name.FAILOVER, now);
        if (hope.isPresent() && now.isBefore(graceEnds)) {
            return new MoveProposal.Stay(
                    Reason.of(
                            ReasonCode.GRACE,
                            active.name() + " is DOWN and " + hope.get() + ": waiting until " + graceEnds),
                    Instants.earlier(graceEnds, change));
        }
        MoveProposal proposal = allDown(state, active, change);
        return proposal instanceof MoveProposal.Move move && unwanted.contains(move.to())
                ? unwanted(active, move.reason().text() + "; " + move.to() + " is next")
                : proposal;
    }

    private static MoveProposal unwanted(Site active, String next) {
        return stay(
                ReasonCode.UNWANTED,
                active.name() + " is DOWN and " + next + ", but an operator has ended the move there:"
                        + " it begins again once that is acknowledged, in any cell");
    }

    /** Text about a site that may become eligible without a person; empty when there is none. */
    private Optional<String> hope(ServiceState state, Site active, Instant now) {
        return service.sites().stream()
                .filter(site ->
                        !site.lastResort() && !site.equals(active) && state.verdict(site.name()) != Verdict.DOWN)
                .filter(site -> !needsPerson(state, site))
                .map(site -> eligibility.objection(state, site, Plans.Name.FAILOVER, now))
                .flatMap(objection -> Optional.ofNullable(objection).stream())
                .map(objection -> objection.reason().text())
                .findFirst();
    }

    private static boolean needsPerson(ServiceState state, Site site) {
        Reason stale = StaleData.objection(state, site);
        return stale != null && !stale.is(ReasonCode.RESEED_PENDING);
    }

    private MoveProposal allDown(ServiceState state, Site active, @Nullable Instant change) {
        String none = noneFit(state);
        MoveProposal proposal =
                switch (policy.whenAllDown()) {
                    case STAY -> stay(ReasonCode.ALL_DOWN_STAY, none + "; the policy is to stay on " + active.name());
                    case LAST_RESORT ->
                        service.sites().stream()
                                .filter(site -> site.lastResort() && state.verdict(site.name()) != Verdict.DOWN)
                                .findFirst()
                                .map(site -> move(site.name(), MoveKind.FAILOVER, ReasonCode.LAST_RESORT, none))
                                .orElseGet(() -> stay(ReasonCode.ALL_DOWN, none + ", and no last resort"));
                    case PRIMARY -> primary(state, active, none);
                };
        return proposal instanceof MoveProposal.Stay stay ? new MoveProposal.Stay(stay.reason(), change) : proposal;
    }

    private MoveProposal primary(ServiceState state, Site active, String none) {
        Site preferred = service.preferred();
        Reason stale = StaleData.objection(state, preferred);
        if (active.equals(preferred)) {
            return stay(ReasonCode.ALL_DOWN_PRIMARY, none + "; the policy is to stay on the preferred one");
        }
        return stale != null
                ? new MoveProposal.Stay(
                        Reason.of(ReasonCode.ALL_DOWN, stale, none + "; the policy is to go to the preferred one"),
                        null)
                : move(
                        preferred.name(),
                        MoveKind.FAILOVER,
                        ReasonCode.ALL_DOWN_PRIMARY,
                        none + "; the policy is to go to the preferred one");
    }

    /** Text that no site is fit, with the UP sites whose data is stale. */
    private String noneFit(ServiceState state) {
        String stale = service.sites().stream()
                .filter(site -> state.verdict(site.name()) == Verdict.UP)
                .flatMap(site -> Stream.ofNullable(StaleData.objection(state, site)))
                .map(Reason::text)
                .collect(Collectors.joining("; "));
        return "no site is fit" + (stale.isEmpty() ? "" : " (" + stale + ")");
    }

    /** The proposal of a drill; null when its traffic has returned. */
    private @Nullable MoveProposal drill(ServiceState state, Hold.Drill drill, SiteName active, Instant now) {
        boolean returning = drill.stage() == Hold.Drill.Stage.RETURNING;
        SiteName wanted = returning ? drill.home() : drill.target();
        String order = "drill of " + drill.who() + ": " + drill.why();
        if (wanted.equals(active)) {
            return returning ? null : new MoveProposal.Stay(Reason.of(ReasonCode.DRILL, order), drill.until());
        }
        MoveKind kind = returning ? MoveKind.RESTORE : MoveKind.DRILL;
        Optional<Site> site = service.site(wanted);
        if (site.isEmpty()) {
            return stay(ReasonCode.DRILL_WAITS, order + "; but the topology has no site " + wanted + " any more");
        }
        Objection objection = eligibility.objection(state, site.get(), planOf(kind, state, active, wanted), now);
        if (objection != null) {
            return new MoveProposal.Stay(
                    Reason.of(
                            ReasonCode.DRILL_WAITS,
                            order + "; but " + objection.reason().text()),
                    objection.until());
        }
        return returning
                ? move(wanted, kind, ReasonCode.RESTORE, "the drill is over: traffic returns")
                : move(wanted, kind, ReasonCode.DRILL, order);
    }

    private static Reason because(@Nullable SiteVerdict down, Site target) {
        String why = down == null ? "the active site is DOWN" : down.reason().text();
        return Reason.of(ReasonCode.ACTIVE_DOWN, why + "; " + target.name() + " is the first site that is fit");
    }

    private static MoveProposal move(SiteName to, MoveKind kind, ReasonCode code, String text) {
        return new MoveProposal.Move(to, kind, Reason.of(code, text));
    }

    private static MoveProposal stay(ReasonCode code, String text) {
        return new MoveProposal.Stay(Reason.of(code, text), null);
    }
}
