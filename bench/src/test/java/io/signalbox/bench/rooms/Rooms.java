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
 * their outer one; lines are those of sources, without imports and package descriptions.
 */
public final class Rooms {

    private static final List<String> MODULES =
            List.of("contract", "probe-service", "decision-service", "actuator-service", "sandbox", "bench");
    private static final int LARGEST_PACKAGE = 30;
    private static final int LARGEST_CYCLE = 3;

    private Rooms() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Set<String>> types = new TreeMap<>();
        for (String module : MODULES) {
            types.putAll(ClassFiles.dependencies(Path.of(module, "target/classes")));
        }
        Map<String, Set<String>> packages = Graph.grouped(types, Rooms::packageOf);
        Map<String, Long> sizes = types.keySet().stream()
                .collect(Collectors.groupingBy(Rooms::packageOf, TreeMap::new, Collectors.counting()));
        List<List<String>> packageCycles = Graph.cycles(packages);
        List<List<String>> typeCycles = Graph.cycles(types);
        packageCycles.forEach(cycle -> System.out.println("cycle of packages: " + cycle));
        typeCycles.stream()
                .filter(cycle -> cycle.size() > LARGEST_CYCLE)
                .forEach(cycle -> System.out.println("cycle of " + cycle.size() + " types: " + cycle));
        sizes.forEach((name, size) -> {
            if (size > LARGEST_PACKAGE) {
                System.out.println(name + " has " + size + " types");
            }
        });
        List<Long> lines = lines();
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
    }

    private static String packageOf(String type) {
        return type.substring(0, type.lastIndexOf('.'));
    }

    /** Of each source file, shortest first. */
    private static List<Long> lines() throws IOException {
        try (Stream<Path> files =
                MODULES.stream().map(module -> Path.of(module, "src/main/java")).flatMap(Rooms::walk)) {
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
