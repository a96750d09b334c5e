package io.signalbox.decision.simulation;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/**
 * Plants one defect after the other and lets the simulation hunt for it, judged by what is real alone; beside that it runs the
 * same seeds without any. Arguments: the module, and what a defect's name must contain.
 */
final class Planted {

    private static final long SEEDS = Long.getLong("signalbox.planted.seeds", 2_000);
    /** No hunt lasts longer, however slow the machine is. */
    private static final long LONGEST_MINUTES = 90;

    private static final String CLEAN = "clean code";

    private final Path module;
    private final Path work;
    private final long began = System.nanoTime();

    private Planted(Path module, Path work) {
        this.module = module;
        this.work = work;
    }

    /** @param said what the hunt said last; its fields are separated by tabs */
    private record Result(String name, String said) {
        boolean isClean() {
            return name.equals(CLEAN);
        }

        boolean found() {
            return said.startsWith("FOUND\t");
        }

        boolean silent() {
            return said.startsWith("NOTHING\t");
        }

        String words() {
            String[] fields = said.split("\t", -1);
            if (found()) {
                return "%-36s seed %-5s world %-5s %s".formatted(name, fields[1], fields[2], fields[3]);
            }
            return name + (silent() ? ": nothing found in " + fields[1] + " worlds" : " NOT FOUND " + said);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Path module = Path.of(arguments[0]);
        String wanted = arguments.length > 1 ? arguments[1] : "";
        List<Patch> patches = Patch.all(module.resolve("src/test/planted")).stream()
                .filter(patch -> patch.name().contains(wanted))
                .toList();
        new Planted(module, Files.createTempDirectory("planted")).run(patches);
    }

    private void run(List<Patch> patches) throws InterruptedException, ExecutionException {
        int found = 0;
        int falseAlarms = 0;
        try (var hunters =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()))) {
            var results = new ExecutorCompletionService<Result>(hunters);
            results.submit(() -> hunt(CLEAN, List.of(), List.of()));
            patches.forEach(patch -> results.submit(() -> hunt(patch)));
            for (int over = 0; over <= patches.size(); over++) {
                Result result = results.take().get();
                tell(result.words());
                found += !result.isClean() && result.found() ? 1 : 0;
                falseAlarms += result.isClean() && !result.silent() ? 1 : 0;
            }
        }
        System.out.printf("RESULT planted bugs=%d found=%d false_alarms=%d%n", patches.size(), found, falseAlarms);
    }

    private void tell(String words) {
        System.out.printf(
                "%5d s  %s%n", Duration.ofNanos(System.nanoTime() - began).toSeconds(), words);
    }

    private Result hunt(Patch patch) throws IOException {
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

    private Result hunt(String name, List<String> before, List<String> actors) throws IOException {
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
        Process hunt = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture.delayedExecutor(LONGEST_MINUTES, TimeUnit.MINUTES).execute(hunt::destroyForcibly);
        return new Result(name, lastWords(name, hunt));
    }

    /** How it got on is told meanwhile; what it has found is kept beside. */
    private String lastWords(String name, Process hunt) throws IOException {
        String last = "";
        Path said = work.resolve(name + ".out");
        try (BufferedReader reader = hunt.inputReader();
                var kept = Files.newBufferedWriter(said)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                last = line;
                kept.write(line + "\n");
                if (line.startsWith("AT\t")) {
                    tell(name + ": " + line.substring("AT\t".length()) + " worlds so far");
                }
            }
        }
        return last.startsWith("FOUND\t") || last.startsWith("NOTHING\t") ? last : last + ", see " + said;
    }
}
