package io.signalbox.decision.core.lint;

import io.signalbox.contract.Command;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.decision.core.lint.LossTimes.Moment;
import io.signalbox.decision.core.rehearsal.Listener;
import io.signalbox.decision.core.rehearsal.Move;
import io.signalbox.decision.core.rehearsal.PretendedVantages;
import io.signalbox.decision.core.rehearsal.Rehearsal;
import io.signalbox.decision.core.state.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal with one service: all of its sites are UP, and then something is lost. Outside of maintenance windows. A
 * loss that leads to a move is rehearsed again at other moments between the starts of probes.
 */
final class LossRehearsal implements Listener {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int QUARTERS_AN_HOUR = 4;
    private static final int QUARTERS_A_WEEK = 7 * 24 * QUARTERS_AN_HOUR;
    private static final Instant FIRST_MOMENT = Instant.parse("2026-01-05T00:00:00Z");

    private final Service service;
    private final boolean advised;
    private final Rehearsal rehearsal;
    private final PretendedVantages vantages;
    private final LossTimes moments;
    private final Moment moment;
    private final StandbyReadiness standbys;
    private final List<Move> moves = new ArrayList<>();
    private Instant now;
    /** The time by which the loss could have come later without another result. */
    private Duration spare = Duration.ZERO;

    /** A part that can be lost. */
    final class Lost {
        /** Site, vantage and cell of one name; the cell is left out from the beginning. */
        void region(String name) {
            vantages.lose(new SiteName(name));
            vantages.silence(new VantageName(name));
        }

        void site(SiteName site) {
            vantages.lose(site);
        }

        void comesBack(SiteName site) {
            vantages.repair(site);
        }

        void vantage(VantageName vantage) {
            vantages.silence(vantage);
        }

        /** A vantage sees everything fail. */
        void sight(VantageName vantage) {
            vantages.blind(vantage);
        }
    }

    private LossRehearsal(
            Topology alone, Service service, CellName cell, boolean advised, LossTimes moments, Moment moment) {
        this.service = service;
        this.advised = advised;
        this.moments = moments;
        this.moment = moment;
        this.now = quietMoment(alone.governor(), service);
        this.rehearsal = new Rehearsal(alone, cell, each -> each.preferred().name(), now, this);
        this.vantages = new PretendedVantages(alone, rehearsal, now);
        vantages.missed(timeout -> moments.missedAfter(timeout, moment.beat()));
        this.standbys = new StandbyReadiness(service);
        standbys.cold().forEach(vantages::cool);
    }

    /** The first reaction to a loss. @param withoutCell the name of a cell that is lost as well; empty for none */
    static LossForecast first(Topology topology, Service service, String withoutCell, Consumer<Lost> loss) {
        return of(topology, service, withoutCell, experiment -> experiment.run(loss, true));
    }

    /** The reaction to the loss of one site after another one was left and is back. */
    static LossForecast next(Topology topology, Service service, SiteName left, SiteName lost) {
        return of(topology, service, "", experiment -> {
            experiment.run(loss -> loss.site(left), true);
            experiment.settles();
            return experiment.run(
                    loss -> {
                        loss.comesBack(left);
                        experiment.passes(experiment.moments.detection());
                        experiment.moves.clear();
                        experiment.looks();
                        loss.site(lost);
                    },
                    false);
        });
    }

    /** The final state after a loss. */
    static LossForecast last(Topology topology, Service service, Consumer<Lost> loss) {
        return of(topology, service, "", experiment -> experiment.run(loss, false));
    }

    private static LossForecast of(
            Topology topology, Service service, String withoutCell, Function<LossRehearsal, LossForecast> run) {
        boolean advised = service.policy().mode() == Policy.Mode.ADVISE;
        Service acting = advised ? service.under(acting(service.policy())) : service;
        Optional<CellName> cell = topology.cells().stream()
                .map(Cell::name)
                .filter(name -> !name.value().equals(withoutCell))
                .findFirst();
        if (cell.isEmpty()) {
            return LossForecast.undecided(advised);
        }
        var governor = new GovernorSettings(
                null, topology.governor().brake(), topology.governor().maintenance());
        var alone = new Topology(
                topology.cells(),
                topology.vantages(),
                topology.references(),
                List.of(acting),
                governor,
                AllowedAddresses.NONE,
                topology.digest());
        var moments = new LossTimes(acting, topology.vantages().size());
        LossForecast first = null;
        for (Moment moment : moments.all()) {
            LossForecast one = run.apply(new LossRehearsal(alone, acting, cell.get(), advised, moments, moment));
            first = first == null ? one : first.or(one);
            if (first.move() == null) {
                break;
            }
        }
        return Objects.requireNonNull(first);
    }

    private static Policy acting(Policy policy) {
        return new Policy(
                Policy.Mode.AUTO,
                policy.quorum(),
                policy.failback(),
                policy.whenAllDown(),
                policy.grace(),
                policy.minDownFor(),
                policy.damping(),
                policy.planDeadline(),
                policy.claimFor(),
                policy.twoPersons());
    }

    private void settles() {
        Instant begun = now;
        while (isMoving(begun)) {
            passes(LOOK);
        }
    }

    private LossForecast run(Consumer<Lost> loss, boolean first) {
        passes(moments.warmUp());
        looks();
        loss.accept(new Lost());
        Instant lost = now;
        Instant end = now.plus(moments.detection())
                .plus(service.policy().minDownFor())
                .plus(service.policy().grace());
        while (!(first && !moves.isEmpty()) && (now.isBefore(end) || isMoving(lost))) {
            passes(LOOK);
        }
        return foretold(lost, moves.isEmpty() ? null : moves.getLast());
    }

    private LossForecast foretold(Instant lost, @Nullable Move move) {
        Duration after = move == null ? Duration.ZERO : Duration.between(lost, move.at());
        Duration latest = after.plus(moments.later(after, moment.beat()));
        Duration soonest = latest.compareTo(spare) < 0 ? Duration.ZERO : latest.minus(spare);
        String reason = rehearsal.state(service.name()).reason().text();
        return new LossForecast(true, advised, move, soonest, latest, reason);
    }

    /** Until just after a probe has started. */
    private void looks() {
        for (long look = 0; look <= moment.looks(); look++) {
            Instant next = vantages.nextLook();
            if (next.equals(Instant.MAX)) {
                return;
            }
            passes(Duration.between(now, next));
        }
        spare = Duration.between(now, vantages.nextLook());
    }

    /** A plan under way is waited for, as long as it may take. */
    private boolean isMoving(Instant lost) {
        Instant limit =
                lost.plus(service.policy().planDeadline().multipliedBy(2)).plus(moments.detection());
        return rehearsal.state(service.name()).phase() instanceof Phase.Moving && now.isBefore(limit);
    }

    private void passes(Duration time) {
        now = now.plus(time);
        vantages.probe(now);
    }

    /** A moment outside of maintenance windows, if possible with an hour of quiet after it. */
    private static Instant quietMoment(GovernorSettings governor, Service service) {
        List<TimeWindow> windows = Stream.concat(governor.maintenance().stream(), service.maintenance().stream())
                .toList();
        return quiet(windows, QUARTERS_AN_HOUR).or(() -> quiet(windows, 1)).orElse(FIRST_MOMENT);
    }

    private static Optional<Instant> quiet(List<TimeWindow> windows, int quarters) {
        return Stream.iterate(FIRST_MOMENT, moment -> moment.plus(QUARTER))
                .limit(QUARTERS_A_WEEK)
                .filter(moment -> Stream.iterate(moment, each -> each.plus(QUARTER))
                        .limit(quarters)
                        .noneMatch(each -> windows.stream().anyMatch(window -> window.contains(each))))
                .findFirst();
    }

    @Override
    public void asked(Command command) {
        boolean acts = command.arguments() instanceof Action;
        if (acts
                && rehearsal.state(service.name()).phase() instanceof Phase.Moving moving
                && standbys.acted(moving.plan().to())) {
            vantages.warm(moving.plan().to());
        }
    }

    @Override
    public void moved(Move move) {
        moves.add(move);
    }
}
