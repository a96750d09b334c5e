package io.signalbox.decision.simulation;

import io.signalbox.contract.Directive;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What persons have agreed to in a cell: the move that waited for them, or the steps of the plan under way. */
final class Consents {

    /** What may be written before a move that was agreed to begins. */
    private static final Set<MoveKind> BETWEEN = Set.of(MoveKind.HOLD, MoveKind.ADJUST, MoveKind.RAISE, MoveKind.LOWER);

    private record Move(SiteName to, MoveKind kind) {}

    /** @param plan that was under way */
    private record Word(String plan, String who) {}

    private final Map<ServiceName, Move> moves = new HashMap<>();
    private final Map<ServiceName, List<Word>> words = new HashMap<>();

    void heard(Decision decision, ServiceName service) {
        Directive directive = decision.orderFor(service);
        ServiceState before = decision.before().get(service);
        if (directive == null || before == null || before.holds().proposed() != null) {
            return;
        }
        if (directive.order() instanceof Directive.Approve) {
            agreed(before.phase(), service, directive.who());
        } else if (directive.order() instanceof Directive.Reject) {
            moves.remove(service);
        }
    }

    private void agreed(Phase phase, ServiceName service, String who) {
        switch (phase) {
            case Phase.AwaitingLeave waiting -> moves.put(service, new Move(waiting.to(), waiting.kind()));
            case Phase.Moving moving ->
                words.computeIfAbsent(service, _ -> new ArrayList<>())
                        .add(new Word(moving.plan().id(), who));
            case Phase.Unadopted _, Phase.Steady _, Phase.Stuck _ -> {}
        }
    }

    /**
     * To be called after the rules have judged: what was agreed to holds only as long as it is what waits, also while something is
     * written that moves nothing.
     */
    void passed(ServiceState after) {
        Move agreed = moves.get(after.service());
        boolean waits = agreed != null
                && switch (after.phase()) {
                    case Phase.AwaitingLeave waiting -> agreed.equals(new Move(waiting.to(), waiting.kind()));
                    case Phase.Moving moving -> BETWEEN.contains(moving.plan().kind());
                    case Phase.Unadopted _, Phase.Steady _, Phase.Stuck _ -> false;
                };
        if (!waits) {
            moves.remove(after.service());
        }
    }

    boolean toMove(ServiceName service, SiteName to, MoveKind kind) {
        return new Move(to, kind).equals(moves.get(service));
    }

    /** How many words of consent a plan has had. @param except whose do not count; null when everybody's do */
    long ofPlan(ServiceName service, String plan, @Nullable String except) {
        return words.getOrDefault(service, List.of()).stream()
                .filter(word -> word.plan().equals(plan) && !word.who().equals(except))
                .count();
    }
}
