package io.signalbox.decision.simulation;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Service;
import java.util.List;

/**
 * What moves the traffic is a signal, and something is wrong with it, or with the record beside it: one of the two cannot be
 * reached or is late, is gone, or tells an older decision than the other.
 */
final class Signals implements Act {

    private static final long LONG_ENOUGH = 120_000;

    @Override
    public void play(Stage stage) {
        List<Service> signalled = stage.topology().services().stream()
                .filter(SignalStore::isBeside)
                .toList();
        Service service = stage.chance().pick(signalled);
        if (stage.active(service) == null) {
            return;
        }
        switch (stage.chance().between(0, 5)) {
            case 0 -> isUnreachable(stage, service);
            case 1 -> isLate(stage, service);
            case 2 -> isAhead(stage, service);
            case 3 -> recordIsLost(stage, service);
            case 4 -> isGone(stage, service);
            default -> isBehind(stage, service);
        }
    }

    /** Nobody knows what is in force, and nothing moves. */
    private static void isUnreachable(Stage stage, Service service) {
        if (stage.chance().in(0.4)) {
            stage.drivesAway(service);
        }
        stage.tell("no signal can be reached");
        stage.signals().unreachable = true;
        stage.breaks(service, stage.active(service));
        stage.pass(stage.chance().between(10_000, 150_000));
        stage.signals().heal();
        stage.shows("a signal could not be reached");
        stage.pass(stage.chance().between(10_000, 60_000));
    }

    /** What was asked for happens when nobody waits for it any more. */
    private static void isLate(Stage stage, Service service) {
        stage.tell("signals are late");
        stage.signals().slow = true;
        stage.drivesAway(service);
        stage.shows("a signal was late");
        stage.pass(stage.chance().between(10_000, 90_000));
        stage.signals().heal();
    }

    /** It is raised while the provider takes nothing, and home works again, or not, before the record can follow. */
    private static void isAhead(Stage stage, Service service) {
        stage.tell("the provider is away");
        stage.provider().unavailable = true;
        if (stage.drivesAway(service)) {
            stage.shows("a signal was ahead of its record");
        }
        stage.pass(stage.chance().between(1_000, 120_000));
        if (stage.chance().in(0.5)) {
            stage.breaks(service, stage.active(service));
        }
        stage.provider().heal();
        stage.pass(stage.chance().between(5_000, 60_000));
    }

    /** The record followed, and is again what it was before. */
    private static void recordIsLost(Stage stage, Service service) {
        if (!stage.drivesAway(service)) {
            return;
        }
        stage.until(() -> isFollowed(stage, service), LONG_ENOUGH);
        Fence fence = stage.provider().stored(service.name()).fence();
        List<Provider.Zone> earlier = stage.provider().servers().history(service.name()).stream()
                .filter(zone -> zone.fence() != null && zone.fence().epoch() < fence.epoch())
                .toList();
        stage.provider()
                .loses(
                        service,
                        stage.chance().in(0.5)
                                ? earlier.getLast()
                                : stage.chance().pick(earlier));
        stage.shows("a record was lost beside its signal");
        stage.pass(stage.chance().between(1_000, 90_000));
        if (stage.chance().in(0.5)) {
            stage.breaks(service, stage.active(service));
            stage.pass(stage.chance().between(5_000, 60_000));
        }
    }

    private static boolean isFollowed(Stage stage, Service service) {
        Provider.Zone zone = stage.provider().zone(service.name());
        return zone.equals(stage.provider().stored(service.name()));
    }

    /** Another hand has removed it, which leads the traffic home, and puts it back if nothing has been decided since. */
    private static void isGone(Stage stage, Service service) {
        stage.drivesAway(service);
        if (stage.chance().in(0.5)) {
            stage.until(() -> isFollowed(stage, service), LONG_ENOUGH);
        }
        SignalStore.Signal signal = stage.signals().read(service.name());
        if (signal == null) {
            return;
        }
        stage.tell("another writer removes the signal of " + service.name());
        stage.provider().beside(service, null);
        stage.shows("a signal was gone");
        stage.pass(stage.chance().between(1_000, 60_000));
        if (stage.chance().in(0.5)) {
            stage.breaks(service, stage.active(service));
            stage.pass(stage.chance().between(5_000, 60_000));
        }
        Fence now = stage.provider().zone(service.name()).fence();
        if (now != null
                && !stage.isAt(service, stage.home(service))
                && stage.signals().read(service.name()) == null) {
            stage.tell("the signal of " + service.name() + " is put back");
            stage.provider().beside(service, now);
        }
        stage.pass(stage.chance().between(1_000, 30_000));
    }

    /** It is there again as it once was. */
    private static void isBehind(Stage stage, Service service) {
        stage.drivesAway(service);
        SignalStore.Signal signal = stage.signals().read(service.name());
        if (signal == null) {
            return;
        }
        boolean home =
                stage.chance().in(0.7) && stage.until(() -> stage.isAt(service, stage.home(service)), LONG_ENOUGH);
        stage.pass(stage.chance().between(0, 20_000));
        Fence now = stage.provider().zone(service.name()).fence();
        Fence older = home || now.epoch() == 1
                ? signal.fence()
                : Fence.settled(now.epoch() - 1, now.active(), "x1", now.cell()).marking(now.marks());
        stage.tell("the signal of " + service.name() + " is as it was once");
        stage.provider().beside(service, older);
        stage.shows("a signal was behind its record");
        stage.pass(stage.chance().between(1_000, 20_000));
        if (stage.chance().in(0.5)) {
            stage.breaks(service, stage.active(service));
            stage.pass(stage.chance().between(5_000, 60_000));
        }
    }
}
