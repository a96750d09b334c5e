package io.signalbox.decision.core.machine;

import io.signalbox.contract.DriftSighting;
import io.signalbox.contract.Fence;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Reason;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One service's decisions: takes what happened, looks at where traffic should go, asks the governor, and moves. Knows
 * no clock; the same machine runs live, in simulations and in backtests.
 */
public final class ServiceMachine {

    private static final Reason ADOPTING =
            Reason.of("adopting", "no fence is known yet: one is written, and no answer changes");

    private final Situation situation;
    private final Selection selection;
    private final Governor governor;
    private final Warming warming;
    private final Execution execution;
    private final Drilling drilling;
    private final Directing directing;
    private final ConfirmationRule confirmation;

    ServiceMachine(Situation situation, Governor governor, ConfirmationRule confirmation) {
        Service service = situation.service();
        this.situation = situation;
        this.selection = new Selection(service, situation.cell());
        this.governor = governor;
        this.confirmation = confirmation;
        this.warming = new Warming(service, situation.cell(), selection.eligibility());
        this.execution = new Execution(service, selection, warming, governor, confirmation);
        this.drilling = new Drilling(service);
        this.directing = new Directing(
                selection, new DrillStart(service, selection.eligibility(), governor, confirmation), drilling);
    }

    Situation situation() {
        return situation;
    }

    Eligibility eligibility() {
        return selection.eligibility();
    }

    /** Something happened that concerns this service. */
    public Transition on(ServiceState state, Event event, Fleet fleet, Instant now) {
        var draft = new Draft(situation, state, fleet, now);
        switch (event) {
            case Event.VerdictChanged(SiteVerdict verdict) -> Verdicts.heard(draft, verdict);
            case Event.Directed(var directive, var _) -> directing.take(draft, directive);
            case Event.Reported(StepOutcome outcome) -> {
                Denials.heard(draft, outcome);
                Outcomes.take(draft, outcome);
            }
            case Event.Reported(FenceSighting sighting) -> Fencing.sighted(draft, sighting);
            case Event.Reported(DriftSighting sighting) -> Drifting.sighted(draft, sighting);
            case Event.EvidenceRead _ -> {
                // What may begin by it is looked at below.
            }
        }
        return proceed(draft);
    }

    /** Time has passed, or something in the fleet has changed. */
    public Transition tick(ServiceState state, Fleet fleet, Instant now) {
        return proceed(new Draft(situation, state, fleet, now));
    }

    private Transition proceed(Draft draft) {
        endHolds(draft);
        StaleData.keep(draft);
        Instant drills = drilling.keep(draft);
        LastOrder.keep(draft);
        Holding.keep(draft);
        Cancelling.keep(draft);
        Binding.keep(draft);
        Instant fault = FenceFaults.keep(draft);
        Instant wakeAt = Times.earlier(look(draft), fault);
        Instant drillsAfter = drilling.keep(draft);
        Instant again = draft.holds().drill() == null ? null : Times.earlier(drills, drillsAfter);
        Retrying.settle(draft);
        StaleData.keep(draft);
        Publishing.settle(draft);
        Instant notices = Times.earlier(Notices.keep(draft), StaleData.wakeAt(draft));
        Instant writes =
                Times.earlier(Publishing.wakeAt(draft), Times.earlier(Binding.wakeAt(draft), Cancelling.wakeAt(draft)));
        Instant later = Times.earlier(Times.earlier(holdsEnd(draft), notices), writes);
        return draft.done(Times.earlier(Times.earlier(wakeAt, again), later));
    }

    private @Nullable Instant look(Draft draft) {
        Readopting.leaveStuck(draft);
        return switch (draft.phase()) {
            case Phase.Unadopted _, Phase.Steady _, Phase.AwaitingLeave _ -> reconsider(draft);
            case Phase.Moving _ -> {
                Instant wake = execution.keep(draft);
                if (!(draft.phase() instanceof Phase.Steady)) {
                    yield wake;
                }
                // What has just ended may have brought a drill to its next stage: one that is over must not call
                // traffic back.
                drilling.keep(draft);
                LastOrder.keep(draft);
                yield reconsider(draft);
            }
            case Phase.Stuck stuck -> {
                if (!Publishing.isDue(draft)) {
                    yield null;
                }
                Binding.interrupt(draft, stuck);
                yield publish(draft);
            }
        };
    }

    private static void endHolds(Draft draft) {
        Holds holds = draft.holds();
        Hold.Override override = holds.override();
        if (override != null && override.endedAt(draft.now)) {
            LastOrder.ended(draft);
            ended(draft, "override-expired", "the override to " + override.target(), override);
        }
        Hold.Override proposed = holds.proposed();
        if (proposed != null && proposed.endedAt(draft.now)) {
            draft.holds(draft.holds().proposed(null));
            ended(draft, "override-expired", "the proposed override to " + proposed.target(), proposed);
        }
        Hold.Freeze freeze = holds.freeze();
        if (freeze != null && freeze.endedAt(draft.now)) {
            draft.holds(draft.holds().freeze(null));
            ended(draft, "freeze-expired", "the freeze", freeze);
        }
    }

    private static void ended(Draft draft, String kind, String what, Hold hold) {
        draft.journal(
                        kind,
                        Reason.of(
                                "expired", what + " of " + hold.who() + " (" + hold.why() + ") has ended, as ordered"))
                .by(hold.directive(), hold.who())
                .write();
    }

    private static @Nullable Instant holdsEnd(Draft draft) {
        Instant end = null;
        Hold.Override override = draft.holds().override();
        Hold.Override proposed = draft.holds().proposed();
        Hold.Freeze freeze = draft.holds().freeze();
        Shared elsewhere = Holding.plansHeldElsewhere(draft.fence(), draft.situation.cell(), draft.now);
        end = Times.earlier(end, elsewhere == null ? null : elsewhere.until());
        end = Times.earlier(end, override == null ? null : override.until());
        end = Times.earlier(end, proposed == null ? null : proposed.until());
        return Times.earlier(end, freeze == null ? null : freeze.until());
    }

    /** Writing the first fence is an action: in mode off only an operator's order leads to it, in mode advise nothing. */
    private @Nullable Instant adopt(Draft draft) {
        Policy.Mode mode = situation.service().policy().mode();
        boolean decides = mode == Policy.Mode.AUTO || mode == Policy.Mode.APPROVE;
        boolean ordered = draft.holds().override() != null || draft.holds().drill() != null;
        if (decides || ordered && mode == Policy.Mode.OFF) {
            return execution.begin(draft, Planning.adoption(draft), ADOPTING);
        }
        SiteName assumed = situation.service().preferred().name();
        Proposal proposal = selection.propose(draft.state(), assumed, draft.now);
        Reason reason = proposal instanceof Proposal.Move move
                ? Reason.of(
                        "advise",
                        "would move from " + assumed + " to " + move.to() + ": "
                                + move.reason().text())
                : Reason.of(
                        "not-adopted",
                        "the policy's mode is " + mode.name().toLowerCase(Locale.ROOT)
                                + ": no fence is written; traffic is taken to be at " + assumed);
        if (!reason.code().equals(draft.reason().code())) {
            draft.journal("held", reason).write();
        }
        draft.become(new Phase.Unadopted(), reason);
        return proposal instanceof Proposal.Stay stay ? stay.reconsiderAt() : null;
    }

    private @Nullable Instant reconsider(Draft draft) {
        if (Readopting.isDue(draft)) {
            return execution.begin(draft, Readoption.plan(draft), Readoption.BEGINS);
        }
        Fence fence = draft.fence();
        if (fence == null) {
            return adopt(draft);
        }
        return switch (selection.propose(draft.state(), fence.active(), draft.now)) {
            case Proposal.Stay stay -> Publishing.isDue(draft) ? publish(draft) : divide(draft, stay, fence);
            case Proposal.Move move -> askLeave(draft, move, fence);
        };
    }

    /** What was ordered here is to hold in every cell. */
    private @Nullable Instant publish(Draft draft) {
        return execution.begin(draft, Planning.hold(draft), Publishing.BEGINS);
    }

    /** Traffic stays where it is; another site may be due a part of it, or no longer. */
    private @Nullable Instant divide(Draft draft, Proposal.Stay stay, Fence fence) {
        Warming.Aim aim = warming.aim(draft.state(), fence, draft.now);
        Instant again = Times.earlier(stay.reconsiderAt(), aim.reconsiderAt());
        if (!aim.differsFrom(fence)) {
            return Times.earlier(Staying.stay(draft, stay), again);
        }
        return switch (mayAdjust(draft, aim)) {
            case Leave.Granted _ -> adjust(draft, aim);
            case Leave.Held held -> {
                boolean told = aim.protects() || !Staying.isDecision(stay.reason());
                Staying.stay(draft, told ? new Proposal.Stay(aim.kept(held), null) : stay);
                yield Times.earlier(again, held.until());
            }
        };
    }

    private Leave mayAdjust(Draft draft, Warming.Aim aim) {
        Leave leave = governor.askToAdjust(aim, situation.service(), draft.state(), draft.fleet, draft.now);
        return confirmed(leave, confirmation.doubt(aim, draft.state(), draft.now));
    }

    /** What the governor lets begin waits all the same until it rests on confirmed verdicts. */
    private static Leave confirmed(Leave leave, @Nullable Leave doubt) {
        return leave instanceof Leave.Granted && doubt != null ? doubt : leave;
    }

    private @Nullable Instant adjust(Draft draft, Warming.Aim aim) {
        return execution.begin(draft, Planning.adjust(draft, aim.split()), aim.reason());
    }

    private @Nullable Instant askLeave(Draft draft, Proposal.Move move, Fence fence) {
        Plans.Name name = selection.planOf(move.kind(), draft.state(), fence.active(), move.to());
        Approving.keep(draft, move, name);
        Leave leave = governor.ask(move, situation.service(), draft.state(), draft.fleet, draft.now);
        return switch (confirmed(leave, confirmation.doubt(move, draft.state(), draft.now))) {
            case Leave.Granted _ -> execution.begin(draft, Planning.move(draft, move, name, fence), move.reason());
            case Leave.Held held -> {
                if (Publishing.isDue(draft)) {
                    yield publish(draft);
                }
                Warming.Aim aim = warming.aim(draft.state(), fence, draft.now);
                Leave part = aim.differsFrom(fence) ? mayAdjust(draft, aim) : null;
                if (part instanceof Leave.Granted) {
                    yield adjust(draft, aim);
                }
                Staying.wait(
                        draft,
                        move,
                        held,
                        name,
                        aim.protects() && part instanceof Leave.Held kept ? aim.kept(kept) : null);
                yield Times.earlier(held.until(), aim.reconsiderAt());
            }
        };
    }
}
