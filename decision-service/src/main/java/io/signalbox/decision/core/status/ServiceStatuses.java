package io.signalbox.decision.core.status;

import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Objectives;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.decision.core.fence.LastOrder;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.fence.SharedHolds;
import io.signalbox.decision.core.fence.StaleData;
import io.signalbox.decision.core.govern.ConfirmationRule;
import io.signalbox.decision.core.govern.Governor;
import io.signalbox.decision.core.govern.PreWarming;
import io.signalbox.decision.core.orders.ApprovalOrders;
import io.signalbox.decision.core.orders.ReadoptOrder;
import io.signalbox.decision.core.plan.ObjectiveResult;
import io.signalbox.decision.core.select.Eligibility;
import io.signalbox.decision.core.select.Eligibility.Objection;
import io.signalbox.decision.core.select.SiteSelection;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Penalty;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.transition.Permission;
import io.signalbox.decision.core.transition.ServiceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The public view of a service's state. */
public final class ServiceStatuses {

    private final Service service;
    private final CellName cell;
    private final String digest;
    private final Eligibility eligibility;
    private final boolean shared;
    private final String local;
    private final PreWarming warming;
    private final Governor governor;
    private final ConfirmationRule confirmation;

    public ServiceStatuses(
            ServiceContext situation, Eligibility eligibility, Governor governor, ConfirmationRule confirmation) {
        this.service = situation.service();
        this.cell = situation.cell();
        this.digest = situation.digest();
        this.eligibility = eligibility;
        this.shared = situation.shared();
        this.local = situation.localOnly();
        this.warming = new PreWarming(service, cell, eligibility);
        this.governor = governor;
        this.confirmation = confirmation;
    }

    public ServiceStatus of(ServiceState state, FleetState fleet, ServiceStatus.@Nullable Shadow shadow, Instant now) {
        Fence fence = state.fence();
        return new ServiceStatus(
                ServiceStatus.VERSION,
                state.service(),
                cell,
                service.hostname(),
                state.version(),
                state.phase().label().text(),
                state.since(),
                state.active(),
                state.phase().target(),
                fence == null ? 0 : fence.epoch(),
                fence,
                state.reason(),
                alarms(state, now),
                service.sites().stream().map(site -> site(state, site, now)).toList(),
                override(state),
                freeze(state, fleet),
                state.recovery(),
                digest,
                service.policy().mode().name().toLowerCase(Locale.ROOT),
                PlanStatus.of(state.phase(), waits(state, fleet, now)),
                awaited(state),
                DrillStatus.of(state.holds().drill()),
                state.memory().lastDrill(),
                StaleData.summary(state, service),
                shadow,
                fence == null ? null : warm(state, fence, fleet, now),
                objectives(state));
    }

    /** The state of a quarantined service as it is stored: nothing is decided for it, since that may be what fails. */
    public ServiceStatus quarantined(ServiceState state, FleetState fleet, Reason quarantine) {
        Fence fence = state.fence();
        var alarms = new ArrayList<Reason>();
        alarms.add(quarantine);
        alarms.addAll(state.alarms().values());
        return new ServiceStatus(
                ServiceStatus.VERSION,
                state.service(),
                cell,
                service.hostname(),
                state.version(),
                state.phase().label().text(),
                state.since(),
                state.active(),
                null,
                fence == null ? 0 : fence.epoch(),
                fence,
                quarantine,
                alarms,
                service.sites().stream().map(site -> plain(state, site)).toList(),
                null,
                freeze(state, fleet),
                state.recovery(),
                digest,
                service.policy().mode().name().toLowerCase(Locale.ROOT),
                null,
                null,
                DrillStatus.of(state.holds().drill()),
                null,
                StaleData.summary(state, service),
                null,
                null,
                objectives(state));
    }

    private @Nullable List<ServiceStatus.Objective> objectives(ServiceState state) {
        RecoveryTimes times = state.recovery();
        if (times == null || service.reporting().objectives().equals(Objectives.NONE)) {
            return null;
        }
        return ObjectiveResult.of(service.reporting().objectives(), times).stream()
                .map(result ->
                        new ServiceStatus.Objective(result.name(), result.limit(), result.actual(), result.isMet()))
                .toList();
    }

    private static ServiceStatus.Site plain(ServiceState state, Site site) {
        return new ServiceStatus.Site(
                site.name(),
                site.priority(),
                site.lastResort(),
                state.verdict(site.name()),
                state.verdicts().get(site.name()),
                null,
                null,
                null,
                stale(state, site));
    }

    private PlanStatus.Waits waits(ServiceState state, FleetState fleet, Instant now) {
        Permission.Held doubt =
                state.phase() instanceof Phase.Moving moving ? confirmation.doubt(moving, state, now) : null;
        return new PlanStatus.Waits(
                Governor.inForce(state, fleet, now),
                SharedHolds.plansHeldElsewhere(state.fence(), cell, now),
                doubt == null ? null : doubt.reason());
    }

    private ServiceStatus.@Nullable Warm warm(ServiceState state, Fence fence, FleetState fleet, Instant now) {
        Split split = fence.split();
        if (split == null && service.dns().preWarm() == null) {
            return null;
        }
        return new ServiceStatus.Warm(
                split == null ? null : split.to(),
                split == null ? 0 : split.percent(),
                division(state, fence, fleet, now));
    }

    private Reason division(ServiceState state, Fence fence, FleetState fleet, Instant now) {
        if (state.phase() instanceof Phase.Moving moving) {
            Plan plan = moving.plan();
            return Reason.of(
                    ReasonCode.WARM_MOVING,
                    "plan " + plan.id() + " is under way: " + plan.kind().label() + " to " + plan.to());
        }
        PreWarming.Aim aim = warming.aim(state, fence, now);
        return aim.differsFrom(fence)
                        && governor.askToAdjust(aim, service, state, fleet, now) instanceof Permission.Held held
                ? held.reason()
                        .withText(
                                aim.reason().text() + "; but: " + held.reason().text())
                : aim.reason();
    }

    private List<Reason> alarms(ServiceState state, Instant now) {
        var alarms = new ArrayList<Reason>();
        Phase.Stuck stuck = MoveBlocks.stuck(state);
        if (stuck != null) {
            alarms.add(Reason.of(
                    ReasonCode.STUCK,
                    "a move could not finish and waits for a person: "
                            + stuck.reason().text()));
        }
        SiteName active = state.active();
        if (active != null && state.verdict(active) == Verdict.DOWN) {
            alarms.add(Reason.of(ReasonCode.ACTIVE_DOWN, active + " has the traffic and is DOWN"));
        }
        Reason alone = governor.alone(service);
        if (alone != null) {
            alarms.add(alone);
        }
        Reason behind = confirmation.behind(state, now);
        if (behind != null) {
            alarms.add(behind);
        }
        if (active != null && service.site(active).isEmpty()) {
            alarms.add(SiteSelection.isNoSite(active));
        }
        state.alarms().values().stream()
                .sorted(Comparator.comparing(Reason::code))
                .forEach(alarms::add);
        return alarms;
    }

    private ServiceStatus.Site site(ServiceState state, Site site, Instant now) {
        Penalty penalty = state.memory().penalties().get(site.name());
        Policy.Damping damping = service.policy().damping();
        int value = penalty == null ? 0 : (int) Math.round(penalty.valueAt(now, damping));
        Objection suppression = eligibility.suppression(state, site.name(), now);
        return new ServiceStatus.Site(
                site.name(),
                site.priority(),
                site.lastResort(),
                state.verdict(site.name()),
                state.verdicts().get(site.name()),
                Eligibility.ready(state, site),
                suppression == null ? null : suppression.reason(),
                value == 0 ? null : value,
                stale(state, site));
    }

    private static ServiceStatus.@Nullable Stale stale(ServiceState state, Site site) {
        Mark mark = site.lastResort() ? null : StaleData.mark(state, site.name());
        Reason reason = mark == null ? null : StaleData.objection(state, site);
        return mark == null || reason == null ? null : new ServiceStatus.Stale(mark.epoch(), reason);
    }

    private @Nullable String waiting(ServiceState state, Hold.Override override) {
        if (override.waitsIn(state.phase())) {
            return "for plan " + override.after();
        }
        return shared && !LastOrder.isWritten(state.fence(), override, cell) ? inForceHere() : null;
    }

    private String inForceHere() {
        return local.isEmpty() ? "in force in this cell only, until it is written to the fence" : "in force " + local;
    }

    private ServiceStatus.@Nullable Override override(ServiceState state) {
        Hold.Override override = state.holds().override();
        if (override == null) {
            return null;
        }
        String waiting = waiting(state, override);
        return new ServiceStatus.Override(
                override.target(), override.who(), override.why(), override.since(), override.until(), waiting);
    }

    private ServiceStatus.@Nullable Freeze freeze(ServiceState state, FleetState fleet) {
        Hold.Freeze own = state.holds().freeze();
        if (own != null) {
            return freeze(own, false);
        }
        return fleet.freeze() == null ? null : freeze(fleet.freeze(), true);
    }

    private ServiceStatus.Freeze freeze(Hold.Freeze freeze, boolean everyService) {
        return new ServiceStatus.Freeze(
                freeze.who(),
                freeze.why(),
                freeze.since(),
                freeze.until(),
                everyService,
                everyService && shared ? cell : null);
    }

    private ServiceStatus.@Nullable Awaited awaited(ServiceState state) {
        Hold.Override proposed = state.holds().proposed();
        if (proposed != null) {
            String question =
                    "send the traffic to " + proposed.target() + " by force? " + proposed.who() + ": " + proposed.why();
            return new ServiceStatus.Awaited("override", question, proposed.since(), proposed.who());
        }
        Hold.Readopt readopt = state.holds().readopt();
        if (readopt != null && readopt.awaitsApproval()) {
            return new ServiceStatus.Awaited(
                    "re-adopt", ReadoptOrder.question(readopt), readopt.since(), readopt.who());
        }
        int step = ApprovalOrders.asking(state.phase());
        if (step >= 0 && state.phase() instanceof Phase.Moving moving) {
            StepProgress.Asking asking = (StepProgress.Asking) moving.progress().get(step);
            String notBy = service.policy().twoPersons() ? moving.plan().startedBy() : null;
            return new ServiceStatus.Awaited(
                    asking.failed() ? "failed-step" : "step", asking.question().text(), asking.since(), notBy);
        }
        if (state.phase() instanceof Phase.AwaitingLeave waiting && waiting.approvable()) {
            return new ServiceStatus.Awaited("move", state.reason().text(), waiting.since(), null);
        }
        return null;
    }
}
