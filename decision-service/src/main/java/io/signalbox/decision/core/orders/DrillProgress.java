package io.signalbox.decision.core.orders;

import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.fence.MoveBlocks;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.DirectiveReply;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Running drills: traffic goes to another site for a while and returns, whatever happens meanwhile. */
public final class DrillProgress {

    private final Service service;
    private final DrillReports book;
    private final CapacityDrill capacity;

    public DrillProgress(Service service) {
        this.service = service;
        this.book = new DrillReports(service);
        this.capacity = new CapacityDrill(service, book);
    }

    void stop(TransitionBuilder draft, Directive directive) {
        Hold.Drill drill = draft.holds().drill();
        if (drill == null) {
            OtherCells.refuseStop(draft, directive);
            return;
        }
        if (drill.isAsking()) {
            DrillClaim.blocked(
                    draft,
                    drill,
                    Reason.of(ReasonCode.ABORTED, "stopped by " + directive.who() + ": " + directive.why()));
        } else if (drill.stage() != Hold.Drill.Stage.RETURNING) {
            DrillReports.goHome(
                    draft,
                    drill,
                    Reason.of(ReasonCode.ABORTED, "stopped by " + directive.who() + ": " + directive.why()));
        }
        DirectiveReply.taken(
                draft,
                directive,
                drill.isOfCapacity()
                        ? "the capacity of " + drill.target() + " is put back"
                        : "traffic returns to " + drill.home());
    }

    /** Follows a running drill. @return when to look again */
    @Nullable
    public Instant keep(TransitionBuilder draft) {
        StrayDrills.keep(draft);
        Hold.Drill drill = draft.holds().drill();
        if (drill == null) {
            return null;
        }
        if (drill.isAsking()) {
            return asking(draft, drill);
        }
        return underWay(draft, drill);
    }

    private @Nullable Instant asking(TransitionBuilder draft, Hold.Drill drill) {
        if (DrillClaim.isTaken(draft, drill)) {
            DrillClaim.begins(draft, drill);
            return underWay(draft, drill.begun());
        }
        Instant patience = drill.since().plus(service.policy().planDeadline());
        String late = draft.now.isBefore(patience) ? trouble(draft, drill) : "its time is over";
        Reason against = DrillClaim.against(draft, drill, late);
        if (against != null) {
            DrillClaim.blocked(draft, drill, against);
            return null;
        }
        return patience;
    }

    private @Nullable Instant underWay(TransitionBuilder draft, Hold.Drill drill) {
        if (drill.isOfCapacity()) {
            return capacity.underWay(draft, drill, trouble(draft, drill));
        }
        if (draft.holds().override() != null) {
            unrestored(draft, drill, "an operator has taken over with an override");
            return null;
        }
        boolean settled = draft.phase() instanceof Phase.Steady || draft.phase() instanceof Phase.AwaitingLeave;
        return switch (drill.stage()) {
            case LEAVING -> leaving(draft, drill, settled);
            case THERE -> there(draft, drill);
            case RETURNING -> {
                if (service.site(drill.home()).isEmpty()) {
                    unrestored(draft, drill, "the topology has no site " + drill.home() + " any more");
                } else if (settled && drill.home().equals(draft.active())) {
                    returned(draft, drill, "", draft.now);
                } else if (isMovedOn(draft)) {
                    Fence fence = draft.knownFence();
                    String then = "; cell " + fence.cell() + " has moved the traffic on to " + fence.active();
                    returned(draft, drill, then, draft.before().activeSince());
                }
                yield null;
            }
        };
    }

    /** True if another cell has decided anew after the return was accepted. Its decision is the later one. */
    private static boolean isMovedOn(TransitionBuilder draft) {
        ServiceState before = draft.before();
        return before.phase() instanceof Phase.Moving moving
                && moving.plan().kind() == MoveKind.RESTORE
                && moving.accepted()
                && before.fence() != null
                && draft.epoch() > before.fence().epoch()
                && !moving.plan().to().equals(draft.active());
    }

    private void returned(TransitionBuilder draft, Hold.Drill drill, String then, @Nullable Instant homeAt) {
        Reason why = drill.ended();
        boolean well = why == null || why.is(ReasonCode.SUCCEEDED);
        String text = (why == null ? "it is over" : why.text()) + then;
        book.end(draft, drill, Reason.of(well ? ReasonCode.SUCCEEDED : ReasonCode.ABORTED, text), homeAt);
    }

    private @Nullable Instant leaving(TransitionBuilder draft, Hold.Drill drill, boolean settled) {
        Instant patience = drill.since().plus(service.policy().planDeadline());
        if (settled && drill.target().equals(draft.active())) {
            Hold.Drill there = drill.there(draft.now);
            draft.holds(draft.holds().drill(there));
            draft.journal(
                            JournalKind.DRILL_AWAY,
                            Reason.of(
                                    ReasonCode.DRILL_AWAY,
                                    "traffic is at " + drill.target() + " until " + there.until()))
                    .by(drill.directive(), drill.who())
                    .write();
            return there.until();
        }
        String trouble = trouble(draft, drill);
        if (trouble != null) {
            DrillReports.goHome(draft, drill, Reason.of(ReasonCode.ABORTED, trouble));
            return null;
        }
        if (!draft.now.isBefore(patience)) {
            DrillReports.goHome(
                    draft,
                    drill,
                    Reason.of(ReasonCode.ABORTED, "traffic has not come to " + drill.target() + " in time"));
            return null;
        }
        return patience;
    }

    private @Nullable Instant there(TransitionBuilder draft, Hold.Drill drill) {
        String trouble = trouble(draft, drill);
        if (trouble != null) {
            DrillReports.goHome(draft, drill, Reason.of(ReasonCode.ABORTED, trouble));
            return null;
        }
        if (!drill.target().equals(draft.active())) {
            DrillReports.goHome(
                    draft,
                    drill,
                    Reason.of(ReasonCode.ABORTED, "traffic has left " + drill.target() + " for another reason"));
            return null;
        }
        if (drill.endedAt(draft.now)) {
            DrillReports.goHome(draft, drill, Reason.of(ReasonCode.SUCCEEDED, "it has lasted as long as it should"));
            return null;
        }
        return drill.until();
    }

    /** The reason to end a drill at once; null for none. */
    private @Nullable String trouble(TransitionBuilder draft, Hold.Drill drill) {
        ServiceState state = draft.state();
        String interruption = drill.isOfCapacity() ? CapacityDrill.interruption(draft, drill) : null;
        if (interruption != null) {
            return interruption;
        }
        if (state.verdict(drill.target()) != Verdict.UP) {
            return drill.target() + " is " + state.verdict(drill.target());
        }
        if (MoveBlocks.stuck(state) != null) {
            return "the plan is stuck";
        }
        if (!state.alarms().isEmpty()) {
            return DrillReports.alarms(state);
        }
        SiteVerdict evidence = state.verdicts().get(drill.target());
        for (ProbeName probe : book.entry(drill.name()).map(Drill::abortWhen).orElse(List.of())) {
            if (evidence != null && evidence.check(probe) == Verdict.DOWN) {
                return probe + " of " + drill.target() + " is DOWN";
            }
        }
        return null;
    }

    private void unrestored(TransitionBuilder draft, Hold.Drill drill, String why) {
        Instant homeAt = drill.home().equals(draft.active()) ? draft.now : null;
        book.end(draft, drill, Reason.of(ReasonCode.UNRESTORED, why), homeAt);
    }
}
