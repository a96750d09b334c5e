package io.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TypeNamesTest {

    private static final Path ROOT = Path.of("..");
    private static final String SOURCES = "src/main/java";

    /** In the sandbox they stand for those of AWS IAM. */
    private static final Set<String> ALSO_OF_IAM = Set.of("Policy", "Roles");

    @Test
    void noTwoTopLevelTypesOfMainCodeHaveTheSameName() throws IOException {
        Map<String, List<Path>> files = files();
        assertThat(files).hasSizeGreaterThan(1_000);
        files.values().removeIf(same -> same.size() == 1);
        files.keySet().removeAll(ALSO_OF_IAM);
        assertThat(files).as("a name means one thing, in whatever module").isEmpty();
    }

    /** The source files of all modules, by the name of their type. */
    private static Map<String, List<Path>> files() throws IOException {
        Map<String, List<Path>> files = new TreeMap<>();
        try (Stream<Path> modules = Stream.concat(Files.list(ROOT), Files.list(ROOT.resolve("infra")))) {
            for (Path sources : modules.map(module -> module.resolve(SOURCES))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> walk = Files.walk(sources)) {
                    walk.filter(TypeNamesTest::isType)
                            .forEach(file -> files.computeIfAbsent(name(file), _ -> new ArrayList<>())
                                    .add(file));
                }
            }
        }
        return files;
    }

    private static boolean isType(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") && !name.equals("package-info.java");
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}
