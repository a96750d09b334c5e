package io.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowsTest {

    private static final Path FOLDER = Overlays.ROOT.resolve(".github");
    private static final Pattern MAKE = Pattern.compile("\\bmake (?:[A-Z]+=\\S+ )*([a-z][a-z0-9-]+)");
    private static final Pattern TARGET = Pattern.compile("^([a-z][a-z0-9-]+):", Pattern.MULTILINE);

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("workflows"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyTargetOfMakeExists(Path file) {
        Set<String> targets = TARGET.matcher(Yaml.text(Overlays.ROOT.resolve("Makefile")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(steps(file)
                        .map(step -> Yaml.string(step, "run"))
                        .flatMap(run -> MAKE.matcher(run).results().map(found -> found.group(1))))
                .isNotEmpty()
                .isSubsetOf(targets);
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyScriptExists(Path file) {
        assertThat(steps(file).map(step -> Yaml.string(step, "run")).flatMap(run -> Pattern.compile(
                                "(?<![\\w/.])\\.ci/[a-z-]+")
                        .matcher(run)
                        .results()
                        .map(found -> found.group())))
                .allMatch(script -> Files.isExecutable(Overlays.ROOT.resolve(script)));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aWorkflowHasOnlyThePermissionsThatItNames(Path file) {
        Map<String, Object> workflow = Yaml.file(file);

        assertThat(workflow).containsKey("permissions");
        assertThat(Yaml.at(workflow, "permissions")).contains(Map.of("contents", "read"));
        assertThat(jobs(file))
                .allSatisfy(job -> assertThat(Yaml.at(job, "timeout-minutes")).isPresent());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionHasAVersion(Path file) {
        assertThat(steps(file).map(step -> Yaml.string(step, "uses")).filter(uses -> !uses.isEmpty()))
                .isNotEmpty()
                .allMatch(uses -> uses.matches("[\\w-]+/[\\w./-]+@(v\\d+(\\.\\d+)*|[0-9a-f]{40})"));
    }

    @Test
    void aReleaseBuildsTestsSignsAndDescribesSixImages() {
        Path release = FOLDER.resolve("workflows/release.yml");
        String text = Yaml.text(release);
        Object matrix =
                Yaml.at(Yaml.file(release), "jobs/images/strategy/matrix").orElseThrow();

        assertThat(Yaml.list(matrix, "service"))
                .containsExactlyInAnyOrder("probe-service", "decision-service", "actuator-service");
        assertThat(Yaml.list(matrix, "packaging")).containsExactlyInAnyOrder("native", "jvm");
        assertThat(text).contains("cosign sign --yes", "sbom: true", "tags: [\"v*\"]", "make sbom");
    }

    @Test
    void theUpdatesCoverEveryKindOfDependency() {
        assertThat(Yaml.list(Yaml.file(FOLDER.resolve("dependabot.yml")), "updates").stream()
                        .map(update -> Yaml.string(update, "package-ecosystem")))
                .contains("maven", "docker", "docker-compose", "github-actions");
    }

    @Test
    void weaknessesAreReportedInPrivate() {
        assertThat(Yaml.text(FOLDER.resolve("ISSUE_TEMPLATE/config.yml"))).contains("SECURITY.md");
        assertThat(Yaml.text(Overlays.ROOT.resolve("README.md"))).contains("SECURITY.md");
    }

    private static List<Object> jobs(Path file) {
        return List.copyOf(Yaml.map(Yaml.file(file).get("jobs")).values());
    }

    private static Stream<Object> steps(Path file) {
        return jobs(file).stream().flatMap(job -> Yaml.list(job, "steps").stream());
    }
}
