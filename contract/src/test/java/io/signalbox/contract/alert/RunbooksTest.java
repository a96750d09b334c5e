package io.signalbox.contract.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunbooksTest {

    private static final Path PAGE = Path.of("../docs/runbooks.md");
    private static final Path DECISION = Path.of("../decision-service/src/main/java/io/signalbox/decision");
    private static final List<AlertRule> RULES = AlertRule.all();
    private static final JsonNode GUIDE = RunbooksPage.guide();
    private static final Pattern READ = Pattern.compile("`api \"?([a-z/$\\-S]+)(?:\\?[^`\"]*)?\"?`");
    private static final Pattern ORDERED = Pattern.compile("`api ([a-z/$\\-S]+) -d '(\\{[^']*})'`");
    private static final Pattern CALLED = Pattern.compile("`api [^`]*`");
    private static final Pattern PATH = Pattern.compile("@Path\\(\"([^\"]*)\"\\)");

    @Test
    void eachAlertHasAllParts() {
        assertThat(RULES).allSatisfy(rule -> {
            JsonNode entry = GUIDE.path(rule.name());
            assertThat(entry.path("does").asText()).as(rule.name()).endsWith(".");
            assertThat(entry.path("check")).as(rule.name()).isNotEmpty();
            assertThat(entry.path("order")).as(rule.name()).isNotEmpty();
        });
    }

    @Test
    void nothingIsExplainedThatIsNoAlert() {
        assertThat(GUIDE.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        RULES.stream().map(AlertRule::name).toList());
    }

    @Test
    void eachAlertLinksToItsSection() throws IOException {
        List<String> headings = Files.readAllLines(PAGE);
        assertThat(RULES).allSatisfy(rule -> {
            assertThat(rule.runbook()).isEqualTo("docs/runbooks.md#" + rule.anchor());
            assertThat(headings).contains("## " + rule.name());
        });
    }

    /** To be made anew with {@code make reasons}. */
    @Test
    void thePageIsUpToDate() throws IOException {
        assertThat(Files.readString(PAGE)).isEqualTo(RunbooksPage.text());
    }

    @Test
    void eachCallIsOneOfTheRestInterface() {
        Set<String> paths = paths();
        String guide = GUIDE.toString().replace("\\\"", "\"");
        List<String> called = Stream.of(READ, ORDERED)
                .flatMap(pattern -> pattern.matcher(guide).results())
                .map(found -> found.group(1))
                .toList();
        assertThat(called).hasSameSizeAs(CALLED.matcher(guide).results().toList());
        assertThat(called).allSatisfy(path -> assertThat(paths)
                .contains(path.replace("$S", "{service}").replace("moves/last", "moves/{plan}")));
    }

    @Test
    void eachOrderSaysWhy() {
        String guide = GUIDE.toString().replace("\\\"", "\"");
        assertThat(ORDERED.matcher(guide).results().map((MatchResult found) -> found.group(2)))
                .isNotEmpty()
                .allSatisfy(body ->
                        assertThat(Yaml.of(body).path("why").asText()).as(body).isNotEmpty());
    }

    /** Of all resources of decision-service, below {@code /api/v1}. */
    private static Set<String> paths() {
        try (Stream<Path> files = Files.walk(DECISION)) {
            return files.filter(file -> file.toString().endsWith("Resource.java"))
                    .flatMap(RunbooksTest::paths)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> paths(Path resource) {
        try {
            List<String> found = PATH.matcher(Files.readString(resource))
                    .results()
                    .map(each -> each.group(1))
                    .toList();
            String base = found.getFirst().replaceFirst("^/api/v1/?", "");
            return found.stream().skip(1).map(path -> base.isEmpty() ? path : base + "/" + path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
