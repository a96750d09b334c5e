package io.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class LicencesTest {

    private static List<String> problems(String... components) throws IOException {
        var bom = new ObjectMapper().readTree("{\"components\": [" + String.join(",", components) + "]}");
        return new Licences(List.of("# Free to use", "", "MIT  # short", "Apache-2.0", "EPL-2.0 OR GPL-2.0-only"))
                .problems(bom);
    }

    private static String part(String licences) {
        return "{\"group\": \"org.example\", \"name\": \"part\", \"version\": \"1.0\", \"licenses\": [" + licences
                + "]}";
    }

    @Test
    void oneAllowedLicenceIsEnough() throws IOException {
        assertThat(problems(
                        part("{\"license\": {\"id\": \"MIT\"}}"),
                        part("{\"license\": {\"id\": \"GPL-3.0-only\"}}, {\"license\": {\"name\": \"Apache-2.0\"}}"),
                        part("{\"expression\": \"EPL-2.0 OR GPL-2.0-only\"}")))
                .isEmpty();
    }

    @Test
    void anyOtherAndNoneAreRefused() throws IOException {
        assertThat(problems(part("{\"license\": {\"id\": \"AGPL-3.0-only\"}}"), part("")))
                .containsExactly(
                        "org.example:part:1.0: expected a licence of .ci/allowed-licences, got [AGPL-3.0-only]",
                        "org.example:part:1.0: expected a licence of .ci/allowed-licences, got none");
    }

    @Test
    void theListAllowsNoLicenceThatBindsWhoUsesSignalbox() throws IOException {
        List<String> lines = Files.readAllLines(Overlays.ROOT.resolve(".ci/allowed-licences"));
        var bom = new ObjectMapper()
                .readTree("{\"components\": ["
                        + String.join(
                                ",",
                                List.of("AGPL-3.0-only", "GPL-2.0-only", "GPL-3.0-or-later", "SSPL-1.0", "BUSL-1.1")
                                        .stream()
                                        .map(id -> part("{\"license\": {\"id\": \"" + id + "\"}}"))
                                        .toList())
                        + "]}");

        assertThat(new Licences(lines).problems(bom)).hasSize(5);
    }
}
