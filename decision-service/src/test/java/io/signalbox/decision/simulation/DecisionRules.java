package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.StepArguments;
import io.signalbox.contract.Verdict;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.machine.Event;
import io.signalbox.decision.core.machine.Fleet;
import io.signalbox.decision.core.machine.Hold;
import io.signalbox.decision.core.machine.Phase;
import io.signalbox.decision.core.machine.ServiceState;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be true of everything that one cell decides, judged without the machine's own words. */
final class DecisionRules {

    /** @param event null when only time has passed */
    record Decision(
            @Nullable Event event,
            Map<ServiceName, ServiceState> before,
            Map<ServiceName, ServiceState> after,
            Fleet fleet,
            List<Command> sent,
            List<JournalEntry> written,
            Instant now) {

        private boolean isAnOperators() {
            return event instanceof Event.Directed;
        }
    }

    private final Topology topology;
    private final Invariants invariants;
    private final Map<ServiceName, Long> journalled = new HashMap<>();
    private long fleetJournalled;
    private final Map<ServiceName, String> planUnderWay = new HashMap<>();
    private final Set<String> plansOver = new HashSet<>();
    private final Map<ServiceName, Instant> arrived = new HashMap<>();

    DecisionRules(Topology topology, Invariants invariants) {
        this.topology = topology;
        this.invariants = invariants;
    }

    void decided(Decision decision) {
        decision.written().forEach(this::isNextInTheJournal);
        decision.after().values().forEach(state -> {
            ServiceState former = decision.before().get(state.service());
            if (former != state) {
                changed(decision, former, state);
            }
        });
        decision.sent().forEach(command -> sent(decision, command));
    }

    private void isNextInTheJournal(JournalEntry entry) {
        ServiceName service = entry.service();
        long former = service == null ? fleetJournalled : journalled.getOrDefault(service, 0L);
        invariants.require(
                entry.version() == former + 1,
                "journal entries are numbered without gaps or repeats",
                () -> entry.version() + " follows " + former);
        if (service == null) {
            fleetJournalled = entry.version();
        } else {
            journalled.put(service, entry.version());
        }
    }

    private void changed(Decision decision, @Nullable ServiceState former, ServiceState state) {
        if (former == null || !Objects.equals(former.active(), state.active())) {
            arrived.put(state.service(), decision.now());
        }
        invariants.require(
                state.version() == journalled.getOrDefault(state.service(), 0L),
                "a state's version is that of its last journal entry",
                () -> state.service() + " is at " + state.version());
        if (former == null) {
            return;
        }
        invariants.require(
                former.fence() == null
                        || state.fence() != null
                                && state.fence().epoch() >= former.fence().epoch(),
                "a cell never takes an older fence for a newer one",
                () -> former.fence() + " became " + state.fence());
        boolean leftStuck = former.phase() instanceof Phase.Stuck && !(state.phase() instanceof Phase.Stuck);
        invariants.require(
                !leftStuck || decision.isAnOperators() || !Objects.equals(former.fence(), state.fence()),
                "stuck ends at an operator's word, or when another has decided",
                () -> state.service() + " became " + state.phase());
    }

    private void sent(Decision decision, Command command) {
        ServiceState state = decision.after().get(command.service());
        Service service = topology.service(command.service()).orElseThrow();
        invariants.require(!(state.phase() instanceof Phase.Stuck), "a stuck service sends nothing", command::toString);
        isOfThePlanUnderWay(command);
        if (command.arguments() instanceof StepArguments.DnsSwitch wanted && state.phase() instanceof Phase.Moving) {
            new SwitchRules(decision, state, service, command, wanted.to()).check();
        }
    }

    private void isOfThePlanUnderWay(Command command) {
        String present = planUnderWay.put(command.service(), command.plan());
        if (present != null && !present.equals(command.plan())) {
            plansOver.add(command.service() + " " + present);
        }
        invariants.require(
                !plansOver.contains(command.service() + " " + command.plan()),
                "never two plans of a service in flight",
                () -> command.plan() + " goes on after " + present);
    }

    /** One switch that may now be tried at the provider; once it is accepted, only its proof is asked for. */
    private final class SwitchRules {
        private final Decision decision;
        private final ServiceState state;
        private final Service service;
        private final Command command;
        private final SiteName to;
        private final Hold.@Nullable Override override;

        private SwitchRules(Decision decision, ServiceState state, Service service, Command command, SiteName to) {
            this.decision = decision;
            this.state = state;
            this.service = service;
            this.command = command;
            this.to = to;
            this.override = state.override();
        }

        private void check() {
            require(
                    Objects.equals(command.expected(), state.fence())
                            && command.next().epoch() == command.expected().epoch() + 1,
                    "a switch builds on the fence that the cell knows");
            require(state.verdict(to) != Verdict.DOWN || mayBeDown(), "no switch to a site that is DOWN");
            require(
                    override == null || override.target().equals(to),
                    "an override in force is the only word on where to go");
            if (override == null) {
                require(isDue(), "an automatic move only away from DOWN, or home when due");
                require(
                        command.attempt() > 1
                                || frozenBy(state.freeze()) == null
                                        && frozenBy(decision.fleet().freeze()) == null,
                        "no automatic move begins in a freeze");
            }
        }

        private void require(boolean holds, String invariant) {
            invariants.require(holds, invariant, () -> command + " in " + state);
        }

        private boolean mayBeDown() {
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
                    && failback.mode() == Policy.Failback.Mode.AUTO
                    && !decision.now().isBefore(verdict.since().plus(failback.stableFor()))
                    && !decision.now().isBefore(arrived.get(service.name()).plus(failback.stableFor()));
        }

        private boolean isLastResortInNeed(Site target) {
            return target.lastResort()
                    && nothingUp()
                    && service.policy().whenAllDown() == Policy.WhenAllDown.LAST_RESORT;
        }

        private boolean isPrimaryInNeed() {
            return to.equals(service.preferred().name())
                    && nothingUp()
                    && service.policy().whenAllDown() == Policy.WhenAllDown.PRIMARY;
        }

        private boolean nothingUp() {
            return service.sites().stream()
                    .noneMatch(site -> !site.lastResort() && state.verdict(site.name()) == Verdict.UP);
        }

        private Hold.@Nullable Freeze frozenBy(Hold.@Nullable Freeze freeze) {
            return freeze == null || freeze.endedAt(decision.now()) ? null : freeze;
        }
    }
}
