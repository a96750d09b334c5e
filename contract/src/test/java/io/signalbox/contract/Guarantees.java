package io.signalbox.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What README says that Signalbox does and does not, sentence by sentence, and what docs/guarantees.md has to show for it. */
final class Guarantees {

    private static final Pattern REFERENCE = Pattern.compile("`([A-Z][A-Za-z0-9]+)\\.([a-z][A-Za-z0-9]+)`");
    private static final Pattern END = Pattern.compile("(?<=[.]|[.]\\*\\*)\\s+(?=[A-Z`*])");
    private static final List<String> SECTIONS = List.of("What it guarantees", "What it does not");
    private static final String QUOTE = "> ";
    private static final String TESTS = "Tests: ";
    private static final String TAKEN_AWAY = "Taken away: ";

    private final Path root;

    /** @param root where README.md is */
    Guarantees(Path root) {
        this.root = root;
    }

    /** @param test {@code Class.method} */
    record Test(String type, String method) {

        /** Needs packaged processes: not run by surefire. */
        boolean endToEnd() {
            return type.endsWith("IT");
        }

        @Override
        public String toString() {
            return type + "." + method;
        }
    }

    /**
     * @param sentence word for word as in README
     * @param tests what shows it; none where it says nothing of Signalbox itself
     * @param takenAway what happened without the code that it rests on; empty where nothing is said
     */
    record Entry(String sentence, List<Test> tests, String takenAway) {}

    /** The sentences of README, in its order. */
    List<String> promised() {
        String readme = read(root.resolve("README.md"));
        return SECTIONS.stream()
                .map(title -> section(readme, title))
                .flatMap(text -> Pattern.compile("^- ", Pattern.MULTILINE).splitAsStream(text))
                .flatMap(item -> END.splitAsStream(item.strip().replaceAll("\\s+", " ")))
                .filter(sentence -> !sentence.isBlank())
                .toList();
    }

    private static String section(String text, String title) {
        String rest = text.substring(text.indexOf("\n## " + title + "\n") + title.length() + 5);
        return rest.substring(0, rest.indexOf("\n## "));
    }

    List<Entry> shown() {
        var entries = new ArrayList<Entry>();
        String text = read(root.resolve("docs/guarantees.md"));
        for (String block : text.substring(text.indexOf("\n" + QUOTE)).split("\n(?=" + QUOTE + ")")) {
            if (block.startsWith(QUOTE)) {
                entries.add(new Entry(
                        line(block, QUOTE),
                        REFERENCE
                                .matcher(line(block, TESTS))
                                .results()
                                .map(match -> new Test(match.group(1), match.group(2)))
                                .toList(),
                        line(block, TAKEN_AWAY)));
            }
        }
        return entries;
    }

    private static String line(String block, String beginning) {
        return block.lines()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .collect(Collectors.joining(" "));
    }

    /** The text of every test class by its name. */
    Map<String, String> sources() {
        return tests().collect(Collectors.toMap(
                file -> file.getFileName().toString().replace(".java", ""), Guarantees::read, String::concat));
    }

    private Stream<Path> tests() {
        return list(root).stream()
                .map(module -> module.resolve("src/test/java"))
                .filter(Files::isDirectory)
                .flatMap(directory -> below(directory).stream())
                .filter(file ->
                        file.toString().endsWith("Test.java") || file.toString().endsWith("IT.java"));
    }

    /** The reports that surefire has left of test classes, by their names. */
    Map<String, String> reports() {
        return list(root).stream()
                .map(module -> module.resolve("target/surefire-reports"))
                .filter(Files::isDirectory)
                .flatMap(directory -> list(directory).stream())
                .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString().replaceAll("TEST-(.*\\.)?(\\w+)\\.xml", "$2"),
                        Guarantees::read,
                        String::concat));
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> below(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList();
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
