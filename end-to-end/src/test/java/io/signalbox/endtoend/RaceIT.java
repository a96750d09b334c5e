package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.race.Race;
import io.signalbox.sandbox.race.SwitchRace;
import io.signalbox.sandbox.world.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class RaceIT {

    @Test
    void exactlyOneOfTwoActuatorsWinsEachOfAHundredRounds() throws InterruptedException {
        try (var world = World.start(Race.PLAN)) {
            var tally = new SwitchRace(world).run(100, _ -> {});
            assertThat(tally.notOne()).as("rounds without exactly one winner").isZero();
            assertThat(tally.mixed()).as("records or answers of more than one").isZero();
            assertThat(tally.empty()).as("answers without an address").isZero();
            assertThat(tally.wins().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(100);
            assertThat(world.route53().audit().violations()).isEmpty();
        }
    }
}
