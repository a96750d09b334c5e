package io.signalbox.decision.simulation;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The provider loses a fence, shows one that was there before, or another writer writes over it. Persons re-adopt it then, and
 * the active site fails before, or after. A switch that was accepted and lost is asked for again.
 */
final class Rollbacks implements Act {

    private static final long LONG_ENOUGH = 700_000;

    @Override
    public void play(Stage stage) {
        Service service = stage.service();
        if (stage.active(service) == null) {
            return;
        }
        if (stage.chance().in(0.25) && !SignalStore.isBeside(service)) {
            losesChange(stage, service);
            return;
        }
        stage.drivesAway(service);
        stage.pass(stage.chance().between(1_000, 60_000));
        Provider.Zone found = found(stage, service);
        if (found == null) {
            return;
        }
        stage.provider().loses(service, found);
        stage.pass(stage.chance().between(1_000, 120_000));
        if (stage.chance().in(0.6)) {
            failsMeanwhile(stage, service);
        }
    }

    /** The active site dies, and only then persons see to the fence. */
    private static void failsMeanwhile(Stage stage, Service service) {
        SiteName active = stage.active(service);
        if (active != null && service.policy().mode() == Policy.Mode.AUTO) {
            stage.breaks(service, active);
            stage.pass(stage.chance().between(1_000, 90_000));
            stage.operators().away(false);
            stage.until(() -> !stage.provider().lost(service) && !stage.isAt(service, active), LONG_ENOUGH);
        }
    }

    /** The provider has taken a switch, and shows what was there before, sooner or later. */
    private static void losesChange(Stage stage, Service service) {
        SiteName active = stage.active(service);
        if (active == null) {
            return;
        }
        stage.breaks(service, active);
        if (stage.until(() -> !stage.isAt(service, active), 90_000)) {
            List<Provider.Zone> history = stage.provider().servers().history(service.name());
            stage.pass(stage.chance().in(0.5) ? 0 : stage.chance().between(0, 20_000));
            stage.provider().loses(service, history.get(history.size() - 2));
            stage.shows("an accepted switch was lost");
            if (stage.until(() -> !stage.isAt(service, active), 200_000)) {
                stage.shows("a lost switch was asked for again");
            }
        }
    }

    private static Provider.@Nullable Zone found(Stage stage, Service service) {
        Provider.Zone now = stage.provider().zone(service.name());
        Fence fence = now.fence();
        if (fence == null) {
            return null;
        }
        switch (stage.chance().between(0, 7)) {
            case 0, 1 -> {
                stage.shows("a fence was deleted");
                return new Provider.Zone(null, now.traffic());
            }
            case 2 -> {
                stage.shows("a text that is no fence");
                return new Provider.Zone(null, now.traffic(), true);
            }
            case 3 -> {
                long jump = stage.chance().in(0.5)
                        ? Fence.LARGEST_EPOCH
                        : fence.epoch() + 1_001 + stage.chance().between(0, 5_000);
                stage.shows("a fence of an epoch that jumps");
                return new Provider.Zone(Fence.settled(jump, fence.active(), "x1", fence.cell()), now.traffic());
            }
            case 4 -> {
                stage.shows("a fence was changed without a new epoch");
                return new Provider.Zone(
                        Fence.settled(fence.epoch(), fence.active(), "x1", fence.cell()), now.traffic());
            }
            default -> {
                return rolledBack(stage, service, now, fence);
            }
        }
    }

    /** With the records that it had, or without them. */
    private static Provider.@Nullable Zone rolledBack(Stage stage, Service service, Provider.Zone now, Fence fence) {
        List<Provider.Zone> earlier = stage.provider().servers().history(service.name()).stream()
                .filter(zone -> zone.fence() != null && zone.fence().epoch() < fence.epoch())
                .toList();
        if (earlier.isEmpty()) {
            return null;
        }
        Provider.Zone before = stage.chance().pick(earlier);
        if (stage.chance().in(0.5)) {
            stage.shows("a fence was rolled back with its records");
            return before;
        }
        stage.shows("a fence was rolled back");
        return new Provider.Zone(before.fence(), now.traffic());
    }
}
