package io.signalbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents name exists. */
class DocumentLinksTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern TYPE = Pattern.compile("[A-Z][a-z]\\w*");
    private static final List<String> FOLDERS = List.of(
            ".",
            "docs",
            "docs/adr",
            "infra",
            "examples/pilot-light",
            "examples/cafe-orders",
            "examples/active-passive-ecs",
            "examples/vpc-lattice",
            "examples/iot-core",
            "observability");

    @Test
    void eachLinkLeadsSomewhere() {
        assertThat(documents().flatMap(document -> broken(document).stream())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/code-tour.md", "docs/references.md", "docs/security.md"})
    void eachTypeThatIsNamedExists(String document) {
        Set<String> types = types();
        assertThat(code(ROOT.resolve(document)))
                .filteredOn(word -> TYPE.matcher(word).matches())
                .isNotEmpty()
                .allSatisfy(word -> assertThat(types).contains(word));
    }

    /** A page that a newcomer reads in one go. */
    @Test
    void theCodeTourIsShort() {
        assertThat(text(ROOT.resolve("docs/code-tour.md")).lines().count()).isLessThanOrEqualTo(120);
    }

    private static List<String> broken(Path document) {
        var broken = new ArrayList<String>();
        LINK.matcher(prose(document))
                .results()
                .map((MatchResult found) -> found.group(1))
                .forEach(link -> {
                    if (!link.contains("://") && !link.startsWith("mailto:") && !exists(document, link)) {
                        broken.add(document + ": " + link);
                    }
                });
        return broken;
    }

    private static boolean exists(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document
                : document.resolveSibling(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1
                        || !target.toString().endsWith(".md")
                        || anchors(target).contains(parts[1]));
    }

    /** As GitHub makes them from headings. */
    private static Set<String> anchors(Path document) {
        return HEADING.matcher(prose(document))
                .results()
                .map(found -> found.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<String> code(Path document) {
        return CODE.matcher(prose(document))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String prose(Path document) {
        return FENCED.matcher(text(document)).replaceAll("");
    }

    private static Stream<Path> documents() {
        return FOLDERS.stream().map(ROOT::resolve).filter(Files::isDirectory).flatMap(folder -> list(folder).stream());
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The simple names of all source files. */
    private static Set<String> types() {
        try (Stream<Path> files = Files.walk(ROOT, 20)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
