package io.signalbox.decision.simulation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/**
 * Plants one defect after the other and lets the simulation hunt for it, judged by what is real alone; then runs the same
 * seeds without any. Arguments: the module, and what a defect's name must contain.
 */
final class Planted {

    private static final long SEEDS = Long.getLong("signalbox.planted.seeds", 2_000);
    private static final long MINUTES = 10;
    private static final int AT_ONCE = 2;

    private final Path module;
    private final Path work;

    private Planted(Path module, Path work) {
        this.module = module;
        this.work = work;
    }

    /** @param said what the hunt said last; its fields are separated by tabs */
    private record Result(String name, String said) {
        boolean found() {
            return said.startsWith("FOUND");
        }

        String words() {
            String[] fields = said.split("\t", -1);
            return found()
                    ? "%-40s seed %-5s world %-5s %s".formatted(name, fields[1], fields[2], fields[3])
                    : "%-40s NOT FOUND %s".formatted(name, said);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Path module = Path.of(arguments[0]);
        String wanted = arguments.length > 1 ? arguments[1] : "";
        List<Patch> patches = Patch.all(module.resolve("src/test/planted")).stream()
                .filter(patch -> patch.name().contains(wanted))
                .toList();
        var planted = new Planted(module, Files.createTempDirectory("planted"));
        var hunts = new ArrayList<Callable<Result>>();
        hunts.add(() -> planted.hunt("clean", List.of(), List.of()));
        patches.forEach(patch -> hunts.add(() -> planted.hunt(patch)));
        int found = 0;
        int falseAlarms = 0;
        try (var hunters = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Result>> results = new ArrayList<>();
            hunts.forEach(hunt -> results.add(hunters.submit(hunt)));
            for (Future<Result> each : results.subList(1, results.size())) {
                System.out.println(each.get().words());
                found += each.get().found() ? 1 : 0;
            }
            Result clean = results.getFirst().get();
            boolean silent = clean.said().startsWith("NOTHING");
            falseAlarms = silent ? 0 : 1;
            System.out.println(silent ? "clean code: nothing found in " + SEEDS + " worlds" : clean.words());
        }
        System.out.printf("RESULT planted bugs=%d found=%d false_alarms=%d%n", patches.size(), found, falseAlarms);
    }

    private Result hunt(Patch patch) throws IOException, InterruptedException {
        Path classes = Files.createDirectories(work.resolve(patch.name()).resolve("classes"));
        Path sources = work.resolve(patch.name()).resolve("sources");
        var compiled = new ArrayList<String>(List.of(
                "-proc:none",
                "-nowarn",
                "-Xlint:none",
                "-parameters",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path")));
        patch.appliedTo(module).forEach((file, text) -> {
            try {
                Path source = sources.resolve(file);
                Files.createDirectories(source.getParent());
                Files.writeString(source, text);
                compiled.add(source.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, compiled.toArray(String[]::new));
        return failed == 0
                ? hunt(patch.name(), List.of(classes.toString()), patch.actors())
                : new Result(patch.name(), "since it does not compile");
    }

    private Result hunt(String name, List<String> before, List<String> actors)
            throws IOException, InterruptedException {
        var path = new ArrayList<>(before);
        path.add(System.getProperty("java.class.path"));
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                String.join(File.pathSeparator, path),
                Hunt.class.getName(),
                String.valueOf(SEEDS)));
        command.addAll(actors);
        Path said = work.resolve(name + ".out");
        Process hunt = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!hunt.waitFor(MINUTES, TimeUnit.MINUTES)) {
            hunt.destroyForcibly();
            return new Result(name, "within " + MINUTES + " minutes");
        }
        List<String> lines = Files.readAllLines(said);
        return new Result(name, lines.isEmpty() ? "" : lines.getLast());
    }
}
