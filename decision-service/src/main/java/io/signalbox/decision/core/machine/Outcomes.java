package io.signalbox.decision.core.machine;

import io.signalbox.contract.Fence;
import io.signalbox.contract.Reason;
import io.signalbox.contract.RecordSet;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the actuator says of the step that a service is at. */
final class Outcomes {

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private Outcomes() {}

    static void take(Draft draft, StepOutcome outcome) {
        switch (draft.phase()) {
            case Phase.Moving moving when isOf(moving.plan(), outcome) -> whileMoving(draft, moving, outcome);
            case Phase.Proving proving when isOf(proving.plan(), outcome) -> whileProving(draft, proving, outcome);
            case Phase.Unadopted _,
                    Phase.Steady _,
                    Phase.AwaitingLeave _,
                    Phase.Moving _,
                    Phase.Proving _,
                    Phase.Stuck _ -> {
                // Of a plan that is over here. What it left at the provider is told by the fence watch.
            }
        }
    }

    private static boolean isOf(Plan plan, StepOutcome outcome) {
        return plan.id().equals(outcome.plan()) && outcome.step() == 0;
    }

    private static void whileMoving(Draft draft, Phase.Moving moving, StepOutcome outcome) {
        Plan plan = moving.plan();
        boolean current = outcome.attempt() == moving.attempt();
        switch (outcome.result()) {
            case Done done -> finish(draft, plan, outcome, done.records(), plan.times());
            case InProgress progress when progress.accepted() -> accept(draft, moving, outcome, progress);
            case InProgress progress -> askAgain(draft, moving, progress.retryAfter(), draft.reason());
            case Refused refused
            when current || outcome.fenceSeen() != null -> refused(draft, moving, outcome, refused);
            case Failed failed when current -> failed(draft, moving, failed);
            case Refused _, Failed _ -> {
                // Of an attempt that has been superseded by a later one.
            }
        }
    }

    private static void accept(Draft draft, Phase.Moving moving, StepOutcome outcome, InProgress progress) {
        Plan plan = moving.plan();
        Fence fence = fenceAfter(plan, outcome);
        RecoveryTimes times = withTimings(plan.times(), outcome.timings());
        draft.fence(fence, recordsAfter(plan));
        draft.recovery(times);
        Reason reason = Reason.of(
                "change-accepted",
                "the DNS provider took epoch " + fence.epoch() + ", active " + fence.active() + "; "
                        + progress.detail());
        draft.become(
                new Phase.Proving(
                        plan, outcome.attempt(), draft.now.plus(progress.retryAfter()), progress.token(), times),
                reason);
        draft.journal("change-accepted", reason).of(plan).times(times).write();
    }

    /** The name servers answer what a plan writes that nobody has yet reported as accepted. */
    static void sightedOwn(Draft draft, Fence seen) {
        if (draft.phase() instanceof Phase.Moving moving && moving.plan().kind() != MoveKind.ADOPTION) {
            Plan plan = moving.plan();
            Reason reason =
                    Reason.of("change-accepted", "the name servers answer the fence of this plan: " + seen.text());
            draft.fence(seen, recordsAfter(plan));
            draft.become(new Phase.Proving(plan, moving.attempt(), draft.now, null, plan.times()), reason);
            draft.journal("change-accepted", reason)
                    .of(plan)
                    .times(plan.times())
                    .write();
        }
    }

    private static void whileProving(Draft draft, Phase.Proving proving, StepOutcome outcome) {
        RecoveryTimes times = withTimings(proving.times(), outcome.timings());
        switch (outcome.result()) {
            case Done done -> finish(draft, proving.plan(), outcome, done.records(), times);
            case InProgress progress ->
                proving(draft, proving, draft.now.plus(progress.retryAfter()), progress.token(), times);
            case Refused _ when isForeign(draft, outcome) -> adoptForeign(draft, outcome);
            case Refused _, Failed _ ->
                proving(draft, proving, draft.now.plus(backoff(proving.attempt())), proving.token(), times);
        }
    }

    private static void proving(
            Draft draft, Phase.Proving proving, Instant again, @Nullable String token, RecoveryTimes times) {
        draft.become(new Phase.Proving(proving.plan(), proving.attempt(), again, token, times), draft.reason());
    }

    private static void finish(
            Draft draft, Plan plan, StepOutcome outcome, List<RecordSet> records, RecoveryTimes before) {
        RecoveryTimes times = withTimings(before, outcome.timings());
        Fence fence = fenceAfter(plan, outcome);
        draft.fence(fence, records);
        draft.clear(List.of(Fencing.UNPROVEN));
        boolean adoption = plan.kind() == MoveKind.ADOPTION;
        Reason reason = adoption
                ? Reason.of("adopted", "the fence is written; the name points at " + fence.active() + " as before")
                : Reason.of("move-done", "every authoritative name server answers with " + fence.active());
        if (!adoption) {
            draft.recovery(times);
        }
        draft.become(new Phase.Steady(), reason);
        draft.journal(adoption ? "adopted" : "move-done", reason)
                .of(plan)
                .times(times)
                .write();
    }

    private static void refused(Draft draft, Phase.Moving moving, StepOutcome outcome, Refused refused) {
        switch (refused.why()) {
            case STALE_FENCE -> stale(draft, moving, outcome, refused);
            case DRIFT, UNKNOWN_RECORDS -> stuck(draft, moving.plan(), code(refused), refused.detail());
            case TOPOLOGY_MISMATCH, EXPIRED ->
                askAgain(draft, moving, backoff(moving.attempt()), Reason.of(code(refused), refused.detail()));
        }
    }

    private static void stale(Draft draft, Phase.Moving moving, StepOutcome outcome, Refused refused) {
        Fence seen = outcome.fenceSeen();
        if (seen == null) {
            stuck(draft, moving.plan(), Fencing.GONE, "the fence is gone: " + refused.detail());
        } else if (isForeign(draft, outcome)) {
            adoptForeign(draft, outcome);
        } else {
            stuck(draft, moving.plan(), Fencing.CHANGED, "the fence went back without us: " + seen.text());
        }
    }

    /** Whether the fence seen is another's later, or equally late, decision. */
    private static boolean isForeign(Draft draft, StepOutcome outcome) {
        Fence seen = outcome.fenceSeen();
        Fence known = draft.fence();
        return seen != null && (known == null || seen.epoch() >= known.epoch()) && !seen.equals(known);
    }

    private static void adoptForeign(Draft draft, StepOutcome outcome) {
        Fence seen = outcome.fenceSeen();
        if (seen != null) {
            Fencing.adopt(draft, seen, "another has decided first");
        }
    }

    private static void failed(Draft draft, Phase.Moving moving, Failed failed) {
        if (failed.retryable()) {
            Reason reason = Reason.of("step-failed", failed.cause() + ": " + failed.detail() + "; trying again");
            askAgain(draft, moving, backoff(moving.attempt()), reason);
        } else {
            stuck(draft, moving.plan(), failed.cause(), failed.detail());
        }
    }

    static void stuck(Draft draft, Plan plan, String code, String text) {
        Reason reason = Reason.of(code, text);
        draft.become(new Phase.Stuck(plan, reason), reason);
        draft.journal("stuck", reason).of(plan).write();
    }

    private static void askAgain(Draft draft, Phase.Moving moving, Duration after, Reason reason) {
        draft.become(
                new Phase.Moving(moving.plan(), moving.attempt(), draft.now.plus(after), moving.lastDeadline()),
                reason);
    }

    static Duration backoff(int attempt) {
        Duration doubled = RETRY.multipliedBy(1L << Math.min(attempt - 1, 10));
        return doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
    }

    private static Fence fenceAfter(Plan plan, StepOutcome outcome) {
        Fence seen = outcome.fenceSeen();
        return seen != null && Fencing.wroteIt(plan, seen) ? seen : plan.next();
    }

    private static List<RecordSet> recordsAfter(Plan plan) {
        return switch (plan.arguments()) {
            case StepArguments.DnsSwitch change -> change.create();
            case StepArguments.DnsAdopt _ -> List.of();
        };
    }

    private static RecoveryTimes withTimings(RecoveryTimes times, Map<String, Instant> timings) {
        return new RecoveryTimes(
                times.firstFailure(),
                times.detected(),
                times.decided(),
                first(times.accepted(), timings.get("accepted")),
                first(times.insync(), timings.get("insync")),
                first(times.converged(), timings.get("answered")));
    }

    private static @Nullable Instant first(@Nullable Instant known, @Nullable Instant told) {
        return known == null ? told : known;
    }

    private static String code(Refused refused) {
        return refused.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
