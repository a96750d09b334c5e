package io.signalbox.decision.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final long FIRST = Long.getLong("signalbox.simulation.first", 1);
    private static final long SEEDS = Long.getLong("signalbox.simulation.seeds", 1_000);

    /** Of fewer worlds not everything can be expected to happen. */
    private static final long ENOUGH = 1_000;

    /** What breaks a rule is told with the smallest world that breaks it. */
    private static Tally tell(long first, long seeds) {
        var all = new Tally();
        new Worlds().run(first, seeds, world -> {
            if (world.violation() != null) {
                throw Shrinking.of(world.violation());
            }
            all.add(world.story().tally());
        });
        return all;
    }

    @Test
    void neverDoesWhatNeverMayHappenWhateverFailsAndShowsAllThatCanHappen() {
        Tally happened = tell(FIRST, SEEDS);

        assertThat(happened.counts()).isNotEmpty();
        Map<String, Integer> seldom = SEEDS < ENOUGH ? Map.of() : Coverage.missedBy(happened, SEEDS);
        assertThat(seldom)
                .as("what happens too seldom in %d worlds to be tested", SEEDS)
                .isEmpty();
    }

    @Test
    void tellsTheSameStoryForTheSameSeed() {
        for (long seed = FIRST; seed < FIRST + 10; seed++) {
            assertThat(World.run(seed)).isEqualTo(World.run(seed));
        }
        assertThat(World.run(FIRST)).isNotEqualTo(World.run(FIRST + 1));
    }
}
