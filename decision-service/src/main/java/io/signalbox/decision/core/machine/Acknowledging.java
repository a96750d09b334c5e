package io.signalbox.decision.core.machine;

import io.signalbox.contract.Agreed;
import io.signalbox.contract.Directive;
import io.signalbox.contract.Fence;
import io.signalbox.contract.Mark;
import java.util.List;
import java.util.TreeSet;

/** A person has looked at what needed one: automation goes on from what is true now. */
final class Acknowledging {

    /** The refusal of an acknowledgement that would change nothing. */
    static final String NOTHING = "nothing-to-acknowledge";

    /** Alarms that an acknowledgement ends. */
    private static final List<String> ACKNOWLEDGEABLE = List.of(
            FenceAlarms.UNPROVEN,
            FenceAlarms.UNFINISHED,
            FenceAlarms.NOT_UNDONE,
            FenceAlarms.UNPUBLISHED,
            LastOrder.LOST,
            FenceAlarms.UNADJUSTED,
            Retrying.UNACCEPTED,
            Denials.DENIED,
            StaleData.UNKNOWN);

    private Acknowledging() {}

    static void take(Draft draft, Directive directive, Directive.Acknowledge order) {
        List<Mark> reseeded = order.saysReseeded() ? Reseeding.all(draft, directive) : List.of();
        if (reseeded.isEmpty() && !waits(draft)) {
            DirectiveReply.refuse(draft, directive, NOTHING, nothing(draft, order));
            return;
        }
        Approving.leaveStuck(draft, "acknowledged by " + directive.who());
        draft.clear(ACKNOWLEDGEABLE);
        Publishing.anew(draft);
        String lasting = FenceFaults.acknowledged(draft);
        DirectiveReply.taken(
                draft,
                directive,
                (lasting == null ? "automation goes on from what is true now" : lasting)
                        + (reseeded.isEmpty() ? "" : "; once the fence says so, these marks are over: " + reseeded));
    }

    /** A person has acknowledged what has failed here, or in any other cell, or has ordered otherwise. */
    static void unbind(Draft draft) {
        Fence fence = draft.fence();
        Agreed words = fence == null ? Agreed.NOTHING : fence.words();
        Bound over = draft.memory().binding().acknowledged();
        draft.memory(draft.memory().binding(over.over(words.failed()).past(words.unwanted())));
    }

    /** Whether anything is over once it is acknowledged, or is told what to do about instead. */
    private static boolean waits(Draft draft) {
        ServiceState state = draft.state();
        FenceFault fault = draft.holds().fault();
        return Binding.binds(state)
                || draft.memory().unpublished() != null
                || fault != null && fault.raised()
                || state.alarms().keySet().stream().anyMatch(Acknowledging::isOverByIt);
    }

    private static boolean isOverByIt(String alarm) {
        return ACKNOWLEDGEABLE.contains(alarm) || FenceAlarms.BLOCKING.contains(alarm);
    }

    private static String nothing(Draft draft, Directive.Acknowledge order) {
        var alarms = new TreeSet<>(draft.state().alarms().keySet());
        return "nothing waits for a person"
                + (order.saysReseeded() ? ", and no mark of stale data can be ended now" : "")
                + (alarms.isEmpty() ? "" : "; what ends by itself is not acknowledged: " + alarms);
    }
}
