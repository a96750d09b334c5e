package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.signalbox.sandbox.dns.Bind;
import io.signalbox.sandbox.race.Race;
import io.signalbox.sandbox.race.SwitchRace;
import io.signalbox.sandbox.world.World;
import io.signalbox.sandbox.world.WorldPlan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class RaceIT {

    @Test
    void exactlyOneOfTwoActuatorsWinsEachOfAHundredRounds() throws InterruptedException {
        raceIn(Race.PLAN);
    }

    /** Where it is installed (Debian's package bind9). */
    @Test
    void exactlyOneOfTwoActuatorsWinsEachOfAHundredRoundsAtARealBind() throws InterruptedException {
        assumeThat(Bind.installed()).isPresent();
        raceIn(Race.BIND_PLAN);
    }

    private static void raceIn(WorldPlan plan) throws InterruptedException {
        try (var world = World.start(plan)) {
            var tally = new SwitchRace(world).run(100, _ -> {});
            assertThat(tally.met()).as("rounds in which both were on their way").isPositive();
            assertThat(tally.notOne()).as("rounds without exactly one winner").isZero();
            assertThat(tally.mixed()).as("records or answers of more than one").isZero();
            assertThat(tally.empty()).as("answers without an address").isZero();
            assertThat(tally.wins().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(100);
            assertThat(world.route53().audit().violations()).isEmpty();
            assertThat(world.policies().refusals()).isEmpty();
        }
    }
}
