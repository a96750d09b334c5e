package io.signalbox.decision.core.rehearsal;

import io.signalbox.contract.Directive;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.state.StepProgress;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The person in a rehearsal: approves at once what policy and plans ask for, and never what the governor holds. */
final class Approver {

    private static final List<ReasonCode> ASKED_BY_POLICY =
            List.of(ReasonCode.APPROVE, ReasonCode.FAILBACK_MANUAL, ReasonCode.ONE_VANTAGE);

    /** The maximum number of answers at one moment; no plan has more steps that ask. */
    private static final int PATIENCE = 32;

    private final Set<ServiceName> agreed = new HashSet<>();
    private final Map<ServiceName, Integer> answers = new HashMap<>();
    private Instant moment = Instant.MIN;
    private long directives;

    /** The answer of this person to a state; null when nothing is asked. */
    @Nullable
    Directive answer(ServiceState state, Instant now) {
        Directive.Order order = order(state);
        if (!now.equals(moment)) {
            moment = now;
            answers.clear();
        }
        if (order == null || answers.merge(state.service(), 1, Integer::sum) > PATIENCE) {
            return null;
        }
        return new Directive(
                Directive.VERSION,
                "rehearsal-" + ++directives,
                state.service(),
                "rehearsal",
                null,
                "a rehearsal agrees",
                now,
                null,
                order);
    }

    private Directive.@Nullable Order order(ServiceState state) {
        return switch (state.phase()) {
            case Phase.AwaitingLeave waiting
            when waiting.approvable() && waiting.held().isAny(ASKED_BY_POLICY) -> {
                agreed.add(state.service());
                yield new Directive.Approve(null, null);
            }
            case Phase.Moving moving
            when moving.ending() == null && asks(moving) -> {
                agreed.add(state.service());
                yield new Directive.Approve(null, null);
            }
            case Phase.Stuck _ -> new Directive.Acknowledge();
            case Phase.Steady _ -> {
                agreed.remove(state.service());
                yield null;
            }
            case Phase.AwaitingLeave _, Phase.Moving _, Phase.Unadopted _ -> null;
        };
    }

    /** A failed step gets no answer: a rehearsal cannot know whether a person would go on without it. */
    private static boolean asks(Phase.Moving moving) {
        return moving.progress().stream()
                .anyMatch(step -> step instanceof StepProgress.Asking asking && !asking.failed());
    }

    /** True if this person was needed for the move of a service that is under way. */
    boolean hasAgreed(ServiceName service) {
        return agreed.contains(service);
    }
}
