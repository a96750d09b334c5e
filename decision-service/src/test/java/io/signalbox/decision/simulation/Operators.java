package io.signalbox.decision.simulation;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Directive.Order;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Mark;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.state.FenceFault;
import io.signalbox.decision.core.state.Hold;
import io.signalbox.decision.core.state.Phase;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.state.StepProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People with an opinion, each talking to one cell at a time; and the calendar, which orders its runs like them. */
final class Operators {

    private static final List<String> PERSONS = List.of("ann", "bob");

    /** No epoch above it is adopted at anybody's word. */
    private static final long HIGHEST_TRUSTED = 1_000_000_000_000L;

    /** By which clocks may differ. */
    private static final int CLOCKS = 5_000;

    /** Why a move waits that whoever has taken the active site out of the topology lets begin. */
    private static final String REMOVED = "active-site-removed";

    private final Agenda agenda;
    private final Chance chance;
    private final Topology topology;
    private final List<SimulatedCell> cells;
    /** True if somebody is there who lets moves begin when all else is calm. */
    private final boolean attended;

    private final Provider provider;
    private final Oracle oracle;
    /** True if a fence whose epoch has jumped is taken for right. */
    private final boolean trusting;

    private int directives;
    private boolean calm;
    private boolean away;

    Operators(
            Agenda agenda,
            Chance chance,
            Topology topology,
            List<SimulatedCell> cells,
            Provider provider,
            Oracle oracle) {
        this.agenda = agenda;
        this.chance = chance;
        this.topology = topology;
        this.cells = cells;
        this.provider = provider;
        this.oracle = oracle;
        this.attended = chance.in(0.7);
        this.trusting = chance.in(0.3);
    }

    boolean attended() {
        return attended;
    }

    void begin() {
        agenda.in(chance.between(1_000, 20_000), this::intervene);
    }

    private void intervene() {
        if (calm) {
            return;
        }
        SimulatedCell cell = chance.pick(cells);
        Service service = chance.pick(topology.services());
        ServiceState state = cell.decision().state(service.name());
        if (chance.in(0.1)) {
            direct(cell, null, forAll());
        } else if (state != null && chance.in(0.6) && waits(state)) {
            direct(cell, service.name(), answer());
        } else if (isClaimedElsewhere(cell, service.name()) && chance.in(0.3)) {
            direct(cell, service.name(), new Directive.Cancel());
        } else if (!stale(state).isEmpty() && chance.in(0.3)) {
            direct(cell, service.name(), reseeded(state));
        } else {
            direct(cell, service.name(), order(service, state));
        }
        begin();
    }

    private Order forAll() {
        return switch (chance.between(0, 6)) {
            case 6 -> new Directive.Acknowledge();
            case 0, 1 -> new Directive.Freeze(until(), chance.in(0.4) ? true : null);
            case 2 -> new Directive.Thaw();
            case 3 -> new Directive.Reject();
            default -> new Directive.Approve(null, until());
        };
    }

    /** Something that only a person can end. */
    private static boolean waits(ServiceState state) {
        return switch (state.phase()) {
            case Phase.AwaitingLeave waiting -> waiting.approvable();
            case Phase.Moving moving -> moving.progress().stream().anyMatch(StepProgress.Asking.class::isInstance);
            case Phase.Unadopted _, Phase.Steady _, Phase.Stuck _ ->
                state.holds().proposed() != null || awaitsReadoption(state);
        };
    }

    private static boolean awaitsReadoption(ServiceState state) {
        Hold.Readopt readopt = state.holds().readopt();
        return readopt != null && Boolean.TRUE.equals(readopt.awaits());
    }

    private Order answer() {
        return chance.in(0.25) ? new Directive.Reject() : new Directive.Approve(chance.in(0.4), null);
    }

    private Order order(Service service, @Nullable ServiceState state) {
        return switch (chance.between(0, 17)) {
            case 0, 1, 2, 3 -> override(service);
            case 4, 5 -> new Directive.Release();
            case 6 -> new Directive.Freeze(until(), chance.in(0.4) ? true : null);
            case 7, 8 -> new Directive.Thaw();
            case 9 -> new Directive.Cancel();
            case 10, 11, 12, 13 -> drill(service);
            case 14 -> new Directive.StopDrill();
            case 15 -> answer();
            default -> chance.in(0.5) ? reseeded(state) : new Directive.Acknowledge();
        };
    }

    /** All that are stale now, or one of them. */
    private Order reseeded(@Nullable ServiceState state) {
        List<Mark> stale = stale(state);
        if (stale.isEmpty() || chance.in(0.4)) {
            return new Directive.Acknowledge(stale.isEmpty() ? null : true);
        }
        Mark mark = chance.pick(stale);
        return new Directive.Reseeded(mark.site(), mark.epoch());
    }

    /** What a person can know to be stale; while a move is under way nobody seeds anything. */
    private List<Mark> stale(@Nullable ServiceState state) {
        Marks marks = state == null ? null : state.memory().marks();
        return marks == null || state.phase() instanceof Phase.Moving || isClaimed(state.service())
                ? List.of()
                : marks.stale();
    }

    private boolean isClaimed(ServiceName service) {
        Fence fence = provider.zone(service).fence();
        return fence != null && fence.claimedAt(agenda.instant(-CLOCKS));
    }

    private boolean isClaimedElsewhere(SimulatedCell cell, ServiceName service) {
        Fence fence = provider.zone(service).fence();
        return fence != null
                && fence.phase() == Fence.Phase.MOVING
                && !fence.cell().equals(cell.name());
    }

    private Order override(Service service) {
        Directive.During during = chance.pick(List.of(Directive.During.values()));
        return new Directive.Override(
                chance.pick(service.sites()).name(),
                until(),
                chance.in(0.3),
                chance.in(0.5),
                chance.in(0.5) ? during : null);
    }

    /**
     * By hand, or a run of the calendar: for a moment that is now, long past, or before one that was already ordered; or, by an
     * instance whose clock is hours ahead, for one that is far from now.
     */
    private Order drill(Service service) {
        if (service.drills().isEmpty() || chance.in(0.3)) {
            boolean anywhere = chance.in(0.5);
            return new Directive.StartDrill(
                    null,
                    null,
                    anywhere ? null : chance.pick(service.sites()).name(),
                    Duration.ofMillis(chance.between(1_000, 20_000)));
        }
        long due = agenda.now() / 20_000 * 20_000;
        int wrong = directives % 2 == 0 ? 20 * 60_000 : -3 * 60 * 60_000;
        long late = chance.in(0.1) ? wrong : chance.in(0.2) ? 20_000L * chance.between(1, 3) : 0;
        return new Directive.StartDrill(service.drills().getFirst().name(), Agenda.instantAt(due - late), null, null);
    }

    private @Nullable Instant until() {
        return chance.in(0.3) ? null : agenda.instant(chance.between(500, 40_000));
    }

    /** Now and then only if nothing has changed since the operator looked; the calendar's runs come from every instance. */
    private void direct(SimulatedCell cell, @Nullable ServiceName service, Order order) {
        ServiceState state = service == null ? null : cell.decision().state(service);
        boolean seeds = order instanceof Directive.Acknowledge acknowledge && acknowledge.saysReseeded();
        send(cell, service, state != null && (chance.in(0.1) || seeds) ? state.version() : null, order);
        if (order instanceof Directive.StartDrill && chance.in(0.4)) {
            agenda.in(chance.between(0, 30_000), () -> repeat(cell, service, order));
        }
    }

    private void repeat(SimulatedCell cell, @Nullable ServiceName service, Order order) {
        if (!calm) {
            send(cell, service, null, order);
        }
    }

    /** Everything that was ordered is taken back, and what needs a person is looked after from now on. */
    void goHome() {
        calm = true;
        takeBack();
        agenda.every(3_000, 3_000, this::lookAfterAll);
    }

    /** Nobody looks after anything, or somebody does again. */
    void away(boolean away) {
        this.away = away;
    }

    /** What was ordered ends. */
    void takeBack() {
        for (SimulatedCell cell : cells) {
            send(cell, null, null, new Directive.Thaw());
            for (Service service : topology.services()) {
                send(cell, service.name(), null, new Directive.Release());
                send(cell, service.name(), null, new Directive.Thaw());
                send(cell, service.name(), null, new Directive.StopDrill());
            }
        }
    }

    void order(SimulatedCell cell, @Nullable ServiceName service, Order order) {
        send(cell, service, null, order);
    }

    private void lookAfterAll() {
        if (away) {
            return;
        }
        for (SimulatedCell cell : cells) {
            if (cell.decision().fleet().brake() != null
                    && cell.decision().fleet().brake().offBy() == null) {
                send(cell, null, null, new Directive.Approve(null, null));
            }
            for (Service service : topology.services()) {
                ServiceState state = cell.decision().state(service.name());
                if (state != null) {
                    lookAfter(cell, service.name(), state);
                }
            }
        }
    }

    private void lookAfter(SimulatedCell cell, ServiceName service, ServiceState state) {
        FenceFault fault = state.holds().fault();
        if (fault != null && state.holds().readopt() == null) {
            Fence found = fault.found();
            boolean right = trusting
                    && found != null
                    && fault.code().equals("fence-jump")
                    && found.epoch() <= HIGHEST_TRUSTED
                    && Fences.isAnswered(
                            topology.service(service).orElseThrow(),
                            found,
                            provider.zone(service).traffic());
            send(cell, service, null, new Directive.ReAdopt(right ? found.epoch() : null));
        }
        if (awaitsReadoption(state)) {
            send(cell, service, null, new Directive.Approve(null, null));
        } else if (state.phase() instanceof Phase.Stuck || Rest.isAlarmed(state) || Rest.isBound(state)) {
            send(cell, service, null, new Directive.Acknowledge());
        } else if (state.phase() instanceof Phase.AwaitingLeave
                ? waits(state) && (attended || state.reason().code().equals(REMOVED))
                : waits(state)) {
            send(cell, service, null, new Directive.Approve(chance.in(0.4), null));
        }
        for (Mark mark : stale(state)) {
            send(cell, service, null, new Directive.Reseeded(mark.site(), mark.epoch()));
        }
    }

    /** Who says that sites are seeded again has done that before, for all that were marked then. */
    private void seeds(ServiceName service, Order order, @Nullable ServiceState state) {
        switch (order) {
            case Directive.Reseeded reseeded -> oracle.lineage().seeded(service, reseeded.site());
            case Directive.Acknowledge all
            when all.saysReseeded() ->
                stale(state).forEach(mark -> oracle.lineage().seeded(service, mark.site()));
            default -> {}
        }
    }

    private void send(SimulatedCell cell, @Nullable ServiceName service, @Nullable Long expected, Order order) {
        String id = "d" + ++directives;
        var directive = new Directive(
                Directive.VERSION,
                id,
                service,
                chance.pick(PERSONS),
                null,
                "because",
                agenda.instant(),
                expected,
                order);
        if (service != null) {
            seeds(service, order, cell.decision().state(service));
        }
        oracle.orders().given(cell.name(), directive);
        cell.broker().send(cell.broker().directives, directive, () -> {});
    }
}
