package io.signalbox.decision.core.machine;

import io.signalbox.contract.Fence;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.Reason;
import java.util.List;

/** What is seen at the DNS provider, beside what is known here. The provider is right, unless it forgets. */
final class Fencing {

    static final String GONE = "fence-gone";
    static final String UNREADABLE = "fence-unreadable";
    static final String CHANGED = "fence-changed";
    static final String UNPROVEN = "move-unproven";

    /** While one of these is raised a switch could only be refused. */
    static final List<String> BLOCKING = List.of(GONE, UNREADABLE, CHANGED);

    static final List<String> ACKNOWLEDGEABLE = List.of(GONE, UNREADABLE, CHANGED, UNPROVEN);

    private Fencing() {}

    static void sighted(Draft draft, FenceSighting sighting) {
        Fence seen = sighting.fence();
        switch (sighting.sight()) {
            case PRESENT -> {
                if (seen != null) {
                    present(draft, seen);
                }
            }
            case ABSENT -> {
                // Before it was first answered it may simply not have spread yet.
                if (draft.fenceSighted()) {
                    alarm(draft, GONE, "the fence is gone from the name servers: " + sighting.detail());
                }
            }
            case UNREADABLE -> alarm(draft, UNREADABLE, "the fence cannot be read: " + sighting.detail());
        }
    }

    private static void present(Draft draft, Fence seen) {
        Fence known = draft.fence();
        if (isOwnPlan(draft, seen)) {
            draft.sighted();
            Outcomes.sightedOwn(draft, seen);
            return;
        }
        if (known == null || seen.epoch() > known.epoch()) {
            adopt(draft, seen, "the name servers answer a fence that another has written");
        } else if (seen.equals(known)) {
            draft.sighted();
            draft.clear(BLOCKING);
        } else if (seen.epoch() == known.epoch()) {
            alarm(
                    draft,
                    CHANGED,
                    "the fence was changed without a new epoch: expected " + known.text() + ", found " + seen.text());
        }
    }

    /** Takes over what another has decided, and forgets what was under way here. */
    static void adopt(Draft draft, Fence seen, String how) {
        draft.fence(seen, List.of());
        draft.sighted();
        draft.clear(BLOCKING);
        Reason reason = Reason.of("fence-adopted", how + ": " + seen.text());
        draft.become(new Phase.Steady(), reason);
        draft.journal("fence-adopted", reason).write();
    }

    private static boolean isOwnPlan(Draft draft, Fence seen) {
        Plan plan =
                switch (draft.phase()) {
                    case Phase.Moving moving -> moving.plan();
                    case Phase.Proving proving -> proving.plan();
                    case Phase.Unadopted _, Phase.Steady _, Phase.AwaitingLeave _, Phase.Stuck _ -> null;
                };
        return plan != null && wroteIt(plan, seen);
    }

    /** Whether {@code seen} is what {@code plan} leaves; an adoption may find another active site than it proposed. */
    static boolean wroteIt(Plan plan, Fence seen) {
        return seen.epoch() == plan.next().epoch()
                && seen.plan().equals(plan.id())
                && seen.cell().equals(plan.next().cell());
    }

    private static void alarm(Draft draft, String code, String text) {
        Reason alarm = Reason.of(code, text);
        if (draft.raise(alarm)) {
            draft.journal("fence-alarm", alarm).write();
        }
    }
}
