package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.state.ServiceState;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What must be true of the world as a whole, whatever fails in it. Cells are judged by their own rules beside this. */
final class Invariants {

    private final Cast cast;
    private final Topology topology;
    private final Trace trace;
    private final Map<ServiceName, Map<SiteName, List<RecordSet>>> records = new HashMap<>();
    private final Agenda agenda;
    private final Deeds deeds;
    private final Tally tally;
    private final Set<String> plansThatSettled = new HashSet<>();
    private final Set<String> plansThatSwitched = new HashSet<>();
    private final Map<ServiceName, Provider.Zone> approved = new HashMap<>();
    private final Judge really;
    private boolean judged;
    /** How much had changed when it was last looked at. */
    private long looked = -1;

    Invariants(Cast cast, Topology topology, Agenda agenda, Trace trace, Deeds deeds, Tally tally) {
        this.cast = cast;
        this.judged = cast.beliefs();
        this.agenda = agenda;
        this.deeds = deeds;
        this.tally = tally;
        this.topology = topology;
        this.trace = trace;
        this.really = (holds, rule, detail) -> {
            if (!holds) {
                throw new Violation(cast, rule, detail.get(), Words.of(topology), trace);
            }
        };
        for (Service service : topology.services()) {
            records.put(
                    service.name(),
                    service.sites().stream()
                            .collect(Collectors.toMap(Site::name, site -> Records.of(service, site.name()))));
        }
    }

    void require(boolean holds, String invariant, Supplier<String> detail) {
        if (!holds && judged) {
            throw new Violation(cast, invariant, detail.get(), Words.of(topology), trace);
        }
    }

    /** Judges by what is real, whether what cells believe is judged or not. */
    Judge really() {
        return really;
    }

    boolean judged() {
        return judged;
    }

    /** What comes now breaks what cells may rely on elsewhere: only what is real is judged from here on. */
    void onlyWhatIsReal() {
        judged = false;
    }

    void changed(Service service, Provider.Zone before, Provider.Zone after, Command by) {
        Fence next = after.fence();
        trace.tell("provider", service.name() + " now has " + next.text());
        long former = before.fence() == null ? 0 : before.fence().epoch();
        require(
                next.epoch() == former + 1 || SignalStore.isBeside(service),
                "the provider's epoch grows by exactly one",
                () -> former + " became " + next.epoch());
        deeds.wrote(service.name(), next);
        String writer = service.name() + " " + next.cell() + " " + next.plan();
        boolean words = before.fence() != null && next.isRewrittenSince(before.fence());
        boolean late = before.fence() != null && isLateSignal(service, before.fence(), next, by);
        require(
                words || late || !plansThatSettled.contains(writer),
                "a plan's settled fence is its last word",
                next::text);
        if (late) {
            tally.count("signal raised after its plan gave back the claim");
        }
        if (next.phase() == Fence.Phase.SETTLED) {
            plansThatSettled.add(writer);
        }
        if (before.fence() != null) {
            if (!SignalStore.isBeside(service)) {
                owns(before.fence(), next);
            }
            if (!before.fence().active().equals(next.active())) {
                require(plansThatSwitched.add(writer), "a plan moves the traffic once", next::text);
                require(next.phase() == Fence.Phase.SETTLED, "a claim moves no traffic", next::text);
                require(
                        late || !deeds.isUndoing(service.name(), next.cell(), next.plan()),
                        "no switch is taken once its plan puts back what it changed",
                        next::text);
            }
        }
    }

    /** A signal that was asked for appears once its plan has given back its claim: no condition on a signal that is absent stops it. */
    private static boolean isLateSignal(Service service, Fence before, Fence next, Command by) {
        return SignalStore.isBeside(service)
                && by.arguments() instanceof StepArguments.SignalSwitch wanted
                && wanted.raised()
                && before.epoch() == next.epoch()
                && before.sameWriter(next)
                && before.phase() == Fence.Phase.SETTLED
                && before.active().equals(service.preferred().name());
    }

    /** A claim is its owner's until it has run out, by the fastest clock that decides. */
    private void owns(Fence before, Fence next) {
        Instant until = before.until();
        if (before.phase() != Fence.Phase.MOVING || before.sameWriter(next) || givesWay(before, next)) {
            return;
        }
        require(
                until != null && !agenda.instant(DecisionService.FASTEST).isBefore(until),
                "nobody but its owner writes while a claim has not run out",
                () -> before.text() + " became " + next.text());
        tally.count("run-out claim taken over");
    }

    /** True for a claim that moves no traffic, to what its own cell does next. */
    static boolean givesWay(Fence before, Fence next) {
        return before.active().equals(before.target()) && before.cell().equals(next.cell());
    }

    /** After every event. What it looks at is as it was after most of them. */
    void check(Provider provider, List<SimulatedCell> cells) {
        long changes = provider.changes();
        for (SimulatedCell cell : cells) {
            changes += cell.decision().changes();
        }
        if (!judged || changes == looked) {
            return;
        }
        looked = changes;
        for (Service service : topology.services()) {
            if (SignalStore.isBeside(service)) {
                continue;
            }
            Provider.Zone zone = provider.zone(service.name());
            if (approved.put(service.name(), zone) != zone) {
                isOneSitesTraffic(service, zone);
            }
            for (SimulatedCell cell : cells) {
                ServiceState state = cell.decision().state(service.name());
                if (state != null && state.fence() != null) {
                    knowsNoOtherFence(cell, state.fence(), zone);
                }
            }
        }
    }

    private void isOneSitesTraffic(Service service, Provider.Zone zone) {
        boolean untouched = zone.fence() == null;
        if (!untouched && zone.fence().split() != null) {
            var divided =
                    Records.of(service, zone.fence().active(), zone.fence().split());
            tally.count("divided");
            require(
                    Fences.weights(zone.traffic()).equals(Fences.weights(divided)),
                    "traffic is divided as the fence says",
                    () -> zone.traffic() + " beside " + zone.fence());
            return;
        }
        require(
                untouched || zone.fence().active().equals(Fences.served(records.get(service.name()), zone.traffic())),
                "the traffic records are those of one site, and the fence names it",
                () -> zone.traffic() + " beside " + zone.fence());
    }

    private void knowsNoOtherFence(SimulatedCell cell, Fence known, Provider.Zone zone) {
        Fence real = zone.fence();
        require(
                real != null && known.epoch() <= real.epoch() && (known.epoch() < real.epoch() || known.equals(real)),
                "no cell believes in a fence that was never written",
                () -> cell.name() + " knows " + known + ", the provider has " + real);
    }
}
