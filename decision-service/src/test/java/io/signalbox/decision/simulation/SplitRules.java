package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.state.StepTask;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must be true whenever a part of the traffic is sent to another site than the active one, or taken from it. */
final class SplitRules {

    private final GovernorSettings governor;
    private final Invariants invariants;
    private final Fitness fitness;
    private final Tally tally;

    SplitRules(Topology topology, Invariants invariants, Fitness fitness, Tally tally) {
        this.governor = topology.governor();
        this.invariants = invariants;
        this.fitness = fitness;
        this.tally = tally;
    }

    /** A plan begins that leaves the active site as it is. */
    void begins(Decision decision, Service service, ServiceState state, Plan plan) {
        Split split = split(plan);
        Split live = Objects.requireNonNull(state.fence()).split();
        tally.count(split == null ? "takes a part" : "gives a part");
        require(state, !decision.frozen(state), "the traffic is not divided otherwise in a freeze");
        require(state, !Objects.equals(split, live), "what is so already is not asked for");
        require(
                state,
                state.verdict(Objects.requireNonNull(state.active())) != Verdict.DOWN,
                "the traffic of a site that is DOWN moves as a whole");
        boolean tidies = live != null && state.fence().until() != null;
        if (tidies) {
            tally.count("tidies a part");
        }
        if (split != null && !tidies) {
            gives(decision, service, state);
        }
        if (split == null && live != null && state.verdict(live.to()) == Verdict.UNKNOWN) {
            // A last resort, or a site without good data, is no standby, whatever is known of it.
            require(
                    state,
                    tidies
                            || service.dns().preWarm() == null
                            || service.site(live.to()).map(Site::lastResort).orElse(true)
                            || Fitness.isStale(state, live.to()),
                    "nothing is taken from a standby of which nothing is known");
        }
    }

    private void gives(Decision decision, Service service, ServiceState state) {
        Policy.Mode mode = service.policy().mode();
        FleetState.Brake brake = decision.fleet().brake();
        require(
                state,
                mode == Policy.Mode.AUTO || mode == Policy.Mode.APPROVE,
                "in modes advise and off no standby gets a part");
        require(
                state,
                state.holds().override() == null && state.holds().drill() == null,
                "where somebody has said where the traffic goes no standby gets a part");
        require(
                state,
                !decision.maintenance(service, governor.maintenance()),
                "no standby gets a part in a maintenance window");
        require(state, brake == null || brake.offBy() != null, "while the brake is on no standby gets a part");
    }

    /** A change is sent that divides the traffic. */
    void sent(Decision decision, Service service, ServiceState state, Plan plan, Command command) {
        Split split = command.next().split();
        if (split == null || command.next().equals(state.fence()) || isForced(state, plan)) {
            return;
        }
        SiteName to = split.to();
        tally.count("sends a part");
        require(state, state.verdict(to) != Verdict.DOWN, "no part goes to a site that is DOWN");
        require(
                state,
                !fitness.suppressed(service, to, decision.now()),
                "no part goes to a site that is suppressed or held down");
        require(
                state,
                !service.site(to).map(Site::lastResort).orElse(true)
                        || plan.to().equals(to),
                "no standby is a last resort");
    }

    /** What is known to be DOWN, or wanted by nobody, loses its part in the very moment, unless something stands against every change. */
    void rests(Decision decision, Service service, ServiceState state) {
        Fence fence = state.fence();
        Split split = fence == null ? null : fence.split();
        boolean still = state.phase() instanceof Phase.Steady || state.phase() instanceof Phase.AwaitingLeave;
        boolean wanted = service.dns().preWarm() != null;
        if (split == null || !still || wanted && state.verdict(split.to()) != Verdict.DOWN) {
            return;
        }
        Policy.Mode mode = service.policy().mode();
        boolean passive = mode == Policy.Mode.ADVISE || mode == Policy.Mode.OFF;
        boolean held = wanted && passive
                || fence.claimedAt(decision.now())
                || fence.hold() != null
                || decision.frozen(state)
                || !state.alarms().isEmpty()
                || state.reason().code().endsWith("unconfirmed")
                || state.verdict(fence.active()) == Verdict.DOWN
                || state.phase() instanceof Phase.AwaitingLeave && isNews(decision, state, split.to());
        tally.count(held ? "a part is left at DOWN, and held" : "a part is left at DOWN");
        require(
                state,
                held,
                wanted ? "no part of the traffic is left at a site that is DOWN" : "no part is left that nobody wants");
    }

    /** What has just been concluded may wait to be confirmed, beside a move that waits for something else. */
    private static boolean isNews(Decision decision, ServiceState state, SiteName site) {
        SiteVerdict verdict = state.verdicts().get(site);
        return verdict != null && decision.now().isBefore(verdict.since().plusSeconds(30));
    }

    private static boolean isForced(ServiceState state, Plan plan) {
        Hold.Override override = state.holds().override();
        return override != null && override.force() && override.target().equals(plan.to());
    }

    private static @Nullable Split split(Plan plan) {
        return plan.steps().getFirst().task() instanceof StepTask.Switch change ? change.split() : null;
    }

    private void require(ServiceState state, boolean holds, String invariant) {
        invariants.require(holds, invariant, () -> Words.of(state));
    }
}
