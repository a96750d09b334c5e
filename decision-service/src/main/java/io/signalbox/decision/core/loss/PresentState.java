package io.signalbox.decision.core.loss;

import io.signalbox.contract.ServicePhase;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Holds;
import io.signalbox.decision.core.state.Penalty;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceMemory;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state that a cell would decide from, made of what is published of it: for questions only. */
final class PresentState {

    private static final String ORDERED = "present";
    private static final String UNTIL = "until";

    /** Alarms that are shown beside the state, and are no part of it. */
    private static final Set<ReasonCode> DERIVED = Set.of(
            ReasonCode.STUCK,
            ReasonCode.ACTIVE_DOWN,
            ReasonCode.ONE_VANTAGE,
            ReasonCode.READER_BEHIND,
            ReasonCode.ACTIVE_SITE_REMOVED);

    private final ServiceStatus status;
    /** The cell that decides. */
    private final CellName cell;

    private final Instant now;

    PresentState(ServiceStatus status, CellName cell, Instant now) {
        this.status = status;
        this.cell = cell;
        this.now = now;
    }

    /** Why it cannot be told what would be done; null when it can. */
    @Nullable
    String obstacle() {
        ServiceStatus.Plan plan = status.plan();
        ServiceStatus.Drill drill = status.drill();
        if (plan != null) {
            return "a plan is under way: " + plan.kind() + " to " + plan.to();
        }
        if (status.fence() == null) {
            return "it is not known where its traffic is: " + status.reason().text();
        }
        if (drill != null && stage(drill) != Hold.Drill.Stage.THERE) {
            return "a drill is " + drill.phase();
        }
        return status.is(ServicePhase.STEADY) || status.is(ServicePhase.AWAITING_LEAVE)
                ? null
                : "its phase is " + status.phase();
    }

    /** Only without an obstacle. */
    ServiceState state() {
        Fence fence = Objects.requireNonNull(status.fence());
        return new ServiceState(
                ServiceState.VERSION,
                status.service(),
                status.version(),
                new Phase.Steady(),
                fence,
                null,
                true,
                List.of(),
                verdicts(),
                holds(fence),
                memory(fence),
                status.reason(),
                status.since(),
                alarms(),
                status.recovery(),
                List.of(),
                null,
                List.of());
    }

    private Map<SiteName, SiteVerdict> verdicts() {
        var verdicts = new HashMap<SiteName, SiteVerdict>();
        for (ServiceStatus.Site site : status.sites()) {
            if (site.evidence() != null) {
                verdicts.put(site.name(), site.evidence());
            }
        }
        return verdicts;
    }

    private Map<String, Reason> alarms() {
        return status.alarms().stream()
                .filter(alarm -> !alarm.isAny(DERIVED))
                .collect(Collectors.toMap(Reason::code, alarm -> alarm, (first, _) -> first));
    }

    private ServiceMemory memory(Fence fence) {
        ServiceMemory memory = ServiceMemory.NONE;
        for (ServiceStatus.Site site : status.sites()) {
            memory = memory.penalty(site.name(), penalty(site));
        }
        return fence.marks() == null ? memory : memory.marks(fence.marks());
    }

    private @Nullable Penalty penalty(ServiceStatus.Site site) {
        Reason suppressed = site.suppressed();
        Integer penalty = site.penalty();
        if (suppressed == null && penalty == null) {
            return null;
        }
        return new Penalty(
                penalty == null ? 1 : penalty,
                now,
                suppressed != null && suppressed.is(ReasonCode.SUPPRESSED),
                site.verdict() == Verdict.UP,
                suppressed != null && suppressed.is(ReasonCode.HOLD_DOWN) ? until(suppressed) : now);
    }

    private Instant until(Reason suppressed) {
        try {
            return Instant.parse(suppressed.facts().getOrDefault(UNTIL, ""));
        } catch (DateTimeParseException _) {
            return now;
        }
    }

    /** What another cell has ordered is in the fence. */
    private Holds holds(Fence fence) {
        boolean own = cell.equals(status.cell());
        return Holds.NONE
                .override(override(fence))
                .freeze(own ? freeze() : null)
                .drill(own ? drill() : null);
    }

    private Hold.@Nullable Override override(Fence fence) {
        ServiceStatus.Override override = status.override();
        if (override == null) {
            return null;
        }
        Order order = fence.words().order();
        if (order != null && override.target().equals(order.target())) {
            CellName elsewhere = order.cell().equals(cell) ? null : order.cell();
            return hold(override, order.force(), elsewhere, order.number() - 1, order.passFreeze(), fence);
        }
        return cell.equals(status.cell())
                ? hold(override, false, null, fence.words().orders(), null, fence)
                : null;
    }

    private static Hold.Override hold(
            ServiceStatus.Override override,
            boolean force,
            @Nullable CellName elsewhere,
            long against,
            @Nullable Boolean passFreeze,
            Fence fence) {
        return new Hold.Override(
                ORDERED,
                override.target(),
                override.who(),
                override.why(),
                override.since(),
                override.until(),
                force,
                null,
                elsewhere,
                against,
                fence.epoch(),
                passFreeze,
                null);
    }

    private Hold.@Nullable Freeze freeze() {
        ServiceStatus.Freeze freeze = status.freeze();
        return freeze == null || freeze.everyService() ? null : hold(freeze);
    }

    /** A freeze as it is held. */
    static Hold.Freeze hold(ServiceStatus.Freeze freeze) {
        return new Hold.Freeze(ORDERED, freeze.who(), freeze.why(), freeze.since(), freeze.until(), null);
    }

    private Hold.@Nullable Drill drill() {
        ServiceStatus.Drill drill = status.drill();
        return drill == null
                ? null
                : new Hold.Drill(
                        ORDERED,
                        drill.name(),
                        drill.home(),
                        drill.target(),
                        drill.who(),
                        ORDERED,
                        drill.since(),
                        drill.until(),
                        Duration.between(drill.since(), drill.until()),
                        Hold.Drill.Stage.THERE,
                        drill.since(),
                        null,
                        null,
                        null,
                        drill.kind() == null ? null : true);
    }

    private static Hold.Drill.@Nullable Stage stage(ServiceStatus.Drill drill) {
        return drill.phase().equals("there") || drill.phase().equals("raised") ? Hold.Drill.Stage.THERE : null;
    }
}
