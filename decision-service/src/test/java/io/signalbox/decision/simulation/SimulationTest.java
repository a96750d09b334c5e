package io.signalbox.decision.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final long SEEDS = Long.getLong("signalbox.simulation.seeds", 30);

    @Test
    void neverDoesWhatNeverMayHappenWhateverFails() {
        long events = LongStream.rangeClosed(1, SEEDS)
                .map(seed -> World.run(seed).events())
                .sum();

        assertThat(events).isGreaterThan(SEEDS * 1_000);
    }

    @Test
    void tellsTheSameStoryForTheSameSeed() {
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(World.run(seed)).isEqualTo(World.run(seed));
        }
        assertThat(World.run(1)).isNotEqualTo(World.run(2));
    }
}
