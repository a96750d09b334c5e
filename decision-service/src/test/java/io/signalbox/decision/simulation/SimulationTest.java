package io.signalbox.decision.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final long FIRST = Long.getLong("signalbox.simulation.first", 1);
    private static final long SEEDS = Long.getLong("signalbox.simulation.seeds", 1_000);

    @Test
    void neverDoesWhatNeverMayHappenWhateverFails() {
        long events = LongStream.range(FIRST, FIRST + SEEDS)
                .map(seed -> World.run(seed).events())
                .sum();

        assertThat(events).isGreaterThan(SEEDS * 1_000);
    }

    @Test
    void tellsTheSameStoryForTheSameSeed() {
        for (long seed = FIRST; seed < FIRST + 10; seed++) {
            assertThat(World.run(seed)).isEqualTo(World.run(seed));
        }
        assertThat(World.run(FIRST)).isNotEqualTo(World.run(FIRST + 1));
    }
}
