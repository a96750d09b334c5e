package io.signalbox.contract;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What can be known of the files for running Signalbox without running them. */
class DeploymentFilesTest {

    private static final Path ROOT = Path.of("..");
    private static final Path ALERTS = ROOT.resolve("observability/alerts.yml");
    private static final Path DASHBOARDS = ROOT.resolve("observability/grafana/dashboards");
    private static final Pattern METRIC = Pattern.compile("\\b(?:probe|signalbox)_[a-z0-9_]+");
    /** What the metrics library appends to a counter's or timer's name. */
    private static final Pattern APPENDED = Pattern.compile("_total$|_seconds(_max|_sum|_count)?$");

    @Test
    void yamlAndJsonAreWellFormed() throws IOException {
        for (Path file : files(".yaml", ".yml")) {
            assertThat(new Load(LoadSettings.builder().build()).loadAllFromString(read(file)))
                    .as("documents of %s", file)
                    .isNotEmpty()
                    .doesNotContainNull();
        }
        for (Path dashboard : walk(DASHBOARDS)) {
            assertThat(new ObjectMapper().readTree(read(dashboard)).path("panels"))
                    .as(dashboard.toString())
                    .isNotEmpty();
        }
    }

    @Test
    void whatIsWatchedIsExported() throws IOException {
        String sources = sources();

        assertThat(watched()).hasSizeGreaterThan(10).allSatisfy(metric -> {
            String name = APPENDED.matcher(metric).replaceFirst("");
            assertThat(Stream.of(metric, name, name.replace('_', '.')))
                    .as("a service exports %s", metric)
                    .anyMatch(each -> sources.contains('"' + each + '"'));
        });
    }

    private static Set<String> watched() {
        var metrics = new TreeSet<String>();
        Stream.concat(Stream.of(ALERTS), walk(DASHBOARDS).stream())
                .flatMap(file -> METRIC.matcher(read(file)).results())
                .forEach(found -> metrics.add(found.group()));
        return metrics;
    }

    private static String sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.filter(module -> module.toString().endsWith("-service"))
                    .map(module -> module.resolve("src/main/java"))
                    .flatMap(folder -> walk(folder).stream())
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(DeploymentFilesTest::read)
                    .collect(joining());
        }
    }

    private static List<Path> files(String... endings) {
        List<Path> files = Stream.of("docker-compose.yml", "infra", "k8s", "observability", "examples")
                .flatMap(name -> walk(ROOT.resolve(name)).stream())
                .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                .toList();
        assertThat(files).hasSizeGreaterThan(10);
        return files;
    }

    private static List<Path> walk(Path start) {
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
