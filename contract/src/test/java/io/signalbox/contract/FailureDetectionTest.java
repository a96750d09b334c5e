package io.signalbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/failure-detection.md promises a test for every situation. */
class FailureDetectionTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern REFERENCE = Pattern.compile("`([A-Z][A-Za-z0-9]+)\\.([a-z][A-Za-z0-9]+)`");

    @Test
    void everySituationNamesTestsThatExist() throws IOException {
        Map<String, String> tests = tests();
        var wrong = new ArrayList<String>();
        for (String situation : situations()) {
            String title = situation.lines().findFirst().orElseThrow();
            String named = situation.contains("Tests: ") ? situation.substring(situation.indexOf("Tests: ")) : "";
            List<String> missing = REFERENCE
                    .matcher(named)
                    .results()
                    .filter(reference ->
                            !tests.getOrDefault(reference.group(1), "").contains(" " + reference.group(2) + "("))
                    .map(reference -> reference.group(1) + "." + reference.group(2))
                    .toList();
            Matcher any = REFERENCE.matcher(named);
            String rest = any.replaceAll("").replaceAll("Tests:|[,. \n]", "");
            if (!any.reset().find() || !missing.isEmpty() || !rest.isEmpty()) {
                wrong.add(title + ": not there " + missing + ", not understood \"" + rest + "\"");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void thereAreSituations() throws IOException {
        assertThat(situations()).hasSizeGreaterThan(40);
    }

    private static List<String> situations() throws IOException {
        String text = Files.readString(ROOT.resolve("docs/failure-detection.md"));
        return Pattern.compile("^## ", Pattern.MULTILINE)
                .splitAsStream(text.replaceAll("(?m)^# .*$", ""))
                .skip(1)
                .toList();
    }

    /** The text of every test class by its name. */
    private static Map<String, String> tests() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(FailureDetectionTest::below)
                    .filter(file -> file.toString().endsWith("Test.java")
                            || file.toString().endsWith("IT.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            FailureDetectionTest::read,
                            String::concat));
        }
    }

    private static Stream<Path> below(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
