package io.signalbox.actuator.watch;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.move;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.RecordWriters;
import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.FenceSighting.Sight;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.fence.Fence;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.aws.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider that loses what it had accepted. */
class RollbackTest {

    private static final Fence OLD = fence(16, EAST, "p16");
    private static final Fence NEXT = fence(17, WEST, "p17");

    private final World world = new World();
    private final List<FenceSighting> published = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private boolean oneIsSilent;
    private FenceWatch watch = watch();

    private FenceWatch watch() {
        return new FenceWatch(
                this::ask,
                world.provider(),
                new DriftWatch(_ -> {}, RecordWriters.NOT_ASKED, () -> now, world.meters),
                this::publish,
                () -> now,
                world.meters,
                null);
    }

    private List<AuthoritativeServers.Replies> ask(String zone, List<AuthoritativeServers.Question> questions) {
        var replies = new ArrayList<>(world.servers().ask(zone, questions));
        if (oneIsSilent) {
            var silent = new AuthoritativeServers.NotAnswered("timed out");
            var nothing = questions.stream().collect(Collectors.toMap(Function.identity(), _ -> silent));
            replies.set(0, new AuthoritativeServers.Replies(replies.getFirst().server(), Map.copyOf(nothing)));
        }
        return replies;
    }

    private void publish(Outcome outcome) {
        published.add((FenceSighting) outcome);
    }

    @BeforeEach
    void movesOnce() {
        world.seed(records(EAST), record(OLD));
        world.zone.remember("old");
        world.steps().attempt(move(OLD, NEXT));
        look(1);
        assertThat(published).extracting(FenceSighting::fence).containsExactly(NEXT);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** Once a second. */
    private void look(int seconds) {
        for (int second = 0; second < seconds; second++) {
            watch.look(service());
            now = now.plusSeconds(1);
        }
    }

    private long reads() {
        return world.route53.calls().stream()
                .filter(call -> call.operation() == Operation.LIST_RECORDS)
                .count();
    }

    @Test
    void isToldOnceItHasLastedForAMinuteAndThenEachMinute() {
        world.zone.rollBack("old");

        look(60);
        assertThat(published).hasSize(1);
        look(180);

        assertThat(published).hasSize(4);
        assertThat(published.subList(1, 4)).allSatisfy(sighting -> {
            assertThat(sighting.sight()).isEqualTo(Sight.PRESENT);
            assertThat(sighting.fence()).isEqualTo(OLD);
            assertThat(sighting.isRolledBack()).isTrue();
            assertThat(sighting.detail()).contains("the provider's API says the same");
        });
        assertThat(reads()).as("the provider is asked once a minute").isEqualTo(3);
    }

    @Test
    void aChangeThatIsLostBeforeAnyServerAnsweredItIsToldAsWell() {
        world.zone.remember("next");
        world.route53.setPace(Pace.INSTANT.withDelays(Duration.ofHours(1), Duration.ofHours(1)));
        watch.reported(world.steps().attempt(move(NEXT, fence(18, EAST, "p18"))));
        look(30);
        world.zone.rollBack("next");

        look(30);
        assertThat(published).hasSize(1);
        look(2);

        assertThat(published).extracting(FenceSighting::fence).containsExactly(NEXT, NEXT);
        assertThat(published.getLast().isRolledBack()).isTrue();
    }

    @Test
    void aChangeThatOnlySpreadsSlowlyIsNotLost() {
        world.route53.setPace(Pace.INSTANT.withDelays(Duration.ofHours(1), Duration.ofHours(1)));
        watch.reported(world.steps().attempt(move(NEXT, fence(18, EAST, "p18"))));
        look(30);
        assertThat(world.meters.find("signalbox.fence.watch.failures").counter())
                .isNull();

        look(60);

        assertThat(published).extracting(FenceSighting::fence).containsExactly(NEXT);
    }

    @Test
    void isNotToldAnyMoreOnceAHigherFenceIsThere() {
        world.zone.rollBack("old");
        look(61);
        Fence again = fence(18, EAST, "r18");
        world.steps().attempt(move(OLD, again));
        look(120);

        assertThat(published).extracting(FenceSighting::fence).containsExactly(NEXT, OLD, again, again);
        assertThat(published.getLast().isRolledBack()).isFalse();
    }

    @Test
    void nameServersThatAreBehindAreNone() {
        world.zone.rollBack("old");
        look(30);
        world.route53.setPace(Pace.INSTANT.withDelays(Duration.ofHours(1), Duration.ofHours(1)));
        world.steps().attempt(move(OLD, NEXT));

        look(120);

        assertThat(published).extracting(FenceSighting::fence).containsExactly(NEXT);
    }

    @Test
    void theMinuteBeginsAnewWhenNotAllNameServersAnswerIt() {
        world.zone.rollBack("old");
        look(50);
        oneIsSilent = true;
        look(1);
        oneIsSilent = false;

        look(60);
        assertThat(published).hasSize(1);
        look(1);

        assertThat(published).extracting(FenceSighting::fence).containsExactly(NEXT, OLD);
    }

    @Test
    void nothingIsToldWhileTheProviderCannotBeAsked() {
        world.zone.rollBack("old");
        world.route53.faults().inject(Operation.LIST_RECORDS, new Fault.Error(403, "AccessDenied", "not allowed"), 3);

        look(61 + 29);
        assertThat(published).hasSize(1);
        look(10);

        assertThat(published).extracting(FenceSighting::fence).containsExactly(NEXT, OLD);
    }

    @Test
    void aFenceThatIsDeletedIsAbsentAtOnceAndAgainEachMinute() {
        world.zone.remove(Fence.recordName(HOSTNAME), "TXT");

        look(121);

        assertThat(published)
                .extracting(FenceSighting::sight)
                .containsExactly(Sight.PRESENT, Sight.ABSENT, Sight.ABSENT, Sight.ABSENT);
    }

    @Test
    void aFenceThatStandsIsToldAgainEachMinute() {
        world.zone.remove(Fence.recordName(HOSTNAME), "TXT");
        Fence jump = fence(1_000_000, WEST, "jump");
        world.seed(List.of(), record(jump));

        look(121);

        assertThat(published).extracting(FenceSighting::fence).containsExactly(NEXT, jump, jump, jump);
    }

    @Test
    void whatIsTakenBackAfterAnAbsurdJumpIsToldAtOnce() {
        world.zone.remove(Fence.recordName(HOSTNAME), "TXT");
        world.seed(List.of(), record(fence(1_000_000, WEST, "jump")));
        look(1);
        world.zone.remove(Fence.recordName(HOSTNAME), "TXT");
        world.seed(List.of(), record(NEXT));
        look(1);

        assertThat(published)
                .extracting(FenceSighting::fence)
                .containsExactly(NEXT, fence(1_000_000, WEST, "jump"), NEXT);
        assertThat(published).noneMatch(FenceSighting::isRolledBack);
    }

    @Test
    void aWatchThatHasJustStartedSaysWhatItSees() {
        world.zone.rollBack("old");
        watch = watch();

        look(1);

        assertThat(published.getLast().fence()).isEqualTo(OLD);
        assertThat(published.getLast().isRolledBack()).isFalse();
    }
}
