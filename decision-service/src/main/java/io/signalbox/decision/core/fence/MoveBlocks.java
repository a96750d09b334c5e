package io.signalbox.decision.core.fence;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.FailedMove;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.UnwantedMove;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.BlockedMoves;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceMemory;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.MoveProposal;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Prevents cells from repeating in turn a move that failed or is not wanted. The fence contains it from the write that
 * returns the claim. If a failure is specific to one cell, each other cell tries once; other failures bind all cells.
 */
public final class MoveBlocks {

    /** Time for the verdicts of all cells to agree, if a site was UP already when its move became unwanted. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private MoveBlocks() {}

    /** An operator does not want an automatic move: no cell begins it again for the same reason. */
    public static void unwanted(TransitionBuilder draft, boolean whileDown, SiteName to, CellName said) {
        var moves = new UnwantedMove(whileDown, List.of(to), said);
        BlockedMoves bound = draft.memory().binding();
        UnwantedMove before = bound.unwanted();
        draft.memory(draft.memory()
                .binding(bound.unwanted(before == null ? moves : moves.after(before))
                        .since(draft.now)));
    }

    /** The agreed entries of the next fence, with this cell's blocks. */
    static Agreed next(TransitionBuilder draft, Agreed words) {
        if (!LastOrder.tells(draft)) {
            return words;
        }
        BlockedMoves bound = draft.memory().binding();
        return words.failed(failed(words.failed(), bound))
                .unwanted(unwanted(words.unwanted(), bound))
                .cancel(FenceCancellation.next(words.cancel(), bound));
    }

    private static @Nullable FailedMove failed(@Nullable FailedMove said, BlockedMoves bound) {
        FailedMove before = Objects.equals(said, bound.over()) ? null : said;
        FailedMove own = bound.failed();
        return own == null || before == null ? own == null ? before : own : own.after(before);
    }

    private static @Nullable UnwantedMove unwanted(@Nullable UnwantedMove said, BlockedMoves bound) {
        UnwantedMove before = Objects.equals(said, bound.past()) ? null : said;
        UnwantedMove own = bound.unwanted();
        return own == null || before == null ? own == null ? before : own : own.after(before);
    }

    /** True if the fence lacks a block, or contains one that is over. */
    static boolean isOutdated(TransitionBuilder draft, Fence fence) {
        return !next(draft, fence.words()).equals(fence.words());
    }

    /** Applies the blocks in the fence that has just become known. @param known the fence known before */
    static void learn(TransitionBuilder draft, @Nullable Fence known) {
        Fence fence = draft.fence();
        if (fence == null) {
            return;
        }
        if (known != null && !known.active().equals(fence.active())) {
            // The traffic has moved: earlier blocks do not apply to the next move.
            draft.memory(draft.memory().binding(BlockedMoves.NOT));
            if (draft.phase() instanceof Phase.Stuck) {
                draft.become(
                        new Phase.Steady(),
                        Reason.of(ReasonCode.MOVED_ELSEWHERE, "another cell has moved the traffic"));
            }
            return;
        }
        Agreed words = fence.words();
        boolean acknowledged = known != null && isEndedElsewhere(draft, known.words(), words);
        BlockedMoves bound = draft.memory().binding();
        FailedMove failed = bound.failed();
        if (failed != null && says(words.failed(), failed, draft.situation.cell())) {
            bound = bound.failed(null);
        }
        UnwantedMove unwanted = bound.unwanted();
        if (unwanted != null && words.unwanted() != null && words.unwanted().covers(unwanted)) {
            bound = bound.unwanted(null);
        }
        bound = bound.over(Objects.equals(bound.over(), words.failed()) ? bound.over() : null);
        bound = bound.past(Objects.equals(bound.past(), words.unwanted()) ? bound.past() : null);
        boolean news = known == null || !Objects.equals(known.words().unwanted(), words.unwanted());
        if (news && words.unwanted() != null) {
            bound = bound.since(draft.now);
        }
        draft.memory(draft.memory().binding(bound));
        if (acknowledged) {
            Reason reason =
                    Reason.of(ReasonCode.ACKNOWLEDGED_ELSEWHERE, "an operator has acknowledged it in another cell");
            draft.memory(draft.memory().binding(bound.failed(null)));
            leave(draft, reason.text());
            draft.journal(JournalKind.ACKNOWLEDGED_ELSEWHERE, reason).write();
        }
    }

    private static boolean says(@Nullable FailedMove said, FailedMove own, CellName cell) {
        return said != null
                && said.target().equals(own.target())
                && said.binds(cell)
                && (!own.cells().isEmpty() || said.cells().isEmpty());
    }

    /** True if the block of this cell has left the fence, or an operator of another cell has ordered a new override. */
    private static boolean isEndedElsewhere(TransitionBuilder draft, Agreed known, Agreed words) {
        BlockedMoves bound = draft.memory().binding();
        CellName cell = draft.situation.cell();
        boolean wasBound = known.failed() != null && known.failed().binds(cell);
        boolean isBound = words.failed() != null && words.failed().binds(cell);
        boolean ordered = words.orders() > known.orders()
                && words.order() != null
                && words.order().target() != null
                && !words.order().cell().equals(cell);
        return stuck(draft.phase(), draft.memory()) != null
                && (ordered || bound.failed() == null && wasBound && !isBound);
    }

    /** Ends the state in which the service waits for a person. */
    public static void leave(TransitionBuilder draft, String why) {
        draft.memory(draft.memory().binding(draft.memory().binding().stuck(null)));
        if (draft.phase() instanceof Phase.Stuck) {
            draft.become(
                    draft.fence() == null ? new Phase.Unadopted() : new Phase.Steady(),
                    Reason.of(ReasonCode.ACKNOWLEDGED, why));
        }
    }

    /** Ends unwanted moves when the verdict on the active site changes: UP ends those for DOWN, DOWN the others. */
    public static void keep(TransitionBuilder draft) {
        UnwantedMove moves = unwantedNow(draft.state());
        SiteName active = draft.active();
        SiteVerdict verdict = active == null ? null : draft.verdict(active);
        BlockedMoves bound = draft.memory().binding();
        if (moves == null && bound.since() != null) {
            draft.memory(draft.memory().binding(bound.since(null)));
        }
        if (moves != null && verdict != null && isOver(moves, verdict, bound.since(), draft.now)) {
            Fence fence = draft.fence();
            draft.memory(draft.memory()
                    .binding(bound.unwanted(null)
                            .since(null)
                            .past(fence == null ? null : fence.words().unwanted())));
        }
    }

    private static boolean isOver(UnwantedMove moves, SiteVerdict verdict, @Nullable Instant since, Instant now) {
        return verdict.verdict() == (moves.whileDown() ? Verdict.UP : Verdict.DOWN)
                && (since == null || verdict.since().isAfter(since) || !now.isBefore(since.plus(SETTLED)));
    }

    /** When time alone may end the unwanted moves; null when it cannot. */
    public static @Nullable Instant wakeAt(TransitionBuilder draft) {
        Instant since = draft.memory().binding().since();
        Instant over = since == null ? null : since.plus(SETTLED);
        return over == null || !draft.now.isBefore(over) || unwantedNow(draft.state()) == null ? null : over;
    }

    /** Sites to which no automatic move may go, while the active site is DOWN or while it is not. */
    public static List<SiteName> unwanted(ServiceState state, boolean whileDown) {
        UnwantedMove moves = unwantedNow(state);
        return moves == null || moves.whileDown() != whileDown ? List.of() : moves.targets();
    }

    private static @Nullable FailedMove failedNow(ServiceState state) {
        Fence fence = state.fence();
        return failed(
                fence == null ? null : fence.words().failed(), state.memory().binding());
    }

    private static @Nullable UnwantedMove unwantedNow(ServiceState state) {
        Fence fence = state.fence();
        return unwanted(
                fence == null ? null : fence.words().unwanted(), state.memory().binding());
    }

    /** True if a block waits for a person's acknowledgement. */
    public static boolean binds(ServiceState state) {
        return stuck(state) != null || failedNow(state) != null || unwantedNow(state) != null;
    }

    /** Why a move may not begin; null when it repeats no failed or unwanted move. */
    public static @Nullable Reason objection(ServiceState state, MoveProposal.Move move, CellName cell) {
        Phase.Stuck stuck = stuck(state);
        if (stuck != null) {
            return stuck.reason();
        }
        boolean repeats =
                switch (move.kind()) {
                    case FAILOVER, FAILBACK, OVERRIDE -> true;
                    case DRILL, RESTORE, ADOPTION, HOLD, ADJUST, READOPTION, RAISE, LOWER -> false;
                };
        FailedMove failed = failedNow(state);
        if (repeats && failed != null && failed.binds(cell) && failed.target().equals(move.to())) {
            return because(failed);
        }
        return move.kind() == MoveKind.FAILBACK && unwanted(state, false).contains(move.to())
                ? Reason.of(
                        ReasonCode.UNWANTED,
                        "an operator has ended the move to " + move.to()
                                + ": it begins again once that is acknowledged, in any cell")
                : null;
    }

    private static Reason because(FailedMove failed) {
        String cells = failed.cells().isEmpty() ? "a cell, for all of them" : "cells " + failed.cells();
        return Reason.of(
                ReasonCode.FAILED_MOVE,
                "the move to " + failed.target() + " has failed at step " + failed.step() + " in " + cells
                        + ": it begins again once a person has acknowledged that, in any cell");
    }

    /** Why no drill may go to a site; null when no move to it has failed in any cell. */
    public static @Nullable Reason failedTo(ServiceState state, SiteName target) {
        FailedMove failed = failedNow(state);
        return failed != null && failed.target().equals(target) ? because(failed) : null;
    }

    /** The stuck plan of this cell, even while a plan writes to the fence; null for none. */
    public static Phase.@Nullable Stuck stuck(ServiceState state) {
        return stuck(state.phase(), state.memory());
    }

    private static Phase.@Nullable Stuck stuck(Phase phase, ServiceMemory memory) {
        return phase instanceof Phase.Stuck stuck ? stuck : memory.binding().stuck();
    }

    /** Remembers the stuck plan while another plan writes to the fence. */
    public static void interrupt(TransitionBuilder draft, Phase.Stuck stuck) {
        draft.memory(draft.memory().binding(draft.memory().binding().stuck(stuck)));
    }

    /** Ends a plan that moves nothing: the phase is steady again, or stuck as before. */
    public static void rest(TransitionBuilder draft, Reason reason) {
        Phase.Stuck stuck = stuck(draft.phase(), draft.memory());
        draft.memory(draft.memory().binding(draft.memory().binding().stuck(null)));
        if (stuck == null) {
            draft.become(new Phase.Steady(), reason);
        } else {
            draft.become(stuck, stuck.reason());
        }
    }
}
