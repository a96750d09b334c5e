package io.signalbox.decision.simulation;

import io.signalbox.contract.Directive;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.state.ServiceState;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Persons in all cells contradict each other: overrides, releases, cancels and acknowledgements at random, also while a cell is
 * away. Once nobody orders anything any more, all cells show the same order, and its site serves.
 */
final class Contradictions implements Act {

    /** Of quiet: longer than a plan lasts, with the claim that it leaves and the pause before the next one. */
    private static final long QUIET = 240_000;

    private static final long LOOK = 500;

    /** Until every order has been read, also one that is repeated, or that waits for a crashed process. */
    private static final long LAST_WORDS = 15_000;

    /** For so long they must agree. */
    private static final long REST = 10_000;

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        boolean apart =
                service.policy().mode() == Policy.Mode.ADVISE && stage.cells().size() > 1;
        boolean shown = stage.cells().stream()
                .allMatch(cell -> cell.decision().published().containsKey(service.name()));
        if (stage.active(service) == null || apart || !shown) {
            return;
        }
        stage.operators().away(false);
        for (int storm = stage.chance().between(1, 2); storm > 0; storm--) {
            contradict(stage, service);
            agree(stage, service);
        }
        lastWord(stage, service);
        stage.operators().takeBack();
    }

    private static void contradict(Stage stage, Service service) {
        SimulatedCell away = stage.chance().pick(stage.cells());
        boolean cutOff = stage.cells().size() > 1 && stage.chance().in(0.4);
        boolean broker = stage.chance().in(0.5);
        if (cutOff) {
            leaves(stage, away, broker);
        }
        for (int words = stage.chance().between(3, 9); words > 0; words--) {
            stage.operators().order(stage.chance().pick(stage.cells()), service.name(), word(stage, service));
            stage.pass(stage.chance().delay(4_000, 25_000, 0.2));
        }
        if (cutOff) {
            away.heal();
            stage.tally().count("contradictions: a cell was away");
        }
    }

    private static void leaves(Stage stage, SimulatedCell cell, boolean broker) {
        stage.tell(cell.name() + " is away");
        if (broker) {
            cell.kafka(false);
        } else {
            cell.decision().stop();
        }
    }

    private static Directive.Order word(Stage stage, Service service) {
        return switch (stage.chance().between(0, 9)) {
            case 0, 1 -> new Directive.Release();
            case 2 -> new Directive.Cancel();
            case 3, 4 -> new Directive.Acknowledge();
            default -> override(stage, stage.watched(service), true);
        };
    }

    /** To a site that is watched: a gate may wait for ever for one that nobody looks at. */
    private static Directive.Override override(Stage stage, SiteName to, boolean forced) {
        Directive.During during = stage.chance().pick(List.of(Directive.During.values()));
        return new Directive.Override(
                to,
                null,
                forced && stage.chance().in(0.3),
                stage.chance().in(0.5),
                stage.chance().in(0.5) ? during : null);
    }

    private static void agree(Stage stage, Service service) {
        boolean agreed = waits(stage, () -> objection(stage, service).isEmpty());
        stage.judge()
                .require(
                        agreed,
                        "after quiet all cells show the same order in force, and its site serves",
                        () -> objection(stage, service) + known(stage, service));
        stage.shows(stage.cells().size() + " cells agree "
                + (wanted(stage, service) == null ? "that none is in force" : "on an order"));
    }

    /** All is quiet: the next order is the last, and is in force everywhere unless its cell has refused it. */
    private static void lastWord(Stage stage, Service service) {
        SimulatedCell cell = stage.chance().pick(stage.cells());
        SiteName to = stage.watched(service);
        stage.operators()
                .order(
                        cell,
                        service.name(),
                        override(stage, to, !service.policy().twoPersons()));
        String order = stage.answers().last();
        boolean holds = waits(
                stage,
                () -> stage.answers().to(order) == OrderAnswers.Answer.REFUSED
                        || stage.answers().to(order) == OrderAnswers.Answer.TAKEN
                                && to.equals(wanted(stage, service))
                                && objection(stage, service).isEmpty());
        stage.judge()
                .require(
                        holds,
                        "an order that is given when all is quiet is the last one, and its site serves",
                        () -> order + " to " + to + " in " + cell.name() + ": "
                                + stage.answers().to(order) + ", " + objection(stage, service));
        stage.shows("the last order was " + stage.answers().to(order));
    }

    /** Once nobody's order is on its way any more. @return whether it is so in time, and stays so for a while */
    private static boolean waits(Stage stage, BooleanSupplier holds) {
        stage.pass(LAST_WORDS);
        long end = stage.agenda().now() + QUIET;
        long since = stage.agenda().now();
        while (stage.agenda().now() < since + REST && stage.agenda().now() < end) {
            stage.pass(LOOK);
            if (!holds.getAsBoolean()) {
                since = stage.agenda().now();
            }
        }
        return stage.agenda().now() >= since + REST;
    }

    /** Where an order wants the traffic: by the fence, or by the only cell there is. */
    private static @Nullable SiteName wanted(Stage stage, Service service) {
        if (stage.cells().size() == 1) {
            ServiceStatus status =
                    stage.cells().getFirst().decision().published().get(service.name());
            ServiceStatus.Override override = status == null ? null : status.override();
            return override == null ? null : override.target();
        }
        Fence fence = stage.provider().zone(service.name()).fence();
        Order order = fence == null ? null : fence.words().order();
        return order == null || !order.inForce(stage.agenda().instant(0)) ? null : order.target();
    }

    /** What is not as everybody should see it; empty when nothing is. */
    private static String objection(Stage stage, Service service) {
        Fence fence = stage.provider().zone(service.name()).fence();
        if (fence == null || fence.claimedAt(stage.agenda().instant(0))) {
            return "not settled: " + fence;
        }
        SiteName wanted = wanted(stage, service);
        for (SimulatedCell cell : stage.cells()) {
            ServiceStatus status = cell.decision().published().get(service.name());
            if (status == null || !fence.equals(status.fence())) {
                return cell.name() + " shows another fence than " + fence;
            }
            ServiceStatus.Override shown = status.override();
            if (!Objects.equals(wanted, shown == null ? null : shown.target())) {
                return cell.name() + " shows " + shown + ", and " + wanted + " is wanted";
            }
            if (shown != null && shown.waiting() != null) {
                return cell.name() + " says that the order is in force there only";
            }
        }
        return wanted == null || wanted.equals(fence.active()) ? "" : wanted + " does not serve";
    }

    private static String known(Stage stage, Service service) {
        var known = new StringBuilder();
        for (SimulatedCell cell : stage.cells()) {
            ServiceState state = cell.decision().state(service.name());
            known.append("; ")
                    .append(cell.name())
                    .append(" knows ")
                    .append(state == null ? "nothing" : Words.of(state));
        }
        return known.toString();
    }
}
