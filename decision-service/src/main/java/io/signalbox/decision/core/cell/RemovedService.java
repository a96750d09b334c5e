package io.signalbox.decision.core.cell;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.JournalKind;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.plan.Planner;
import io.signalbox.decision.core.state.Holds;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceMemory;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A service that was removed from the topology. It is not shown, but its stored state is kept: changed values, a site
 * that was cut off and orders must survive a rename that is undone. If the service returns, its active site and its
 * verdicts are learned anew.
 */
final class RemovedService {

    private RemovedService() {}

    static boolean is(ServiceState state) {
        return state.reason().is(ReasonCode.SERVICE_REMOVED);
    }

    static ServiceState kept(ServiceState state, Instant now) {
        String plan = state.phase() instanceof Phase.Moving moving
                ? "; plan " + moving.plan().id() + " was under way and is not carried on"
                : "";
        Reason reason = Reason.of(
                ReasonCode.SERVICE_REMOVED,
                "the topology has no service " + state.service()
                        + ": nothing is decided for it, and its records stay as they are" + plan);
        return new ServiceState(
                ServiceState.VERSION,
                state.service(),
                state.version() + 1,
                state.phase(),
                state.fence(),
                state.activeSince(),
                state.fenceSighted(),
                state.records(),
                Map.of(),
                state.holds(),
                state.memory(),
                reason,
                now,
                Map.of(),
                state.recovery(),
                state.directives(),
                null,
                state.described());
    }

    static JournalEntry entry(ServiceState kept) {
        return new JournalEntry(
                JournalEntry.VERSION,
                kept.service(),
                kept.version(),
                kept.since(),
                JournalKind.SERVICE_REMOVED.text(),
                kept.active(),
                null,
                kept.fence() == null ? 0 : kept.fence().epoch(),
                null,
                null,
                null,
                null,
                kept.reason(),
                null,
                null);
    }

    /**
     * The state of a returning service: its fence is read from the provider, and its sites are UNKNOWN. Orders that
     * have not ended still hold, as do marks of stale data.
     */
    static ServiceState back(TransitionBuilder draft) {
        if (draft.phase() instanceof Phase.Moving moving) {
            Planner.remember(draft, moving);
        }
        ServiceState kept = draft.state();
        ServiceMemory memory = kept.memory();
        return new ServiceState(
                ServiceState.VERSION,
                kept.service(),
                kept.version(),
                new Phase.Unadopted(),
                null,
                null,
                false,
                List.of(),
                Map.of(),
                Holds.NONE.override(kept.holds().override()).freeze(kept.holds().freeze()),
                new ServiceMemory(
                        Map.of(),
                        memory.previous(),
                        memory.marks(),
                        memory.drillRuns(),
                        memory.lastDrill(),
                        null,
                        List.of(),
                        null,
                        memory.reseeds(),
                        null,
                        List.of(),
                        null),
                Reason.of(
                        ReasonCode.SERVICE_BACK,
                        "the service is in the topology again: its fence is taken from the provider"),
                draft.now,
                Map.of(),
                null,
                kept.directives(),
                null,
                List.of());
    }
}
