package io.signalbox.decision.core.machine;

import io.signalbox.contract.CellName;
import io.signalbox.contract.Fence;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Reason;
import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One service's decisions: takes what happened, looks at where traffic should go, asks the governor, and moves. Knows
 * no clock; the same machine runs live and in simulations.
 */
public final class ServiceMachine {

    /** An attempt may still be at work this long after its deadline, by which it must have begun. */
    private static final Duration AFTERMATH = Duration.ofSeconds(10);

    private final Situation situation;
    private final Selection selection;
    private final Governor governor;

    public ServiceMachine(Service service, CellName cell, String digest, Governor governor) {
        this.situation = new Situation(service, cell, digest);
        this.selection = new Selection(service);
        this.governor = governor;
    }

    /** Something happened that concerns this service. */
    public Transition on(ServiceState state, Event event, Fleet fleet, Instant now) {
        var draft = new Draft(situation, state, fleet, now);
        switch (event) {
            case Event.VerdictChanged(SiteVerdict verdict) -> heard(draft, verdict);
            case Event.Directed(var directive) -> Directing.take(draft, directive);
            case Event.Reported(StepOutcome outcome) -> Outcomes.take(draft, outcome);
            case Event.Reported(FenceSighting sighting) -> Fencing.sighted(draft, sighting);
        }
        return proceed(draft);
    }

    /** Time has passed, or something in the fleet has changed. */
    public Transition tick(ServiceState state, Fleet fleet, Instant now) {
        return proceed(new Draft(situation, state, fleet, now));
    }

    private static void heard(Draft draft, SiteVerdict verdict) {
        SiteVerdict known = draft.verdict(verdict.site());
        draft.verdict(verdict);
        if (known == null || known.verdict() != verdict.verdict()) {
            draft.journal("verdict", verdict.reason()).evidence(verdict).write();
        }
    }

    private Transition proceed(Draft draft) {
        endHolds(draft);
        Instant wakeAt =
                switch (draft.phase()) {
                    case Phase.Unadopted _ -> start(draft, Commands.adoption(draft), ADOPTING);
                    case Phase.Steady _, Phase.AwaitingLeave _ -> reconsider(draft);
                    case Phase.Moving moving -> keepTrying(draft, moving);
                    case Phase.Proving proving -> keepProving(draft, proving);
                    case Phase.Stuck _ -> null;
                };
        return draft.done(earlier(wakeAt, holdsEnd(draft)));
    }

    private static final Reason ADOPTING =
            Reason.of("adopting", "no fence is known yet: one is written, and no answer changes");

    private static void endHolds(Draft draft) {
        Hold.Override override = draft.override();
        if (override != null && override.endedAt(draft.now)) {
            draft.override(null);
            draft.journal("override-expired", expired("the override to " + override.target(), override))
                    .by(override.directive(), override.who())
                    .write();
        }
        Hold.Freeze freeze = draft.freeze();
        if (freeze != null && freeze.endedAt(draft.now)) {
            draft.freeze(null);
            draft.journal("freeze-expired", expired("the freeze", freeze))
                    .by(freeze.directive(), freeze.who())
                    .write();
        }
    }

    private static Reason expired(String what, Hold hold) {
        return Reason.of("expired", what + " of " + hold.who() + " (" + hold.why() + ") has ended, as ordered");
    }

    private static @Nullable Instant holdsEnd(Draft draft) {
        Hold.Override override = draft.override();
        Hold.Freeze freeze = draft.freeze();
        return earlier(override == null ? null : override.until(), freeze == null ? null : freeze.until());
    }

    private @Nullable Instant reconsider(Draft draft) {
        Fence fence = draft.fence();
        if (fence == null) {
            return start(draft, Commands.adoption(draft), ADOPTING);
        }
        return switch (selection.propose(draft.state(), fence.active(), draft.now)) {
            case Proposal.Stay stay -> stay(draft, stay);
            case Proposal.Move move -> askLeave(draft, move, fence);
        };
    }

    private static @Nullable Instant stay(Draft draft, Proposal.Stay stay) {
        boolean news = !stay.reason().code().equals(draft.reason().code());
        if (news && considered(stay.reason())) {
            draft.journal("held", stay.reason()).write();
        }
        draft.become(new Phase.Steady(), stay.reason());
        return stay.reconsiderAt();
    }

    /** Whether staying was a decision: a move was thought of, and there is a reason against it. */
    private static boolean considered(Reason reason) {
        return switch (reason.code()) {
            case "active-up", "override-in-force", "last-resort" -> false;
            default -> true;
        };
    }

    private @Nullable Instant askLeave(Draft draft, Proposal.Move move, Fence fence) {
        return switch (governor.ask(move, draft.state(), draft.fleet, draft.now)) {
            case Leave.Granted _ -> start(draft, Commands.move(draft, move.to(), move.kind(), fence), move.reason());
            case Leave.Held(Reason why) -> {
                Reason reason = Reason.of(
                        why.code(),
                        "would move to " + move.to() + " (" + move.reason().text() + "), but: " + why.text());
                if (!reason.equals(draft.reason())) {
                    draft.journal("held", reason).write();
                }
                draft.become(new Phase.AwaitingLeave(move.to(), move.kind(), waitingSince(draft, move), why), reason);
                yield null;
            }
        };
    }

    private static Instant waitingSince(Draft draft, Proposal.Move move) {
        return draft.phase() instanceof Phase.AwaitingLeave waiting
                        && waiting.to().equals(move.to())
                ? waiting.since()
                : draft.now;
    }

    private static Instant start(Draft draft, Plan plan, Reason reason) {
        draft.become(new Phase.Moving(plan, 0, draft.now, draft.now), reason);
        if (plan.kind() != MoveKind.ADOPTION) {
            draft.journal("move-started", reason).of(plan).times(plan.times()).write();
        }
        return attempt(draft, plan, 1);
    }

    private static Instant attempt(Draft draft, Plan plan, int attempt) {
        draft.send(Commands.attempt(draft, plan, attempt, null));
        Instant again = draft.now.plus(Commands.SILENCE);
        draft.become(new Phase.Moving(plan, attempt, again, draft.now.plus(Commands.ATTEMPT_LIFE)), draft.reason());
        return again;
    }

    private Instant keepTrying(Draft draft, Phase.Moving moving) {
        Plan plan = moving.plan();
        boolean adoption = plan.kind() == MoveKind.ADOPTION;
        if (!adoption && !draft.now.isBefore(plan.deadline())) {
            Outcomes.stuck(
                    draft,
                    plan,
                    "plan-deadline",
                    "not accepted within " + situation.service().policy().planDeadline() + "; last: "
                            + draft.reason().text());
            return plan.deadline();
        }
        if (draft.now.isBefore(moving.askAgainAt())) {
            return moving.askAgainAt();
        }
        if (adoption || stillWanted(draft, plan)) {
            return attempt(draft, plan, moving.attempt() + 1);
        }
        return giveUp(draft, moving);
    }

    private boolean stillWanted(Draft draft, Plan plan) {
        Fence fence = draft.fence();
        return fence != null
                && selection.propose(draft.state(), fence.active(), draft.now) instanceof Proposal.Move move
                && move.to().equals(plan.to());
    }

    /** The reason for the move is gone. It is over once nothing that was sent can still begin. */
    private Instant giveUp(Draft draft, Phase.Moving moving) {
        Instant over = moving.lastDeadline().plus(AFTERMATH);
        if (draft.now.isBefore(over)) {
            draft.become(
                    new Phase.Moving(moving.plan(), moving.attempt(), over, moving.lastDeadline()),
                    Reason.of("no-longer-wanted", "the move is no longer wanted; waiting until no attempt can begin"));
            return over;
        }
        Reason reason = Reason.of(
                "no-longer-wanted", "the move to " + moving.plan().to() + " was not accepted, and is no longer wanted");
        draft.journal("move-abandoned", reason).of(moving.plan()).write();
        draft.become(new Phase.Steady(), reason);
        return draft.now;
    }

    private @Nullable Instant keepProving(Draft draft, Phase.Proving proving) {
        Plan plan = proving.plan();
        Fence fence = draft.fence();
        boolean late = !draft.now.isBefore(plan.deadline());
        if (late || fence != null && mustLeave(draft, fence)) {
            unproven(draft, plan, late);
            return reconsider(draft);
        }
        if (draft.now.isBefore(proving.askAgainAt())) {
            return earlier(proving.askAgainAt(), plan.deadline());
        }
        int attempt = proving.attempt() + 1;
        draft.send(Commands.attempt(draft, plan, attempt, proving.token()));
        Instant again = draft.now.plus(Commands.SILENCE);
        draft.become(new Phase.Proving(plan, attempt, again, proving.token(), proving.times()), draft.reason());
        return again;
    }

    /** An accepted switch need not be proven before traffic leaves again for a site that is UP, or at an operator's word. */
    private boolean mustLeave(Draft draft, Fence fence) {
        return selection.propose(draft.state(), fence.active(), draft.now) instanceof Proposal.Move move
                && move.kind() != MoveKind.FAILBACK;
    }

    private static void unproven(Draft draft, Plan plan, boolean late) {
        Reason reason = Reason.of(
                Fencing.UNPROVEN,
                "epoch " + plan.next().epoch() + " was accepted, but "
                        + (late
                                ? "not seen at every name server in time"
                                : "is left before it was seen at every name server"));
        if (late) {
            draft.raise(reason);
        }
        draft.become(new Phase.Steady(), reason);
        draft.journal("move-unproven", reason).of(plan).write();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
