package io.signalbox.decision.simulation;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What an act finds: the world, a chance of its own, and time that passes while it waits. */
record Stage(
        Chance chance,
        Agenda agenda,
        Runnable step,
        Trace trace,
        Tally tally,
        Topology topology,
        Reality reality,
        Provider provider,
        List<SimulatedCell> cells,
        List<Vantage> vantages,
        Operators operators,
        OrderAnswers answers,
        Judge judge,
        String actor) {

    /** The world goes on for a while. */
    void pass(long millis) {
        for (long end = agenda.now() + millis; agenda.now() < end; ) {
            step.run();
        }
    }

    /** The world goes on until something is so, or not within that time. @return whether it is */
    boolean until(BooleanSupplier holds, long millis) {
        for (long end = agenda.now() + millis; agenda.now() < end && !holds.getAsBoolean(); ) {
            step.run();
        }
        return holds.getAsBoolean();
    }

    /** Counts as the act's effect. */
    void shows(String effect) {
        tally.count("effect " + actor);
        tally.count(actor + ": " + effect);
        trace.tell("world", actor + ": " + effect);
    }

    void tell(String what) {
        trace.tell("world", what);
    }

    /** Mostly one whose traffic is moved by itself. */
    Service service() {
        List<Service> moved = topology.services().stream()
                .filter(service -> service.policy().mode() == Policy.Mode.AUTO)
                .toList();
        return moved.isEmpty() || chance.in(0.1) ? chance.pick(topology.services()) : chance.pick(moved);
    }

    SignalStore signals() {
        return provider.signals();
    }

    @Nullable
    SiteName active(Service service) {
        Fence fence = provider.zone(service.name()).fence();
        return fence == null ? null : fence.active();
    }

    boolean isAt(Service service, SiteName site) {
        return site.equals(active(service));
    }

    void breaks(Service service, SiteName site) {
        tell(service.name() + " breaks in " + site);
        reality.breaks(service.name(), site);
    }

    void recovers(Service service, SiteName site) {
        tell(service.name() + " works again in " + site);
        reality.recovers(service.name(), site);
    }

    /** Breaks the active site until traffic has left it. @return whether it has */
    boolean drivesAway(Service service) {
        SiteName active = active(service);
        if (active == null) {
            return false;
        }
        breaks(service, active);
        boolean left = until(() -> !isAt(service, active), 90_000);
        recovers(service, active);
        return left;
    }

    SiteName home(Service service) {
        return service.preferred().name();
    }

    /** A site that is watched. */
    SiteName watched(Service service) {
        return chance.pick(service.sites().stream()
                .filter(site -> !site.probes().isEmpty())
                .map(Site::name)
                .toList());
    }
}
