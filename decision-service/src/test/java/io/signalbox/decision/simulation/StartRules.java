package io.signalbox.decision.simulation;

import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Failback;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.MoveKind;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.PlanRetry;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must be true when a cell begins a move. */
final class StartRules {

    /** What a cell's clock may jump by when its process is another. */
    private static final Duration JUMP = Duration.ofSeconds(4);

    private final Topology topology;
    private final Invariants invariants;
    private final Fitness fitness;
    private final Consents consents;
    private final SplitRules splits;
    private final List<Instant> starts = new ArrayList<>();
    /** The last automatic move of each service. */
    private final Map<ServiceName, Plan> last = new HashMap<>();

    StartRules(Topology topology, Invariants invariants, Fitness fitness, Consents consents, SplitRules splits) {
        this.topology = topology;
        this.invariants = invariants;
        this.fitness = fitness;
        this.consents = consents;
        this.splits = splits;
    }

    void begins(Decision decision, ServiceState state, Plan plan) {
        Service service = topology.service(state.service()).orElseThrow();
        require(state, service.policy().mode() != Policy.Mode.ADVISE, "in mode advise nothing is done at the provider");
        switch (plan.kind()) {
            case ADOPTION -> adopts(service, state);
            case FAILOVER, FAILBACK -> automatic(decision, service, state, plan);
            case OVERRIDE -> ordered(decision, service, state, plan);
            case DRILL, RESTORE -> drilled(decision, service, state, plan);
            case RAISE, LOWER -> scaled(state, plan);
            case ADJUST -> splits.begins(decision, service, state, plan);
            case HOLD -> {
                // What was ordered is told to the other cells; no answer changes.
            }
            case READOPTION ->
                require(state, state.holds().fault() != null, "no fence is replaced that is the one that is known");
        }
        if (plan.kind() != MoveKind.ADOPTION && plan.kind() != MoveKind.READOPTION && plan.kind() != MoveKind.HOLD) {
            Fence fence = state.fence();
            require(
                    state,
                    fence != null && (!fence.claimedAt(decision.now()) || isOfDrill(fence, decision, plan)),
                    "no move begins while another owns the claim");
        }
    }

    /** A claim of a drill without traffic gives way to moves of its own cell, and to its later plans. */
    private static boolean isOfDrill(Fence fence, Decision decision, Plan plan) {
        return fence.active().equals(fence.target())
                && fence.cell().equals(decision.cell())
                && (plan.moves() || plan.isOfCapacity());
    }

    private void adopts(Service service, ServiceState state) {
        require(
                state,
                service.policy().mode() != Policy.Mode.OFF
                        || state.holds().override() != null
                        || state.holds().drill() != null,
                "no fence is written where nothing is to be done");
    }

    private void automatic(Decision decision, Service service, ServiceState state, Plan plan) {
        Policy policy = service.policy();
        FleetState.Brake brake = decision.fleet().brake();
        boolean agreed = consents.toMove(service.name(), plan.to(), plan.kind());
        require(
                state,
                policy.mode() == Policy.Mode.AUTO || policy.mode() == Policy.Mode.APPROVE,
                "in modes advise and off nothing automatic begins");
        require(state, state.holds().override() == null, "nothing automatic begins against an override");
        require(state, !decision.frozen(state), "no automatic move begins in a freeze");
        require(
                state,
                !isHeldElsewhere(decision, state, 'f') && !isHeldElsewhere(decision, state, 'p'),
                "no automatic move begins in a freeze of another cell");
        require(
                state,
                !decision.maintenance(service, topology.governor().maintenance()),
                "no automatic move begins in a maintenance window");
        require(
                state,
                agreed || policy.mode() != Policy.Mode.APPROVE,
                "in mode approve nothing begins without an approver's word on this very move");
        require(
                state,
                agreed || brake == null || brake.offBy() != null,
                "while the brake is on nothing begins without approval");
        require(state, agreed || brake != null || wide(decision) < 2, "two regions that fail at once put the brake on");
        boolean again = isAnotherPlanOfTheSameMove(service, state, plan);
        require(
                state,
                agreed || again || !tooMany(decision.now()),
                "no more automatic moves begin than the velocity allows");
        require(state, fit(decision, service, state, plan), "a move begins only to a site that is fit for it");
        if (isFailback(service, state, plan)) {
            failback(decision, service, state, agreed);
        }
        if (!again) {
            starts.add(decision.now());
        }
        last.put(service.name(), plan);
    }

    /** The plan before it ran out of time without any effect: the move has been counted. */
    private boolean isAnotherPlanOfTheSameMove(Service service, ServiceState state, Plan plan) {
        PlanRetry retry = state.memory().retry();
        Plan before = last.get(service.name());
        return retry != null
                && before != null
                && before.to().equals(plan.to())
                && before.kind() == plan.kind()
                && Objects.equals(before.from(), state.active());
    }

    private boolean fit(Decision decision, Service service, ServiceState state, Plan plan) {
        var name = Fitness.plan(service, state, plan.kind(), plan.to());
        return fitness.objection(service, state, plan.to(), name, decision.now())
                        .isEmpty()
                || inNeed(service, plan.to())
                        && fitness.nothingFits(service, state, decision.now())
                        && state.verdict(Objects.requireNonNull(state.active())) == Verdict.DOWN;
    }

    private static boolean inNeed(Service service, SiteName to) {
        return switch (service.policy().whenAllDown()) {
            case STAY -> false;
            case LAST_RESORT -> service.site(to).orElseThrow().lastResort();
            case PRIMARY -> to.equals(service.preferred().name());
        };
    }

    private static boolean isFailback(Service service, ServiceState state, Plan plan) {
        boolean fromLastResort = service.site(Objects.requireNonNull(state.active()))
                .map(Site::lastResort)
                .orElse(false);
        return plan.kind() == MoveKind.FAILBACK && !fromLastResort;
    }

    /** True if another cell has such an order in force, as the fence tells it: {@code o@us-east-1:1767225600}. */
    private static boolean isHeldElsewhere(Decision decision, ServiceState state, char order) {
        Fence fence = state.fence();
        String hold = fence == null ? null : fence.hold();
        return hold != null
                && Arrays.stream(hold.split(",", -1))
                        .filter(word -> word.charAt(0) == order)
                        .filter(word -> !word.substring(2, word.indexOf(':'))
                                .equals(decision.cell().value()))
                        .map(word -> word.substring(word.indexOf(':') + 1))
                        .anyMatch(until -> until.equals("-")
                                || decision.now().isBefore(Instant.ofEpochSecond(Long.parseLong(until))));
    }

    private void failback(Decision decision, Service service, ServiceState state, boolean agreed) {
        Failback failback = service.policy().failback();
        require(state, !isHeldElsewhere(decision, state, 'd'), "no failback while a drill of another cell is away");
        require(state, failback.mode() != Failback.Mode.NEVER, "no failback where the policy is never to return");
        require(state, agreed || failback.mode() != Failback.Mode.MANUAL, "a manual failback waits for an approver");
        require(
                state,
                failback.mode() != Failback.Mode.AUTO
                        || failback.window() == null
                        || failback.window().contains(decision.now()),
                "an automatic failback begins in its window only");
        require(
                state,
                state.verdict(Objects.requireNonNull(state.active())) != Verdict.DOWN,
                "away from a site that is DOWN is no failback");
    }

    private void ordered(Decision decision, Service service, ServiceState state, Plan plan) {
        Hold.Override override = state.holds().override();
        require(
                state,
                override != null && override.target().equals(plan.to()),
                "an override is what somebody wants, and nothing else");
        if (!override.force()) {
            require(
                    state,
                    state.verdict(plan.to()) != Verdict.DOWN && !fitness.suppressed(service, plan.to(), decision.now()),
                    "an override that is not forced leads to no site that is DOWN or suppressed");
        }
    }

    private void scaled(ServiceState state, Plan plan) {
        Hold.Drill drill = state.holds().drill();
        boolean back = plan.kind() == MoveKind.LOWER;
        require(
                state,
                drill != null
                        && drill.isOfCapacity()
                        && plan.to().equals(drill.target())
                        && back == (drill.stage() == Hold.Drill.Stage.RETURNING),
                "only a drill without traffic scales a site, and puts back what it has scaled");
        require(
                state,
                !plan.to().equals(state.active()) && state.verdict(Objects.requireNonNull(state.active())) == Verdict.UP
                        || !back,
                "nothing is scaled back where the traffic is, or while its site is not UP");
    }

    private void drilled(Decision decision, Service service, ServiceState state, Plan plan) {
        Hold.Drill drill = state.holds().drill();
        boolean home = plan.kind() == MoveKind.RESTORE;
        require(
                state,
                drill != null
                        && plan.to().equals(home ? drill.home() : drill.target())
                        && home == (drill.stage() == Hold.Drill.Stage.RETURNING),
                "a drill goes where it was said to, and home");
        require(state, fit(decision, service, state, plan), "a move begins only to a site that is fit for it");
    }

    /** How many regions have failed widely within the brake's time, by the verdicts that the cell has. */
    private long wide(Decision decision) {
        GovernorSettings.Brake brake = topology.governor().brake();
        if (brake == null) {
            return 0;
        }
        Instant since = decision.now().minus(brake.within()).plus(JUMP);
        List<Site> watched = topology.services().stream()
                .flatMap(service -> service.sites().stream())
                .filter(site -> !site.lastResort() && !site.probes().isEmpty())
                .toList();
        return watched.stream()
                .map(Site::name)
                .distinct()
                .filter(region -> lost(decision, region, since)
                        >= Math.max(brake.services(), Math.ceil(having(watched, region) * brake.percent() / 100.0)))
                .count();
    }

    private static long having(List<Site> watched, SiteName region) {
        return watched.stream().filter(site -> site.name().equals(region)).count();
    }

    private long lost(Decision decision, SiteName region, Instant since) {
        return topology.services().stream()
                .map(Service::name)
                .filter(service -> lost(decision.after().get(service), region, since))
                .count();
    }

    private static boolean lost(@Nullable ServiceState state, SiteName region, Instant since) {
        SiteVerdict verdict = state == null ? null : state.verdicts().get(region);
        return verdict != null
                && verdict.verdict() == Verdict.DOWN
                && verdict.since().isAfter(since);
    }

    private boolean tooMany(Instant now) {
        GovernorSettings.Velocity velocity = topology.governor().velocity();
        return velocity != null
                && starts.stream()
                                .filter(start -> start.isAfter(now.minus(velocity.within())))
                                .count()
                        >= velocity.moves();
    }

    private void require(ServiceState state, boolean holds, String invariant) {
        invariants.require(
                holds,
                invariant,
                () -> Words.of(state) + "; moves begun at "
                        + starts.stream().map(Instant::toString).collect(Collectors.joining(", ")));
    }
}
