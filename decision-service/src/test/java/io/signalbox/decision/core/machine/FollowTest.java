package io.signalbox.decision.core.machine;

import static io.signalbox.decision.core.Orders.CELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.cell.Brain;
import io.signalbox.decision.core.state.FleetState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another version of the topology comes into force. */
class FollowTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Brain brain = Brain.assumingConfirmed(Orders.topology(), CELL, FleetState.NEW, List.of());

    private static Topology another() {
        Topology first = Orders.topology();
        return new Topology(
                first.cells(),
                first.vantages(),
                first.references(),
                first.services(),
                GovernorSettings.STANDARD,
                AllowedAddresses.NONE,
                "d2");
    }

    private List<ServiceStatus> published(Instant now) {
        return brain.tick(now).stream()
                .filter(Brain.Effect.Publish.class::isInstance)
                .map(effect -> ((Brain.Effect.Publish) effect).status())
                .toList();
    }

    @Test
    void isShownByEveryServiceThoughNothingElseHasChanged() {
        assertThat(published(NOW)).extracting(ServiceStatus::topologyDigest).containsExactly("d1");
        assertThat(published(NOW.plusSeconds(1))).isEmpty();
        brain.follow(another());
        assertThat(published(NOW.plusSeconds(2)))
                .extracting(ServiceStatus::topologyDigest)
                .containsExactly("d2");
        assertThat(published(NOW.plusSeconds(3))).isEmpty();
    }
}
