package io.signalbox.decision.core.plan;

import io.signalbox.contract.JournalKind;
import io.signalbox.contract.RecoveryTimes;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.FenceUnion;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.step.StepArguments.DnsReadopt.Candidate;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Step;
import io.signalbox.decision.core.fence.FenceAlarms;
import io.signalbox.decision.core.fence.FenceFaults;
import io.signalbox.decision.core.fence.KnownFence;
import io.signalbox.decision.core.fence.SharedHolds;
import io.signalbox.decision.core.fence.StaleData;
import io.signalbox.decision.core.fence.StaleSites;
import io.signalbox.decision.core.state.FenceFault;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.PlanEnding;
import io.signalbox.decision.core.state.StepProgress;
import io.signalbox.decision.core.state.StepTask;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a fence that was lost, rolled back or overwritten, on an operator's order. The new fence has the active site
 * that the records answer, all known marks and holds, and an epoch above all known ones.
 */
public final class Readoption {

    public static final Reason BEGINS = Reason.of(
            ReasonCode.RE_ADOPTING,
            "the fence at the provider is replaced, with the site that the records answer; none changes");

    private Readoption() {}

    public static Plan plan(TransitionBuilder draft) {
        FenceFault fault = Objects.requireNonNull(draft.holds().fault());
        Hold.Readopt order = Objects.requireNonNull(draft.holds().readopt());
        Service service = draft.situation.service();
        Fence known = draft.fence();
        Fence found = believed(draft, fault);
        long shown = Math.max(draft.epoch(), found == null ? 0 : found.epoch());
        long epoch = 1 + Math.max(shown, fault.highest());
        String id = "r" + epoch + "-" + draft.version();
        List<Candidate> candidates = candidates(draft, found, epoch, id);
        SiteName assumed = known != null
                ? known.active()
                : found != null ? found.active() : service.preferred().name();
        Fence next = candidates.stream()
                .map(Candidate::next)
                .filter(each -> each.active().equals(assumed))
                .findFirst()
                .orElse(candidates.getFirst().next());
        boolean unreadable = fault.is(ReasonCode.FENCE_UNREADABLE);
        var arguments = new StepArguments.DnsReadopt(
                service.dns().zone(),
                service.hostname(),
                candidates,
                service.dns().signal(),
                unreadable ? true : null);
        var step = new Plan.Step(
                arguments.kind(),
                0,
                new StepTask.Readopt(arguments, fault.found(), next),
                Step.DEADLINE,
                null,
                Step.OnFailure.ABORT);
        return new Plan(
                id,
                MoveKind.READOPTION,
                known == null ? null : known.active(),
                next.active(),
                List.of(step),
                draft.now,
                draft.now.plus(service.policy().planDeadline()),
                RecoveryTimes.NONE,
                order.who(),
                order.person(),
                draft.situation.serviceDigest(),
                null);
    }

    /** The fence that was found; null for none, or when its epoch has jumped. */
    private static @Nullable Fence believed(TransitionBuilder draft, FenceFault fault) {
        Fence found = fault.found();
        return found == null || FenceFaults.jumps(draft.fence(), found) ? null : found;
    }

    /** A fence for each possible state of the name: all traffic at one site, or the split of a known fence. */
    private static List<Candidate> candidates(TransitionBuilder draft, @Nullable Fence found, long epoch, String id) {
        Service service = draft.situation.service();
        List<Fence> known =
                Stream.of(draft.fence(), found).filter(Objects::nonNull).toList();
        var candidates = new ArrayList<Candidate>();
        for (Site site : service.sites()) {
            candidates.add(candidate(draft, known, next(draft, epoch, site.name(), id), null));
        }
        known.stream()
                .filter(fence -> fence.split() != null
                        && service.canSplit(fence.split())
                        && service.site(fence.active()).isPresent())
                .map(fence -> candidate(draft, known, next(draft, epoch, fence.active(), id), fence.split()))
                .filter(candidate -> !candidates.contains(candidate))
                .forEach(candidates::add);
        return candidates;
    }

    private static Fence next(TransitionBuilder draft, long epoch, SiteName active, String id) {
        return Fence.settled(epoch, active, id, draft.situation.cell());
    }

    private static Candidate candidate(TransitionBuilder draft, List<Fence> known, Fence bare, @Nullable Split split) {
        Service service = draft.situation.service();
        SignalObject signal = service.dns().signal();
        Fence united = known.stream().reduce(FenceUnion::of).orElse(bare);
        SiteName active = bare.active();
        Fence next = bare.after(united)
                .marking(marks(draft, united.marks(), bare))
                .holding(SharedHolds.united(draft, known, active))
                .splitting(split);
        Boolean raised =
                signal == null ? null : !active.equals(service.preferred().name());
        return new Candidate(next, Records.of(service, active, split), raised);
    }

    /**
     * The marks known from fences and memory. If plans have one-way steps, more sites are stale: without known marks,
     * all but the active one; if the active site differs from the known one, those that a plan to it would cut off.
     */
    private static Marks marks(TransitionBuilder draft, @Nullable Marks told, Fence next) {
        Service service = draft.situation.service();
        Marks remembered = draft.memory().marks();
        Marks known = told == null ? remembered : remembered == null ? told : told.united(remembered);
        if (!service.plans().haveOneWaySteps()) {
            return known == null ? Marks.NONE : known;
        }
        List<SiteName> doubtful = known == null
                ? StaleData.others(service, next.active())
                : StaleSites.byAnyPlan(service, draft.active(), next.active());
        Marks marks = known == null ? Marks.NONE : known;
        for (SiteName site : doubtful) {
            marks = marks.stale(site, next.epoch());
        }
        return marks;
    }

    /** The name servers answer the fence that the plan writes, perhaps before its outcome arrives. */
    public static void written(TransitionBuilder draft, Phase.Moving moving, Fence seen) {
        KnownFence.update(draft, seen, List.of());
        stands(draft);
        draft.become(
                moving.step(
                        0, new StepProgress.Done(moving.progress().getFirst().lastAttempt(), Map.of())),
                draft.reason());
    }

    /** A fence of this cell is at the provider: ends the fault and its alarms. */
    public static void stands(TransitionBuilder draft) {
        draft.holds(draft.holds().fault(null));
        draft.clear(FenceAlarms.BLOCKING);
    }

    static void finish(TransitionBuilder draft, Phase.Moving moving) {
        Reason reason = Reason.of(
                ReasonCode.RE_ADOPTED,
                "the fence was replaced, and no traffic has moved: "
                        + draft.knownFence().text());
        over(draft, moving, reason, JournalKind.RE_ADOPTED);
        draft.sighted();
    }

    public static void end(TransitionBuilder draft, Phase.Moving moving, PlanEnding ending) {
        over(
                draft,
                moving,
                Reason.of(ReasonCode.RE_ADOPT_FAILED, ending.reason().text()),
                JournalKind.RE_ADOPT_FAILED);
    }

    private static void over(TransitionBuilder draft, Phase.Moving moving, Reason reason, JournalKind kind) {
        Hold.Readopt order = draft.holds().readopt();
        draft.holds(draft.holds().readopt(null));
        draft.become(draft.fence() == null ? new Phase.Unadopted() : new Phase.Steady(), reason);
        var entry = draft.journal(kind, reason).of(moving.plan());
        (order == null ? entry : entry.by(order.directive(), order.who())).write();
    }
}
