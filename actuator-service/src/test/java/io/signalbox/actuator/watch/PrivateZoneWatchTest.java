package io.signalbox.actuator.watch;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.PrivateWorld;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.RecordWriters;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Service;
import io.signalbox.sandbox.aws.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service in a private zone, of whose name there is a public zone as well. */
class PrivateZoneWatchTest {

    private static final Fence OURS = fence(3, EAST, "p3");
    private static final Fence THEIRS = fence(9, WEST, "p9");

    private final PrivateWorld world = new PrivateWorld();
    private final List<FenceSighting> published = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Service service = Orders.service(world.closed.id());

    @AfterEach
    void close() {
        world.close();
    }

    private FenceWatch watch(AuthoritativeServers servers) {
        return new FenceWatch(
                servers,
                world.provider,
                new DriftWatch(this::publish, RecordWriters.NOT_ASKED, () -> now, world.meters),
                this::publish,
                () -> now,
                world.meters,
                null);
    }

    private void publish(Outcome outcome) {
        published.add((FenceSighting) outcome);
    }

    private long reads() {
        return world.route53.calls().stream()
                .filter(call -> call.operation() == Operation.LIST_RECORDS)
                .count();
    }

    private double notConfirmed() {
        var counter = world.meters
                .find("signalbox.fence.watch.failures")
                .tag("cause", "not-confirmed")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void readsTheFenceThroughTheResolverAndHasTheApiConfirmItOnce() {
        PrivateWorld.seed(world.open, records(WEST), record(THEIRS));
        PrivateWorld.seed(world.closed, records(EAST), record(OURS));
        FenceWatch watch = watch(world.servers());

        for (int second = 0; second < 60; second++) {
            watch.look(service);
            now = now.plusSeconds(1);
        }

        assertThat(published).extracting(FenceSighting::fence).containsExactly(OURS);
        assertThat(reads()).as("one of the fence, one of the records beside it").isEqualTo(2);
    }

    @Test
    void confirmsAnUnchangedFenceEveryFewMinutes() {
        PrivateWorld.seed(world.closed, records(EAST), record(OURS));
        FenceWatch watch = watch(world.servers());

        for (int minute = 0; minute < 11; minute++) {
            watch.look(service);
            now = now.plusSeconds(60);
        }

        assertThat(reads()).as("of fence and records, every five minutes").isEqualTo(6);
    }

    @Test
    void neverTakesTheOtherHorizonsFence() {
        PrivateWorld.seed(world.open, records(WEST), record(THEIRS));
        PrivateWorld.seed(world.closed, records(EAST), record(OURS));
        FenceWatch watch = watch(world.elsewhere());

        for (int second = 0; second < 60; second++) {
            watch.look(service);
            now = now.plusSeconds(1);
        }

        assertThat(published).isEmpty();
        assertThat(notConfirmed()).isEqualTo(60);
        assertThat(reads()).as("one in ten seconds").isEqualTo(6);
    }

    @Test
    void aFenceThatACacheDoesNotKnowYetIsNotGone() {
        FenceWatch watch = watch(world.servers());
        watch.look(service);
        assertThat(published).extracting(FenceSighting::sight).containsExactly(Sight.ABSENT);
        PrivateWorld.seed(world.closed, records(EAST), record(OURS));

        for (int minute = 0; minute < 10; minute++) {
            now = now.plusSeconds(60);
            watch.look(service);
        }

        assertThat(published).hasSize(1);
        assertThat(notConfirmed()).isPositive();
    }

    @Test
    void thePublicZoneIsWatchedAtItsOwnServersFromInside() {
        PrivateWorld.seed(world.open, records(WEST), record(THEIRS));
        PrivateWorld.seed(world.closed, records(EAST), record(OURS));
        FenceWatch watch = watch(world.servers());

        watch.look(Orders.service());

        assertThat(published).extracting(FenceSighting::fence).containsExactly(THEIRS);
        assertThat(reads()).isZero();
    }
}
