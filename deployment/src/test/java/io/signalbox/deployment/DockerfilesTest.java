package io.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfilesTest {

    private static final List<String> SERVICES = List.of("probe-service", "decision-service", "actuator-service");
    private static final Pattern FROM = Pattern.compile("^FROM (\\S+)", Pattern.MULTILINE);
    private static final Pattern DESCRIPTION = Pattern.compile("description=\"[^\"]*\"");

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native"})
    void theFilesOfTheServicesDifferInNamesOnly(String kind) {
        List<String> files = SERVICES.stream()
                .map(service -> DESCRIPTION
                        .matcher(dockerfile(service, kind).replace(service, "SERVICE"))
                        .replaceAll(""))
                .distinct()
                .toList();

        assertThat(files).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native"})
    void everyBaseImageIsAnArgumentOrAStage(String kind) {
        String file = dockerfile("decision-service", kind);

        assertThat(FROM.matcher(file).results().map(found -> found.group(1)))
                .hasSize(4)
                .allMatch(base -> base.equals("base") || base.matches("\\$\\{[A-Z]+_IMAGE}"));
    }

    /** Both ends of the file: what was built before, and what the build stage built. */
    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native"})
    void bothFinalStagesRunAsAUserWithTheSameEntryPointAndHealthCheck(String kind) {
        String file = dockerfile("decision-service", kind);

        assertThat(file.split("FROM base"))
                .hasSize(3)
                .satisfies(parts -> assertThat(parts[1]).contains("USER 10001:10001"))
                .satisfies(parts -> assertThat(parts[2]).contains("USER 10001:10001"))
                .satisfies(parts -> assertThat(parts[0]).contains("ENTRYPOINT [", "HEALTHCHECK", "\"health\"]"));
        assertThat(file).doesNotContain("curl", "wget", "ADD ");
    }

    @Test
    void theVersionAndTheRevisionAreLabels() {
        assertThat(dockerfile("actuator-service", "native"))
                .contains("image.version=\"${VERSION}\"", "image.revision=\"${REVISION}\"");
    }

    @Test
    void theBuildOfAnImageGetsNoSecretsAndNoHistory() {
        assertThat(Yaml.text(Overlays.ROOT.resolve(".dockerignore")).lines())
                .contains(".git", "infra/compose", "**/target/*");
    }

    @Test
    void theServicesTrainWithAFileThatExists() {
        Path images = Overlays.ROOT.resolve("infra/images");

        assertThat(Yaml.text(images.resolve("train"))).contains("SIGNALBOX_TOPOLOGY=/training/topology.yaml");
        assertThat(Yaml.file(images.resolve("topology.yaml"))).containsKeys("cells", "services");
        assertThat(Files.isExecutable(images.resolve("train"))).isTrue();
    }

    private static String dockerfile(String service, String kind) {
        return Yaml.text(Overlays.ROOT.resolve(service).resolve("src/main/docker/Dockerfile." + kind));
    }
}
