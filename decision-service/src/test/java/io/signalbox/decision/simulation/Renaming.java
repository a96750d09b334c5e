package io.signalbox.decision.simulation;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.util.List;

/**
 * A service has another name for a while, and is what it was: nobody tells of the former name any more, and what goes on under
 * the other one begins with the fence that is there.
 */
final class Renaming {

    private static final long LONG_ENOUGH = 60_000;

    /** A sighting that nobody knew what to do with is told again within a minute. */
    private static final long HEARD = 130_000;

    private Renaming() {}

    static void play(Stage stage, Service service) {
        if (stage.chance().in(0.5)) {
            stage.drivesAway(service);
            stage.pass(stage.chance().between(0, 20_000));
        }
        var other = new ServiceName(service.name() + "-new");
        List<Service> services = stage.topology().services().stream()
                .map(each -> each.equals(service) ? called(service, other) : each)
                .toList();
        Topology renamed = Reload.with(stage.topology(), services, "d7");
        stage.tell(service.name() + " is called " + other);
        stage.reality().called(other, service.name());
        follow(stage, renamed);
        stage.shows("a service was renamed");
        takesOver(stage, service, other);
        stage.pass(stage.chance().between(5_000, 20_000));
        Reload.noGhosts(stage, renamed);
        if (stage.chance().in(0.5)) {
            leaves(stage, service);
        }
        stage.tell(other + " is called " + service.name() + " again");
        follow(stage, stage.topology());
        takesOver(stage, service, service.name());
        stage.pass(stage.chance().between(5_000, 20_000));
        Reload.noGhosts(stage, stage.topology());
    }

    private static void follow(Stage stage, Topology newer) {
        Reload.cellsFollow(stage, newer);
        stage.vantages().forEach(vantage -> vantage.follow(newer));
    }

    private static void takesOver(Stage stage, Service service, ServiceName name) {
        boolean taken =
                stage.until(() -> stage.cells().stream().allMatch(cell -> knows(stage, cell, service, name)), HEARD);
        stage.judge()
                .require(
                        taken,
                        "a service that has another name goes on with its fence",
                        () -> name + " with "
                                + stage.provider().zone(service.name()).fence());
    }

    private static boolean knows(Stage stage, SimulatedCell cell, Service service, ServiceName name) {
        var state = cell.decision().state(name);
        Fence fence = stage.provider().zone(service.name()).fence();
        return state != null && fence != null && fence.equals(state.fence());
    }

    private static void leaves(Stage stage, Service service) {
        var active = stage.active(service);
        if (active != null) {
            stage.breaks(service, active);
            boolean left = stage.until(
                    () -> service.policy().mode() == Policy.Mode.AUTO && !stage.isAt(service, active), LONG_ENOUGH);
            if (left) {
                stage.tally().count("left under another name");
            }
        }
    }

    private static Service called(Service service, ServiceName name) {
        return new Service(
                name,
                service.hostname(),
                service.dns(),
                service.sites(),
                service.policy(),
                service.shadow(),
                service.plans(),
                service.drills(),
                service.maintenance(),
                Reporting.NONE);
    }
}
