package io.signalbox.decision.core.fence;

import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.FenceFault;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Alarms for a fence that is missing, rolled back or otherwise not the known one. The alarm stays while the fault
 * lasts, is repeated in the journal, and blocks every move. A re-adoption ends it.
 */
public final class FenceFaults {

    /** The time for which a lower epoch must be seen before an alarm: name servers may answer the previous fence. */
    public static final Duration CONFIRMED_AFTER = Duration.ofSeconds(60);

    /** Interval at which a lasting fault is written to the journal. */
    static final Duration TOLD_EVERY = Duration.ofMinutes(10);

    /** A fault seen within this time counts as present: while it lasts, it is seen again every minute. */
    static final Duration LASTS = Duration.ofMinutes(3);

    /** A running cell never misses this many decisions: a higher jump is an error or an outside change. */
    static final long LARGEST_JUMP = 1_000;

    /** The highest epoch that a cell accepts when it knows no epoch yet. */
    public static final long LARGEST_FIRST = 1_000_000_000_000L;

    static final String WAY_OUT = "; re-adopt replaces it and moves no traffic";

    private FenceFaults() {}

    /** True if the epoch is too far above the known one to be accepted. */
    public static boolean jumps(@Nullable Fence known, Fence seen) {
        return known == null ? seen.epoch() > LARGEST_FIRST : seen.epoch() - known.epoch() > LARGEST_JUMP;
    }

    /** The name servers answer a lower epoch than the known one. They may lag behind a write of the plan under way. */
    public static void lower(TransitionBuilder draft, FenceSighting sighting, Fence seen) {
        Fence known = draft.knownFence();
        boolean late = draft.phase() instanceof Phase.Moving moving && OwnFence.isOwn(draft, moving, known);
        if (!late || sighting.isRolledBack()) {
            note(draft, ReasonCode.FENCE_ROLLED_BACK, seen, rolledBack(known, seen), sighting.isRolledBack());
        }
    }

    private static String rolledBack(Fence known, Fence seen) {
        return "the fence was rolled back: known is epoch " + known.epoch() + ", found is epoch " + seen.epoch();
    }

    /** The provider has refused a change because it has another fence, or none. */
    public static void refused(TransitionBuilder draft, @Nullable Fence seen, String detail) {
        Fence known = draft.fence();
        if (seen != null && jumps(known, seen)) {
            jumped(draft, known, seen);
        } else if (known == null) {
            return;
        } else if (seen == null) {
            FenceFault fault = draft.holds().fault();
            boolean unreadable = fault != null && fault.is(ReasonCode.FENCE_UNREADABLE);
            note(
                    draft,
                    unreadable ? ReasonCode.FENCE_UNREADABLE : ReasonCode.FENCE_GONE,
                    null,
                    "the provider has no fence that can be read: " + detail,
                    true);
        } else if (seen.epoch() < known.epoch()) {
            note(draft, ReasonCode.FENCE_ROLLED_BACK, seen, rolledBack(known, seen), true);
        } else if (seen.epoch() == known.epoch() && !seen.equals(known)) {
            changed(draft, known, seen);
        }
    }

    /** Two cells cannot write the same epoch, unless the provider lost one write or someone else changed the fence. */
    public static void changed(TransitionBuilder draft, Fence known, Fence seen) {
        note(
                draft,
                ReasonCode.FENCE_CHANGED,
                seen,
                "the fence was changed without a new epoch: expected " + known.text() + ", found " + seen.text(),
                true);
    }

    public static void jumped(TransitionBuilder draft, @Nullable Fence known, Fence seen) {
        note(
                draft,
                ReasonCode.FENCE_JUMP,
                seen,
                "the epoch jumps from " + (known == null ? "none" : known.epoch()) + " to " + seen.epoch()
                        + ": that fence is not adopted and has no effect",
                true);
    }

    /** The provider accepted a change of the known fence: ends a suspected roll-back without an alarm. */
    public static void taken(TransitionBuilder draft) {
        FenceFault fault = draft.holds().fault();
        if (fault != null && !fault.raised() && fault.is(ReasonCode.FENCE_ROLLED_BACK)) {
            draft.holds(draft.holds().fault(null));
        }
    }

    /** @param sure whether to raise the alarm at once */
    public static void note(
            TransitionBuilder draft, ReasonCode code, @Nullable Fence found, String text, boolean sure) {
        FenceFault before = draft.holds().fault();
        FenceFault fault = before != null && before.is(code) && Objects.equals(before.found(), found)
                ? before.seen(draft.now)
                : new FenceFault(code.code(), found, text, draft.now, draft.now, null, null);
        draft.holds(draft.holds().fault(fault));
        boolean certain = sure || before != null && before.raised();
        if (!fault.raised() && certain) {
            raise(draft, fault);
        }
    }

    private static void raise(TransitionBuilder draft, FenceFault fault) {
        Fence known = draft.fence();
        Fence found = fault.found();
        Reason alarm = Reason.of(fault.code(), fault.text() + WAY_OUT)
                .with("known", known == null ? "none" : known.text())
                .with("found", found == null ? "none" : found.text());
        draft.clear(FenceAlarms.BLOCKING);
        draft.raise(alarm);
        draft.journal(JournalKind.FENCE_ALARM, alarm).write();
        draft.holds(draft.holds().fault(fault.told(draft.now)));
    }

    /** The fence at the provider is the expected one: ends fault, alarms and a pending re-adoption. */
    public static void over(TransitionBuilder draft) {
        draft.clear(FenceAlarms.BLOCKING);
        Hold.Readopt order = draft.holds().readopt();
        FenceFault fault = draft.holds().fault();
        if (fault != null && fault.raised()) {
            // Writes that failed because of the fault can be tried again.
            draft.memory(draft.memory().unpublished(null));
        }
        if (fault != null || order != null) {
            draft.holds(draft.holds().fault(null).readopt(null));
        }
        if (order != null) {
            draft.journal(
                            JournalKind.RE_ADOPT_NOT_NEEDED,
                            Reason.of(ReasonCode.RE_ADOPT_NOT_NEEDED, "the fence at the provider is as it should be"))
                    .by(order.directive(), order.who())
                    .write();
        }
    }

    /** Updates the fault after time has passed. @return when to check again; null for no fault */
    public static @Nullable Instant keep(TransitionBuilder draft) {
        FenceFault fault = draft.holds().fault();
        if (fault == null) {
            return null;
        }
        boolean moving = draft.phase() instanceof Phase.Moving;
        if (fault.is(ReasonCode.PROVIDER_LOST_CHANGE)) {
            if (moving) {
                return LostChange.keep(draft, fault);
            }
            fault = fault.as(ReasonCode.FENCE_ROLLED_BACK);
            draft.holds(draft.holds().fault(fault));
        }
        Instant told = fault.toldAt();
        Instant due = told == null ? fault.since().plus(CONFIRMED_AFTER) : told.plus(TOLD_EVERY);
        if (draft.now.isBefore(due)) {
            return due;
        }
        raise(draft, fault);
        return draft.now.plus(TOLD_EVERY);
    }

    /**
     * Acknowledges the fault; an old sighting may be outdated.
     *
     * @return the lasting fault and what to do; null for none
     */
    public static @Nullable String acknowledged(TransitionBuilder draft) {
        FenceFault fault = draft.holds().fault();
        if (fault != null && fault.raised() && draft.now.isBefore(fault.seenAt().plus(LASTS))) {
            return "nothing begins before this is over: " + fault.text() + WAY_OUT;
        }
        if (fault == null || fault.raised()) {
            over(draft);
        }
        return null;
    }

    /** True if a plan that fails because of the fault need not be stuck: no move begins before the fault is over. */
    public static boolean holds(TransitionBuilder draft, Phase.Moving moving) {
        FenceFault fault = draft.holds().fault();
        return fault != null && fault.raised() && draft.fence() != null && !moving.pastReturn();
    }
}
