package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.command;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments.DnsSwitch;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A switch that may take away what another writer has put in place of the known records. */
class OverwritingTest {

    private static final Fence OLD = fence(16, EAST, "p16");
    private static final Fence NEW = fence(17, WEST, "p17");

    private final World world = new World();
    private final StepDispatcher steps = world.steps();

    @AfterEach
    void close() {
        assertThat(world.route53.audit().violations()).isEmpty();
        world.close();
    }

    private static Command move(List<RecordSet> remove, boolean overwrite) {
        return command(OLD, NEW, new DnsSwitch(ZONE, HOSTNAME, WEST, remove, records(WEST), null, overwrite, null));
    }

    private void foreign() {
        world.seed(List.of(), record(OLD));
        world.zone.seed(List.of(new ResourceRecordSet(
                HOSTNAME + ".",
                "A",
                "theirs",
                10L,
                60L,
                List.of("127.0.10.7"),
                null,
                null,
                "7e4d2f0a-3c64-4f3f-9d1f-0d2a3b4c5d6e")));
    }

    @Test
    void takesAwayWhatStandsThereInTheSameChangeAsTheFence() {
        world.seed(List.of(simple("127.0.10.9")), record(OLD));

        var outcome = steps.attempt(move(records(EAST), true));

        assertThat(outcome.result())
                .isInstanceOfSatisfying(InProgress.class, progress -> assertThat(progress.accepted())
                        .isTrue());
        assertThat(world.stored()).isEqualTo(World.sets(records(WEST), record(NEW)));
        assertThat(world.accepted()).isEqualTo(1);
    }

    @Test
    void takesAwayExactlyWhatItHasNoWordsFor() {
        foreign();

        steps.attempt(move(records(EAST), true));

        assertThat(world.stored())
                .containsAll(World.sets(records(WEST), record(NEW)))
                .noneMatch(set -> "theirs".equals(set.setIdentifier()));
    }

    @Test
    void doesSoAlsoWhereNothingWasKnown() {
        foreign();

        steps.attempt(move(List.of(), true));

        assertThat(world.stored()).noneMatch(set -> "theirs".equals(set.setIdentifier()));
    }

    @Test
    void refusesWithoutThatWord() {
        foreign();

        var outcome = steps.attempt(move(List.of(), false));

        assertThat(outcome.result()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Refusal.DRIFT);
            assertThat(refused.detail()).contains("theirs", "a health check");
        });
        assertThat(world.accepted()).isZero();
    }

    @Test
    void losesToALaterFenceAllTheSame() {
        var later = fence(17, EAST, "other");
        world.seed(List.of(simple("127.0.10.9")), record(later));

        var outcome = steps.attempt(move(records(EAST), true));

        assertThat(outcome.result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .isEqualTo(Refusal.STALE_FENCE));
        assertThat(world.stored()).isEqualTo(World.sets(List.of(simple("127.0.10.9")), record(later)));
    }

    @Test
    void costsNoMoreWhereNothingHasChanged() {
        world.seed(records(EAST), record(OLD));

        steps.attempt(move(records(EAST), true));

        assertThat(world.route53.calls().stream().filter(call -> !call.batch().isEmpty()))
                .hasSize(1);
    }
}
