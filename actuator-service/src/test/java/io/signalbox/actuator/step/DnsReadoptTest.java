package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.CELL;
import static io.signalbox.actuator.Orders.DIGEST;
import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.EAST_ADDRESS;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.LATER;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.WEST_ADDRESS;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.command;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.move;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.simple;
import static io.signalbox.actuator.Orders.until;
import static io.signalbox.actuator.Orders.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.step.StepArguments.DnsReadopt;
import io.signalbox.contract.step.StepArguments.DnsReadopt.Candidate;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsReadoptTest {

    private static final Instant PAST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Fence ROLLED_BACK = fence(12, EAST, "p12");
    private static final List<RecordSet> SPLIT =
            List.of(weighted(EAST, EAST_ADDRESS, 90), weighted(WEST, WEST_ADDRESS, 10));

    private final World world = new World();

    @AfterEach
    void close() {
        assertThat(world.route53.audit().violations()).isEmpty();
        world.close();
    }

    private static Fence next(SiteName active) {
        return fence(18, active, "r18").holding("freeze").marking(Marks.NONE.stale(WEST, 17));
    }

    private static Command readopt(@Nullable Fence expected) {
        return readopt(expected, false);
    }

    private static Command readopt(@Nullable Fence expected, boolean unreadable) {
        var candidates = List.of(
                new Candidate(next(EAST), records(EAST), null),
                new Candidate(next(WEST), records(WEST), null),
                new Candidate(next(EAST).splitting(new Split(WEST, 10)), SPLIT, null));
        return command(
                expected, next(EAST), new DnsReadopt(ZONE, HOSTNAME, candidates, null, unreadable ? true : null));
    }

    private StepOutcome attempt(Command command) {
        return world.steps().attempt(command);
    }

    private void assertDone(StepOutcome outcome, List<RecordSet> traffic, Fence fence) {
        assertThat(outcome.result()).isInstanceOfSatisfying(Done.class, done -> assertThat(done.records())
                .containsExactlyInAnyOrderElementsOf(traffic));
        assertThat(outcome.fenceSeen()).isEqualTo(fence);
        assertThat(outcome.timings()).containsKeys("received", "accepted");
        assertThat(world.stored()).isEqualTo(World.sets(traffic, record(fence)));
    }

    private void assertRefused(StepOutcome outcome, Refusal why, @Nullable Fence seen) {
        assertThat(outcome.result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .isEqualTo(why));
        assertThat(outcome.fenceSeen()).isEqualTo(seen);
    }

    private static List<RecordSet> text(String value) {
        return List.of(new RecordSet(
                Fence.recordName(HOSTNAME), RecordType.TXT, 60L, null, null, List.of(value), null, null, null));
    }

    @Test
    void createsTheFenceThatIsGoneWithTheSiteThatTheRecordsAnswer() {
        world.seed(records(WEST));

        assertDone(attempt(readopt(null)), records(WEST), next(WEST));
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void replacesTheFenceThatWasRolledBack() {
        world.seed(records(EAST), record(ROLLED_BACK));

        assertDone(attempt(readopt(ROLLED_BACK)), records(EAST), next(EAST));
    }

    @Test
    void replacesItAlsoWhereAPersonHasRestoredItInAnotherForm() {
        world.seed(
                records(EAST),
                text("\"" + ROLLED_BACK.text().substring(0, 9) + "\" \""
                        + ROLLED_BACK.text().substring(9) + "\""));

        assertDone(attempt(readopt(ROLLED_BACK)), records(EAST), next(EAST));
    }

    @Test
    void keepsADividedTrafficDivided() {
        world.seed(SPLIT, record(ROLLED_BACK));

        assertDone(attempt(readopt(ROLLED_BACK)), SPLIT, next(EAST).splitting(new Split(WEST, 10)));
    }

    @Test
    void leavesEveryRecordAsItIsWhateverItsTimeToLive() {
        world.seed(List.of(simple(WEST_ADDRESS)), record(ROLLED_BACK));

        assertDone(attempt(readopt(ROLLED_BACK)), List.of(simple(WEST_ADDRESS)), next(WEST));
    }

    @Test
    void refusesRecordsThatAreNoSitesOrSeveralOrNoneAndNamesThem() {
        for (List<RecordSet> live : List.of(
                List.of(simple("203.0.113.9")),
                List.of(weighted(EAST, EAST_ADDRESS, 50), weighted(WEST, WEST_ADDRESS, 50)),
                List.<RecordSet>of())) {
            try (var other = new World()) {
                other.seed(live);

                var outcome = other.steps().attempt(readopt(null));

                assertRefused(outcome, Refusal.UNKNOWN_RECORDS, null);
                assertThat(((Refused) outcome.result()).detail())
                        .contains(EAST_ADDRESS)
                        .contains("100 of 1000");
                assertThat(other.accepted()).isZero();
            }
        }
    }

    @Test
    void refusesAnotherFenceThanWasFound() {
        Fence other = fence(13, EAST, "p13");
        world.seed(records(EAST), record(other));

        assertRefused(attempt(readopt(ROLLED_BACK)), Refusal.STALE_FENCE, other);
        assertRefused(attempt(readopt(null)), Refusal.STALE_FENCE, other);
        assertRefused(attempt(readopt(null, true)), Refusal.STALE_FENCE, other);
        assertThat(world.accepted()).isZero();
    }

    @Test
    void refusesToReplaceAFenceThatIsGone() {
        world.seed(records(EAST));

        assertRefused(attempt(readopt(ROLLED_BACK)), Refusal.STALE_FENCE, null);
    }

    @Test
    void replacesWhatCannotBeReadOnlyWhereThatIsAskedFor() {
        world.seed(records(EAST), text("\"hello\" \"world\""));

        assertRefused(attempt(readopt(null)), Refusal.STALE_FENCE, null);
        assertDone(attempt(readopt(null, true)), records(EAST), next(EAST));
    }

    @Test
    void losesToWhoeverWritesTheFenceAtTheSameTime() {
        Fence other = moving(13, "p13");
        world.seed(records(EAST), record(ROLLED_BACK));
        world.route53.faults().inject(Operation.CHANGE_RECORDS, new Fault.Before(() -> world.steps()
                .attempt(command(ROLLED_BACK, other, new StepArguments.Claim(ZONE, HOSTNAME)))));

        assertRefused(attempt(readopt(ROLLED_BACK)), Refusal.STALE_FENCE, other);
    }

    @Test
    void changesNothingWhereAnotherHandMovesTheTrafficAtTheSameTime() {
        world.seed(records(EAST), record(ROLLED_BACK));
        world.route53.faults().inject(Operation.CHANGE_RECORDS, new Fault.Before(() -> {
            world.zone.remove(HOSTNAME, "A");
            world.seed(records(WEST));
        }));

        assertThat(attempt(readopt(ROLLED_BACK)).result())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.cause()).isEqualTo("changed-meanwhile"));

        assertDone(attempt(again(readopt(ROLLED_BACK), null)), records(WEST), next(WEST));
    }

    @Test
    void diesBeforeTheCallAndSucceedsAfterTheRestart() {
        world.seed(records(WEST));
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostBefore());

        assertThat(((Failed) attempt(readopt(null)).result()).retryable()).isTrue();
        assertThat(world.stored()).isEqualTo(World.sets(records(WEST)));

        assertDone(attempt(again(readopt(null), null)), records(WEST), next(WEST));
    }

    @Test
    void recognisesItsOwnFenceWhenTheAnswerIsLost() {
        world.seed(records(WEST), record(ROLLED_BACK));
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.lostAfter());

        assertDone(attempt(readopt(ROLLED_BACK)), records(WEST), next(WEST));
        assertDone(attempt(again(readopt(ROLLED_BACK), null)), records(WEST), next(WEST));
        assertDone(attempt(until(readopt(ROLLED_BACK), PAST, DIGEST)), records(WEST), next(WEST));
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void refusesAfterTheDeadlineAndUnderAnotherTopology() {
        world.seed(records(WEST));

        assertRefused(attempt(until(readopt(null), PAST, DIGEST)), Refusal.EXPIRED, null);
        assertRefused(attempt(until(readopt(null), LATER, "digest-2")), Refusal.TOPOLOGY_MISMATCH, null);
        assertThat(world.accepted()).isZero();
    }

    @Test
    void theNextMoveGoesOnFromIt() {
        world.seed(records(WEST), record(ROLLED_BACK));
        Fence readopted = attempt(readopt(ROLLED_BACK)).fenceSeen();
        Fence home = Fence.settled(19, EAST, "p19", CELL).after(readopted);

        attempt(move(readopted, home));

        assertThat(world.stored()).isEqualTo(World.sets(records(EAST), record(home)));
    }
}
