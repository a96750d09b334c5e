package io.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VulnerabilitiesTest {

    private static final Path RECORDS = Path.of("src/test/resources/osv");

    @TempDir
    private Path folder;

    /** @param parts {@code group:name:version} each */
    private static JsonNode bom(String... parts) {
        var bom = new ObjectMapper().createObjectNode();
        var components = bom.putArray("components");
        for (String part : parts) {
            String[] words = part.split(":", 3);
            components.addObject().put("group", words[0]).put("name", words[1]).put("version", words[2]);
        }
        return bom;
    }

    @ParameterizedTest
    @CsvSource({
        "1.9.9,         false",
        "2.0,           true",
        "2.4.0,         true",
        "2.5.0-rc1,     true",
        "2.5.0,         false",
        "2.9,           false",
        "3.0-alpha1,    false",
        "3.0,           true",
        "3.0.0.Final,   true",
        "3.1.9,         true",
        "3.1.10,        true",
        "3.1.11,        false",
        "1.0.0.Special, true"
    })
    void aVersionIsAffectedIfItIsInARangeOrListed(String version, boolean affected) throws IOException {
        assertThat(Vulnerabilities.read(RECORDS).problems(bom("org.example:ranges:" + version)))
                .hasSize(affected ? 1 : 0);
    }

    @Test
    void aProblemNamesTheVulnerabilityAndTheVersionsThatFixIt() throws IOException {
        assertThat(Vulnerabilities.read(RECORDS)
                        .problems(bom("org.example:ranges:2.4.0", "org.example:unfixed:7", "org.example:innocent:1")))
                .containsExactly(
                        "org.example:ranges:2.4.0: GHSA-0000-0000-0001 (CVE-2026-0001): Reads what it should not;"
                                + " fixed in 2.5.0",
                        "org.example:unfixed:7: GHSA-0000-0000-0002: Never ends; fixed in no known version");
    }

    @Test
    void withdrawnRecordsAndOtherEcosystemsCountForNothing() throws IOException {
        assertThat(Vulnerabilities.read(RECORDS).problems(bom("org.example:withdrawn:1", "org.example:elsewhere:1")))
                .isEmpty();
    }

    @Test
    void aZipFileIsReadAsAFolder() throws IOException {
        Path zip = folder.resolve("all.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> records = Files.list(RECORDS)) {
            for (Path record : records.toList()) {
                out.putNextEntry(new ZipEntry(record.getFileName().toString()));
                out.write(Files.readAllBytes(record));
            }
        }
        assertThat(Vulnerabilities.read(zip).problems(bom("org.example:unfixed:7")))
                .hasSize(1);
    }

    @Test
    void whatHasNoRecordsOfMavenIsRefusedAndNotTakenForSafe() throws IOException {
        assertThatThrownBy(() -> Vulnerabilities.read(folder))
                .hasMessage(folder + ": expected a folder or a zip file with OSV records of Maven, found none");
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> Vulnerabilities.read(missing))
                .hasMessage(missing + ": expected a folder or a zip file with OSV records of Maven, found none");

        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"id\": ");
        assertThatThrownBy(() -> Vulnerabilities.read(folder))
                .hasMessageStartingWith(broken + ": expected an OSV record in JSON, got: ");
        assertThatThrownBy(() -> Vulnerabilities.read(broken))
                .hasMessage(broken + ": expected a folder or a zip file, got another file");
        Files.writeString(broken, "{}");
        assertThatThrownBy(() -> Vulnerabilities.read(folder))
                .hasMessage(broken + ": expected an OSV record with an id, got none");
    }

    @Test
    void fixesOfOtherArtifactsAreNotNamed() throws IOException {
        Files.writeString(folder.resolve("two.json"), """
                {"id": "GHSA-1", "affected": [
                  {"package": {"ecosystem": "Maven", "name": "org.example:one"},
                   "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}]},
                  {"package": {"ecosystem": "Maven", "name": "org.example:two"},
                   "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.2"}]}]}]}""");
        assertThat(Vulnerabilities.read(folder).problems(bom("org.example:one:1.0", "org.example:two:3")))
                .isEqualTo(List.of("org.example:one:1.0: GHSA-1: no summary; fixed in 1.1"));
    }
}
