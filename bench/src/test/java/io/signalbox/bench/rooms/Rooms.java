package io.signalbox.bench.rooms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code make rooms}: how the compiled main code is divided into packages, and which cycles there are. Nested types count with
 * their outer one; lines are those of sources, without imports and package descriptions. Ends with 1 if a limit is broken.
 */
public final class Rooms {

    private static final String SOURCES = "src/main/java";
    private static final int LARGEST_PACKAGE = 30;
    private static final int LARGEST_CYCLE = 3;

    private Rooms() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Set<String>> types = new TreeMap<>();
        List<Path> modules = modules();
        for (Path module : modules) {
            types.putAll(ClassFiles.dependencies(module.resolve("target/classes")));
        }
        Map<String, Set<String>> packages = Graph.grouped(types, Rooms::packageOf);
        Map<String, Long> sizes = types.keySet().stream()
                .collect(Collectors.groupingBy(Rooms::packageOf, TreeMap::new, Collectors.counting()));
        List<List<String>> packageCycles = Graph.cycles(packages);
        List<List<String>> typeCycles = Graph.cycles(types);
        List<String> broken = broken(sizes, packageCycles, typeCycles);
        broken.forEach(System.out::println);
        List<Long> lines = lines(modules);
        System.out.printf(
                "RESULT rooms packages=%d max_types=%d package_cycles=%d type_cycle_max=%d main_lines=%d median=%d p90=%d max=%d%n",
                sizes.size(),
                sizes.values().stream().mapToLong(Long::longValue).max().orElse(0),
                packageCycles.size(),
                typeCycles.stream().mapToInt(List::size).max().orElse(1),
                lines.stream().mapToLong(Long::longValue).sum(),
                lines.get(lines.size() / 2),
                lines.get(lines.size() * 9 / 10),
                lines.getLast());
        if (!broken.isEmpty()) {
            System.exit(1);
        }
    }

    /** The modules with main code. */
    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("."))) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve(SOURCES)))
                    .sorted()
                    .toList();
        }
    }

    /** One line for each limit that does not hold. */
    private static List<String> broken(
            Map<String, Long> sizes, List<List<String>> packageCycles, List<List<String>> typeCycles) {
        return Stream.of(
                        packageCycles.stream().map(cycle -> "cycle of packages, none is allowed: " + cycle),
                        typeCycles.stream()
                                .filter(cycle -> cycle.size() > LARGEST_CYCLE)
                                .map(cycle -> "cycle of " + cycle.size() + " types, at most " + LARGEST_CYCLE
                                        + " are allowed: " + cycle),
                        sizes.entrySet().stream()
                                .filter(size -> size.getValue() > LARGEST_PACKAGE)
                                .map(size -> size.getKey() + " has " + size.getValue() + " types, at most "
                                        + LARGEST_PACKAGE + " are allowed"))
                .flatMap(lines -> lines)
                .toList();
    }

    private static String packageOf(String type) {
        return type.substring(0, type.lastIndexOf('.'));
    }

    /** Of each source file, shortest first. */
    private static List<Long> lines(List<Path> modules) {
        try (Stream<Path> files =
                modules.stream().map(module -> module.resolve(SOURCES)).flatMap(Rooms::walk)) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .map(Rooms::count)
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.startsWith("import ")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
