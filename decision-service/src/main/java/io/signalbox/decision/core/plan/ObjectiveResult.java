package io.signalbox.decision.core.plan;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Objectives;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.transition.Instants;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One objective of a service beside what a move achieved. @param name as in the topology */
public record ObjectiveResult(String name, Duration limit, Duration actual) {

    /** Those that are set and were measured. */
    public static List<ObjectiveResult> of(Objectives objectives, RecoveryTimes times) {
        return of(objectives, times, end(times));
    }

    private static List<ObjectiveResult> of(Objectives objectives, RecoveryTimes times, @Nullable Instant end) {
        Instant begin = times.firstFailure() == null ? times.decided() : times.firstFailure();
        return Stream.of(
                        of("detection", objectives.detection(), times.firstFailure(), times.detected()),
                        of("recovery", objectives.recovery(), begin, end),
                        of("dataLoss", objectives.dataLoss(), times.replicated(), times.lagSeen()))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static @Nullable Instant end(RecoveryTimes times) {
        return times.reached() == null ? times.converged() : times.reached();
    }

    private static @Nullable ObjectiveResult of(
            String name, @Nullable Duration limit, @Nullable Instant from, @Nullable Instant to) {
        return limit == null || from == null || to == null
                ? null
                : new ObjectiveResult(name, limit, Duration.between(from, Instants.later(from, to)));
    }

    public boolean isMet() {
        return actual.compareTo(limit) <= 0;
    }

    /** Writes each missed objective of a move that has ended to the journal. A move that is not proven lasts until now. */
    static void check(TransitionBuilder draft, Plan plan, RecoveryTimes times) {
        Instant end = end(times);
        of(draft.situation.service().reporting().objectives(), times, end == null ? draft.now : end).stream()
                .filter(result -> !result.isMet())
                .forEach(result -> draft.journal(JournalKind.OBJECTIVE_MISSED, result.reason())
                        .of(plan)
                        .times(times)
                        .write());
    }

    private Reason reason() {
        return Reason.of(
                ReasonCode.OBJECTIVE_MISSED,
                name + " took " + Instants.words(actual) + ", the objective is " + Instants.words(limit));
    }
}
