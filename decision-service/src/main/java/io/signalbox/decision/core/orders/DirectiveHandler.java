package io.signalbox.decision.core.orders;

import io.signalbox.contract.Directive;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.decision.core.fence.LastOrder;
import io.signalbox.decision.core.fence.SharedHolds;
import io.signalbox.decision.core.fence.StaleData;
import io.signalbox.decision.core.govern.Governor;
import io.signalbox.decision.core.select.Eligibility.Objection;
import io.signalbox.decision.core.select.SiteSelection;
import io.signalbox.decision.core.state.FenceHold;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.transition.DirectiveReply;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.ServiceEvent;
import io.signalbox.decision.core.transition.Transition;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes or refuses an operator's directive for one service; either is written to the journal. */
public final class DirectiveHandler {

    private final SiteSelection selection;
    private final DrillStart drillStart;
    private final DrillProgress drilling;

    public DirectiveHandler(SiteSelection selection, DrillStart drillStart, DrillProgress drilling) {
        this.drillStart = drillStart;
        this.selection = selection;
        this.drilling = drilling;
    }

    public void take(TransitionBuilder draft, Directive directive) {
        if (!draft.remember(directive.id())) {
            return;
        }
        if (isForAnotherVersion(draft, directive)) {
            return;
        }
        Reason advised = AdviseMode.objection(draft, directive.order());
        if (advised != null) {
            DirectiveReply.refuse(draft, directive, advised);
            return;
        }
        switch (directive.order()) {
            case Directive.Override order -> override(draft, directive, order);
            case Directive.Release _ -> LastOrder.release(draft, directive);
            case Directive.Freeze order -> {
                draft.holds(draft.holds().freeze(own(draft, freeze(directive, order, draft.now))));
                DirectiveReply.taken(
                        draft,
                        directive,
                        "no automatic move begins" + (order.holdsPlans() ? ", and no step" : "") + end(order.until()));
            }
            case Directive.Thaw _ -> ThawOrder.take(draft, directive);
            case Directive.Acknowledge order -> AcknowledgeOrder.take(draft, directive, order);
            case Directive.Reseeded order -> ReseedOrder.take(draft, directive, order);
            case Directive.Approve order -> ApprovalOrders.approve(draft, directive, order);
            case Directive.Reject _ -> ApprovalOrders.reject(draft, directive);
            case Directive.Cancel _ -> CancelOrder.take(draft, directive);
            case Directive.StartDrill order -> drillStart.begin(draft, directive, order);
            case Directive.StopDrill _ -> drilling.stop(draft, directive);
            case Directive.LiftQuarantine _ ->
                DirectiveReply.refuse(draft, directive, ReasonCode.NOT_QUARANTINED, "the service is not quarantined");
            case Directive.ReAdopt order -> ReadoptOrder.order(draft, directive, order);
            case Directive.EndHold order -> SharedHolds.end(draft, directive, order);
        }
    }

    public static boolean isForAnotherVersion(TransitionBuilder draft, Directive directive) {
        Long expected = directive.expectedVersion();
        if (expected == null || expected == draft.version()) {
            return false;
        }
        DirectiveReply.refuse(
                draft,
                directive,
                ReasonCode.VERSION_CONFLICT,
                "the state is at version " + draft.version() + ", the directive was made for version " + expected);
        return true;
    }

    /** Refuses an order that was read so late that nobody expects it any more. */
    public static Transition tooOld(
            TransitionBuilder draft, Directive directive, @Nullable Instant appended, @Nullable Instant wakeAt) {
        if (draft.remember(directive.id())) {
            DirectiveReply.refuse(draft, directive, ReasonCode.TOO_OLD, age(appended));
        }
        return draft.done(wakeAt);
    }

    public static String age(@Nullable Instant appended) {
        return "the order was given at " + appended + ", more than "
                + Instants.words(ServiceEvent.Directed.LONGEST_WAIT)
                + " before it was read; give it again if it is still wanted";
    }

    /** With one cell nobody else can end it. */
    private static Hold.Freeze own(TransitionBuilder draft, Hold.Freeze freeze) {
        return draft.situation.shared() ? freeze.orderedAt(draft.epoch()) : freeze;
    }

    public static Hold.Freeze freeze(Directive directive, Directive.Freeze order, Instant now) {
        return new Hold.Freeze(
                directive.id(), directive.who(), directive.why(), now, order.until(), order.holdsPlans() ? true : null);
    }

    private void override(TransitionBuilder draft, Directive directive, Directive.Override order) {
        Reason objection = objection(draft, order);
        if (objection != null) {
            DirectiveReply.refuse(draft, directive, objection);
            return;
        }
        var override = new Hold.Override(
                directive.id(),
                order.target(),
                directive.who(),
                directive.why(),
                draft.now,
                order.until(),
                order.force(),
                queuedBehind(draft, order),
                null,
                LastOrder.number(draft.fence()),
                draft.epoch(),
                order.passFreeze() ? true : null,
                directive.person());
        if (order.force() && draft.situation.service().policy().twoPersons()) {
            draft.holds(draft.holds().proposed(override));
            DirectiveReply.taken(
                    draft, directive, "a forced override to " + order.target() + " waits for a second person");
            return;
        }
        ApprovalOrders.inForce(draft, override);
        DirectiveReply.taken(draft, directive, "traffic belongs to " + order.target() + end(order.until()));
    }

    private static @Nullable String queuedBehind(TransitionBuilder draft, Directive.Override order) {
        return order.during() == Directive.During.QUEUE && draft.phase() instanceof Phase.Moving moving
                ? moving.plan().id()
                : null;
    }

    private @Nullable Reason objection(TransitionBuilder draft, Directive.Override order) {
        Service service = draft.situation.service();
        Optional<Site> target = service.site(order.target());
        if (target.isEmpty()) {
            return Reason.of(
                    ReasonCode.UNKNOWN_SITE,
                    "there is no site " + order.target() + "; sites are "
                            + service.sites().stream().map(Site::name).toList());
        }
        Instant until = order.until();
        if (until != null && !until.isAfter(draft.now)) {
            return Reason.of(ReasonCode.ALREADY_OVER, "until " + until + " is in the past");
        }
        Reason unfit = order.force() ? null : unfit(draft, target.get());
        if (unfit != null) {
            return Reason.of(ReasonCode.TARGET, unfit, unfit.text() + "; force would send traffic there all the same");
        }
        Hold.Freeze freeze = Governor.inForce(draft.state(), draft.fleet, draft.now);
        if (freeze != null && !order.passFreeze()) {
            return Reason.of(
                    ReasonCode.FROZEN,
                    "frozen by " + freeze.who() + ": " + freeze.why() + "; passFreeze would move all the same");
        }
        FenceHold elsewhere = SharedHolds.freezeElsewhere(draft.fence(), draft.situation.cell(), draft.now);
        if (elsewhere != null && !order.passFreeze()) {
            Reason why = Governor.frozenElsewhere(elsewhere);
            return why.withText(why.text() + "; passFreeze would move all the same");
        }
        return null;
    }

    /** A site without probes has no verdict: only its data can speak against it. */
    private @Nullable Reason unfit(TransitionBuilder draft, Site target) {
        if (target.probes(Probe.Role.HEALTH).isEmpty()) {
            return StaleData.objection(draft.state(), target);
        }
        Plans.Name plan = selection.planOf(MoveKind.OVERRIDE, draft.state(), draft.active(), target.name());
        Objection objection = selection.eligibility().objection(draft.state(), target, plan, draft.now);
        return objection == null ? null : objection.reason();
    }

    private static String end(@Nullable Instant until) {
        return until == null ? "" : " until " + until;
    }
}
