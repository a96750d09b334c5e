package io.signalbox.decision.core.orders;

import io.signalbox.contract.Directive;
import io.signalbox.contract.ServiceStatus.DrillReport;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.govern.ConfirmationRule;
import io.signalbox.decision.core.govern.Governor;
import io.signalbox.decision.core.select.Eligibility;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.DirectiveReply;
import io.signalbox.decision.core.transition.MoveProposal;
import io.signalbox.decision.core.transition.Permission;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins a drill that is ordered or due, unless there is an objection. */
public final class DrillStart {

    private static final Duration UNSAID = Duration.ofMinutes(30);

    /** A run of the calendar that could not begin within this time is missed. */
    private static final Duration LATEST = Duration.ofMinutes(15);

    /** The largest lead of the clock that orders a run. */
    private static final Duration EARLIEST = Duration.ofMinutes(1);

    private final Service service;
    private final Eligibility eligibility;
    private final Governor governor;
    private final ConfirmationRule confirmation;
    private final DrillReports book;

    public DrillStart(Service service, Eligibility eligibility, Governor governor, ConfirmationRule confirmation) {
        this.service = service;
        this.eligibility = eligibility;
        this.governor = governor;
        this.confirmation = confirmation;
        this.book = new DrillReports(service);
    }

    void begin(TransitionBuilder draft, Directive directive, Directive.StartDrill order) {
        Optional<Drill> entry = book.entry(order.name());
        Instant scheduled = order.scheduledFor();
        SiteName target = target(draft, order, entry);
        if (order.name() != null && scheduled != null && isEarly(draft, scheduled)) {
            early(draft, directive, scheduled);
            return;
        }
        if (order.name() != null && scheduled != null && !isDue(draft, directive, order.name(), scheduled, target)) {
            return;
        }
        Reason against = entry.isEmpty() && order.name() != null
                ? Reason.of(ReasonCode.UNKNOWN_DRILL, "the calendar has no drill " + order.name())
                : against(draft, entry.orElse(null), target);
        SiteName home = draft.active();
        if (against != null || target == null || home == null) {
            blocked(draft, directive, order.name(), target, against);
            return;
        }
        Duration lasts =
                order.lasts() != null ? order.lasts() : entry.map(Drill::lasts).orElse(UNSAID);
        var drill = new Hold.Drill(
                directive.id(),
                order.name(),
                home,
                target,
                directive.who(),
                directive.why(),
                draft.now,
                draft.now.plus(lasts),
                lasts,
                Hold.Drill.Stage.LEAVING,
                null,
                null,
                directive.person(),
                true,
                isOfCapacity(entry) ? true : null);
        draft.holds(draft.holds().drill(drill));
        if (!draft.situation.shared()) {
            DrillClaim.begins(draft, drill);
        }
    }

    private static boolean isOfCapacity(Optional<Drill> entry) {
        return entry.map(Drill::isOfCapacity).orElse(false);
    }

    static void tellBegin(TransitionBuilder draft, Hold.Drill drill) {
        String what = drill.isOfCapacity()
                ? drill.target() + " gets the capacity of a failover, and no traffic"
                : draft.service() + " goes from " + drill.home() + " to " + drill.target();
        String text = "drill begins: " + (drill.isOfCapacity() ? draft.service() + ": " : "") + what;
        new DrillReports(draft.situation.service()).tell(draft, drill.name(), text);
    }

    private static boolean isEarly(TransitionBuilder draft, Instant scheduled) {
        return scheduled.isAfter(draft.now.plus(EARLIEST));
    }

    /**
     * The clock of the instance that ordered the run is ahead. The order is not remembered: every instance orders the
     * run with the same id, and the order that comes in time must count.
     */
    private static void early(TransitionBuilder draft, Directive directive, Instant scheduled) {
        draft.forget(directive.id());
        DirectiveReply.refuse(
                draft,
                directive,
                ReasonCode.NOT_DUE,
                "the run is for " + scheduled + ", and it is " + draft.now
                        + ": the clock of the decision-service that ordered it is ahead");
    }

    /**
     * Whether a run of the calendar begins: each run once, and not too late. If no run is known yet, runs from before
     * the entry was made are ignored.
     */
    private boolean isDue(
            TransitionBuilder draft, Directive directive, String name, Instant scheduled, @Nullable SiteName target) {
        // A changed schedule is another entry: its past times were no runs.
        String run =
                book.entry(name).map(entry -> name + " " + entry.schedule()).orElse(name);
        Instant known = draft.memory().drillRuns().get(run);
        // A future run was taken as due while the clock was ahead: it must not end the calendar.
        Instant last = known == null || isEarly(draft, known) ? null : known;
        if (last != null && !scheduled.isAfter(last)) {
            return false;
        }
        draft.memory(draft.memory().drillRun(run, scheduled));
        boolean late = draft.now.isAfter(scheduled.plus(LATEST));
        if (late && last != null) {
            Reason missed = Reason.of(ReasonCode.MISSED, "the run for " + scheduled + " was not begun in time");
            blocked(draft, directive, name, target, missed);
        }
        return !late;
    }

    private @Nullable SiteName target(TransitionBuilder draft, Directive.StartDrill order, Optional<Drill> entry) {
        SiteName active = draft.active();
        if (order.target() != null) {
            return order.target();
        }
        SiteName planned = entry.map(Drill::target).orElse(null);
        return planned != null || active == null
                ? planned
                : eligibility
                        .first(draft.state(), active, plan(isOfCapacity(entry)), draft.now)
                        .map(Site::name)
                        .orElse(null);
    }

    /** Why no drill begins now; null if it may. A drill needs a service at rest. */
    private @Nullable Reason against(TransitionBuilder draft, @Nullable Drill entry, @Nullable SiteName target) {
        if (draft.situation.advises()) {
            return AdviseMode.NO_DRILL;
        }
        SiteName active = draft.active();
        ServiceState state = draft.state();
        if (active == null || !(draft.phase() instanceof Phase.Steady)) {
            return Reason.of(
                    ReasonCode.BUSY, "the service is " + draft.phase().label().text());
        }
        if (draft.holds().override() != null
                || draft.holds().proposed() != null
                || draft.holds().drill() != null) {
            return Reason.of(ReasonCode.HELD, "an override or another drill is in force");
        }
        Hold.Freeze freeze = Governor.inForce(state, draft.fleet, draft.now);
        if (freeze != null) {
            return Governor.frozen(freeze);
        }
        Reason elsewhere = DrillClaim.elsewhere(draft);
        if (elsewhere != null) {
            return elsewhere;
        }
        if (!state.alarms().isEmpty() || draft.fleet.brake() != null) {
            return Reason.of(ReasonCode.ALARMS, DrillReports.alarms(state));
        }
        if (state.verdict(active) != Verdict.UP) {
            return Reason.of(ReasonCode.ACTIVE_NOT_UP, active + " is " + state.verdict(active));
        }
        Site goal = target == null ? null : service.site(target).orElse(null);
        if (goal == null || goal.lastResort() || goal.name().equals(active)) {
            return Reason.of(ReasonCode.NO_TARGET, "there is no other site to go to");
        }
        Reason failed = MoveBlocks.failedTo(state, goal.name());
        if (failed != null) {
            return failed;
        }
        boolean capacity = entry != null && entry.isOfCapacity();
        var objection = eligibility.objection(state, goal, plan(capacity), draft.now);
        if (objection != null) {
            return objection.reason();
        }
        Reason lasting = capacity ? CapacityDrill.against(draft, goal.name()) : oneWay();
        if (lasting != null) {
            return lasting;
        }
        var move = new MoveProposal.Move(goal.name(), MoveKind.DRILL, Reason.of(ReasonCode.DRILL, "a drill"));
        if (governor.ask(move, service, state, draft.fleet, draft.now) instanceof Permission.Held held) {
            return held.reason();
        }
        Permission.Held doubt = confirmation.doubt(move, state, draft.now);
        if (doubt != null) {
            return doubt.reason();
        }
        return entry == null ? null : calendar(entry, draft.now);
    }

    /** The plan that a drill rehearses. */
    private static Plans.Name plan(boolean capacity) {
        return capacity ? Plans.Name.FAILOVER : Plans.Name.DRILL;
    }

    /** A step that cannot be undone is never part of a drill, there or back; null for none. */
    private @Nullable Reason oneWay() {
        for (Plans.Name plan : List.of(Plans.Name.DRILL, Plans.Name.FAILBACK)) {
            for (Plans.Stage stage : service.plans().of(plan)) {
                for (Step step : stage.steps()) {
                    if (step.work() instanceof Work.Act act && act.action().oneWay()) {
                        return Reason.of(ReasonCode.ONE_WAY, step.name() + " is part of it and cannot be put back");
                    }
                }
            }
        }
        return null;
    }

    /** Objections only to runs of the calendar. */
    private @Nullable Reason calendar(Drill entry, Instant now) {
        Policy.Mode mode = service.policy().mode();
        if (mode == Policy.Mode.OFF) {
            return Reason.of(ReasonCode.MODE, "the policy's mode is off");
        }
        TimeWindow maintenance = governor.maintenance(service, now);
        if (maintenance != null) {
            return Reason.of(ReasonCode.MAINTENANCE, "the maintenance window " + maintenance + " is open");
        }
        boolean blocked = entry.blockedTimes().stream().anyMatch(window -> window.contains(now))
                || entry.blockedDates().stream().anyMatch(range -> range.contains(now));
        return blocked ? Reason.of(ReasonCode.BLOCKED_TIME, "no run begins at this time") : null;
    }

    private void blocked(
            TransitionBuilder draft,
            Directive directive,
            @Nullable String name,
            @Nullable SiteName target,
            @Nullable Reason against) {
        Reason reason = against == null ? Reason.of(ReasonCode.NO_TARGET, "there is no other site to go to") : against;
        if (book.entry(name).isPresent()) {
            SiteName home = draft.active() == null ? service.preferred().name() : draft.active();
            book.report(
                    draft,
                    new DrillReport(
                            name, ReasonCode.BLOCKED.code(), home, target, draft.now, draft.now, null, null, reason));
            book.tell(draft, name, "drill of " + service.name() + " does not begin: " + reason.text());
        }
        DirectiveReply.refuse(draft, directive, reason.withText("no drill begins: " + reason.text()));
    }
}
