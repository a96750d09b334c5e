package io.signalbox.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthesisTest {

    private static final Path ROOT = Path.of("../..");
    private static final Path FILE = Path.of("examples/orders/infrastructure/zone.json");

    @Test
    void whatIsCommittedIsWhatTheStacksMake(@TempDir Path scratch) throws Exception {
        assumeTrue(Node.isInstalled(), "the CDK needs Node");

        assertThat(Synthesis.drifted(Templates.made(ROOT, scratch), Templates.committed(ROOT)))
                .as("make infra RENEW=1 writes them")
                .isEmpty();
    }

    @Test
    void aMissingASuperfluousAndADifferentTemplateHaveDrifted() {
        Map<Path, String> one = Map.of(FILE, "{}");

        assertThat(Synthesis.drifted(one, one)).isEmpty();
        assertThat(Synthesis.drifted(one, Map.of())).containsExactly(FILE);
        assertThat(Synthesis.drifted(Map.of(), one)).containsExactly(FILE);
        assertThat(Synthesis.drifted(one, Map.of(FILE, "{ }"))).containsExactly(FILE);
    }
}
