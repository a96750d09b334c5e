package io.signalbox.actuator.watch;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.Outside;
import io.signalbox.actuator.SignalWorld;
import io.signalbox.actuator.core.RecordWriters;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.sandbox.s3.S3;
import io.signalbox.sandbox.s3.S3Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalWatchTest {

    private static final Fence HOME = fence(16, EAST, "p16");
    private static final Fence AWAY = fence(17, WEST, "p17");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SignalWorld world = new SignalWorld(HOME);
    private final List<FenceSighting> published = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final FenceWatch watch = new FenceWatch(
            world.servers(),
            world.provider(),
            new DriftWatch(this::publish, RecordWriters.NOT_ASKED, now::get, world.meters),
            this::publish,
            now::get,
            world.meters,
            new SignalWatch(world.signals(), world.reconciler(), now::get));

    @AfterEach
    void close() {
        world.close();
    }

    private void publish(Outcome outcome) {
        published.add((FenceSighting) outcome);
    }

    private void look() {
        watch.look(world.service());
    }

    private double failures(String cause) {
        var counter = world.meters
                .find("signalbox.fence.watch.failures")
                .tag("cause", cause)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void tellsTheSignalAndBringsTheRecordUpToIt() {
        look();
        world.signal(AWAY);
        look();

        assertThat(published).extracting(FenceSighting::fence).containsExactly(HOME, AWAY);
        assertThat(failures("record-behind")).isPositive();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(world.record()).isEqualTo(AWAY));
        look();
        assertThat(published).hasSize(2);
    }

    @Test
    void tellsTheSignalWithTheMarksOfTheRecord() {
        world.rewriteRecord(HOME.marking(Marks.NONE.stale(EAST, 16)));
        world.signal(AWAY);
        look();

        Fence joined = AWAY.marking(Marks.NONE.stale(EAST, 16));
        assertThat(published).extracting(FenceSighting::fence).containsExactly(joined);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(world.record()).isEqualTo(joined));
        look();
        assertThat(published).hasSize(1);
    }

    @Test
    void aRecordThatIsRolledBackIsNoneWhileTheSignalIsNewer() {
        world.zone.remember("home");
        world.signal(AWAY);
        world.reconciler().finish(world.service());
        look();
        world.loseControlPlane();
        world.zone.rollBack("home");
        for (int i = 0; i < 3; i++) {
            now.updateAndGet(time -> time.plusSeconds(60));
            look();
        }

        assertThat(published).extracting(FenceSighting::fence).containsOnly(AWAY);
        assertThat(published).noneMatch(FenceSighting::isRolledBack);
        world.regainControlPlane();
        now.updateAndGet(time -> time.plusSeconds(70));
        look();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(world.record()).isEqualTo(AWAY));
    }

    @Test
    void triesAgainOnceTheControlPlaneIsBack() {
        world.signal(AWAY);
        world.loseControlPlane();
        look();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(world.route53.calls())
                .anySatisfy(call -> assertThat(call.result()).isEqualTo("ServiceUnavailable")));
        world.regainControlPlane();

        now.updateAndGet(time -> time.plusSeconds(6));
        look();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(world.record()).isEqualTo(AWAY));
    }

    @Test
    void removesASignalThatAnOrderHomeHasOutlived() {
        world.signal(fence(15, WEST, "p15"));
        look();

        assertThat(published).extracting(FenceSighting::fence).containsExactly(HOME);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(world.signal()).isEmpty());
    }

    @Test
    void saysNothingWhileTheSignalCannotBeRead() {
        world.s3.faults().inject(S3Operation.GET_OBJECT, S3.internalError(), 100_000);
        look();

        assertThat(published).isEmpty();
        assertThat(failures("signal-server-error")).isEqualTo(1);
    }

    @Test
    void whatIsNoFenceIsNews() {
        world.s3.put(SignalWorld.SIGNAL.bucket(), SignalWorld.SIGNAL.key(), "hello");
        look();

        assertThat(published).extracting(FenceSighting::sight).containsExactly(Sight.UNREADABLE);
    }

    @Test
    void aRecordThatIsGoneIsNewsWhateverTheSignalSays() {
        world.removeRecord();
        world.signal(AWAY);
        look();

        assertThat(published).extracting(FenceSighting::sight).containsExactly(Sight.ABSENT);
    }

    @Test
    void recordsThatDoNotHeedTheSignalAreTold() {
        look();
        assertThat(world.reconciler().unheeded(world.service())).isEmpty();
        world.replaceRecords(records(EAST));

        assertThat(world.reconciler().unheeded(world.service()))
                .hasValueSatisfying(why -> assertThat(why).contains("PRIMARY").contains("weight 100"));
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(6)));
        await().atMost(PATIENCE).untilAsserted(() -> {
            look();
            assertThat(failures("signal-unheeded")).isPositive();
        });
        assertThat(published).extracting(FenceSighting::fence).containsOnly(HOME);
    }

    @Test
    void aLateSignalOfAMoveThatIsOverMovesNothingForLong() {
        world.rewriteRecord(fence(18, EAST, "p18"));
        world.signal(AWAY);
        look();

        assertThat(published).extracting(FenceSighting::fence).containsExactly(fence(18, EAST, "p18"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(world.signal()).isEmpty());
    }

    @Test
    void aSignalThatIsGoneIsTold() {
        world.signal(AWAY);
        world.reconciler().finish(world.service());
        world.s3.remove(SignalWorld.SIGNAL.bucket(), SignalWorld.SIGNAL.key());
        look();

        assertThat(published).extracting(FenceSighting::fence).containsExactly(AWAY);
        assertThat(failures("signal-gone")).isEqualTo(1);
    }

    /** The cell that has written the signal is lost; this one has only adopted the fence. */
    @Test
    void routingControlsFollowASignalThatHasStoodForAWhile() {
        try (var outside = new Outside(new SimpleMeterRegistry());
                var controlled = SignalWorld.controlled(HOME, outside)) {
            var steered = new SignalWatch(controlled.signals(), controlled.reconciler(), now::get);
            var watching = new FenceWatch(
                    controlled.servers(),
                    controlled.provider(),
                    new DriftWatch(this::publish, RecordWriters.NOT_ASKED, now::get, controlled.meters),
                    this::publish,
                    now::get,
                    controlled.meters,
                    steered);
            controlled.signal(AWAY);

            watching.look(controlled.service());
            now.updateAndGet(time -> time.plusSeconds(9));
            watching.look(controlled.service());
            assertThat(outside.cloud.recoveryControl().state(SignalWorld.WEST_CONTROL))
                    .as("the cell that moves the traffic does it itself")
                    .isFalse();
            now.updateAndGet(time -> time.plusSeconds(1));
            watching.look(controlled.service());

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            outside.cloud.recoveryControl().state(SignalWorld.WEST_CONTROL))
                    .isTrue());
            assertThat(outside.cloud.recoveryControl().state(SignalWorld.EAST_CONTROL))
                    .isFalse();
        }
    }
}
