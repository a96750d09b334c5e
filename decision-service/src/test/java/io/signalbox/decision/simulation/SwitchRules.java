package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Plan;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must be true whenever a switch may be tried at the provider; once it is accepted, only its proof is asked for. */
final class SwitchRules {

    private final Invariants invariants;
    private final Fitness fitness;
    private final Map<ServiceName, Instant> arrived = new HashMap<>();

    SwitchRules(Invariants invariants, Fitness fitness) {
        this.invariants = invariants;
        this.fitness = fitness;
    }

    void arrives(Decision decision, ServiceName service) {
        arrived.put(service, decision.now());
    }

    /** @param pastReturn whether a database may be promoted: the traffic follows it, whatever has become of the sites */
    void sent(Decision decision, Service service, ServiceState state, Plan plan, Command command, boolean pastReturn) {
        var attempted = new Attempted(decision, service, state, plan, command);
        attempted.isFenced();
        if (!pastReturn) {
            attempted.isRight();
        }
    }

    private final class Attempted {
        private final Decision decision;
        private final Service service;
        private final ServiceState state;
        private final Command command;
        private final SiteName to;
        private final Hold.@Nullable Override override;

        private Attempted(Decision decision, Service service, ServiceState state, Plan plan, Command command) {
            this.decision = decision;
            this.service = service;
            this.state = state;
            this.command = command;
            this.to = plan.to();
            Hold.Override ordered = state.holds().override();
            this.override = ordered == null || plan.id().equals(ordered.after()) ? null : ordered;
        }

        private void isFenced() {
            require(
                    Objects.equals(command.expected(), state.fence())
                            && command.next().epoch() == command.expected().epoch() + 1,
                    "a switch builds on the fence that the cell knows");
        }

        private void isRight() {
            require(state.verdict(to) != Verdict.DOWN || mayBeUnfit(), "no switch to a site that is DOWN");
            require(
                    !fitness.suppressed(service, to, decision.now())
                            || mayBeUnfit()
                            || isLastResortInNeed(service.site(to).orElseThrow()),
                    "no switch to a site that is suppressed or held down");
            require(
                    override == null || override.target().equals(to),
                    "an override in force is the only word on where to go");
            if (override == null) {
                require(isDue() || isOfADrill(), "an automatic move only away from DOWN, or home when due");
            }
        }

        private void require(boolean holds, String invariant) {
            invariants.require(holds, invariant, () -> Words.of(command) + " in " + Words.of(state));
        }

        private boolean mayBeUnfit() {
            return override == null
                    ? isPrimaryInNeed()
                    : override.force() && override.target().equals(to);
        }

        private boolean isDue() {
            Site target = service.site(to).orElseThrow();
            SiteName active = Objects.requireNonNull(state.active());
            Site present = service.site(active).orElseThrow();
            boolean up = state.verdict(to) == Verdict.UP && !target.lastResort();
            if (present.lastResort()) {
                return up;
            }
            return state.verdict(active) == Verdict.DOWN
                    ? up || isLastResortInNeed(target) || isPrimaryInNeed()
                    : up && isHome(present, target);
        }

        private boolean isHome(Site present, Site target) {
            Policy.Failback failback = service.policy().failback();
            SiteVerdict verdict = Objects.requireNonNull(state.verdicts().get(to));
            return target.priority() < present.priority()
                    && failback.mode() != Policy.Failback.Mode.NEVER
                    && !decision.now().isBefore(verdict.since().plus(failback.stableFor()))
                    && !decision.now()
                            .isBefore(arrived.getOrDefault(service.name(), Instant.MIN)
                                    .plus(failback.stableFor()));
        }

        private boolean isOfADrill() {
            Hold.Drill drill = state.holds().drill();
            return drill != null
                    && !drill.isOfCapacity()
                    && to.equals(drill.stage() == Hold.Drill.Stage.RETURNING ? drill.home() : drill.target())
                    && state.verdict(to) == Verdict.UP;
        }

        private boolean isLastResortInNeed(Site target) {
            return target.lastResort()
                    && fitness.nothingFits(service, state, decision.now())
                    && service.policy().whenAllDown() == Policy.WhenAllDown.LAST_RESORT;
        }

        private boolean isPrimaryInNeed() {
            return to.equals(service.preferred().name())
                    && fitness.nothingFits(service, state, decision.now())
                    && service.policy().whenAllDown() == Policy.WhenAllDown.PRIMARY;
        }
    }
}
