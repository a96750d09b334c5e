package io.signalbox.decision.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlantedTest {

    private static final Path MODULE = Path.of("");

    @Test
    void eachPlantedDefectStillAppliesToTheSources() throws IOException {
        List<Patch> patches = Patch.all(MODULE.resolve("src/test/planted"));

        assertThat(patches).hasSizeGreaterThanOrEqualTo(20);
        for (Patch patch : patches) {
            assertThat(patch.appliedTo(MODULE)).as(patch.name()).isNotEmpty();
            assertThat(patch.defect()).as(patch.name()).isNotBlank();
            assertThat(patch.actors()).as(patch.name()).allSatisfy(Actor::valueOf);
        }
    }
}
