package io.signalbox.fuzz;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs Jazzer on one parser in a process of its own: it prefers inputs that reach new code. */
final class Jazzer {

    private static final Pattern EXECUTIONS = Pattern.compile("stat::number_of_executed_units: +([0-9]+)");
    /** By the clock, of one input: it finds inputs without an end. {@link Judge} limits the processor time. */
    private static final int LONGEST_SECONDS = 60;

    private final FuzzedParser parser;
    private final Path inputs;
    private final Path findings;
    private final Path words;

    /** @param folder of this run, which is empty */
    Jazzer(FuzzedParser parser, Path folder) throws IOException {
        this.parser = parser;
        this.inputs = Files.createDirectories(folder.resolve("inputs"));
        this.findings = Files.createDirectories(folder.resolve("findings"));
        this.words = Files.write(
                folder.resolve("words"),
                parser.words().stream().map(Jazzer::quoted).toList());
    }

    /** In the format of libFuzzer's dictionaries. */
    private static String quoted(String word) {
        var text = new StringBuilder("\"");
        for (byte b : word.getBytes(StandardCharsets.ISO_8859_1)) {
            text.append(String.format("\\x%02X", b & 0xFF));
        }
        return text.append('"').toString();
    }

    /** @param known inputs to begin with @return the number of executions */
    long run(List<byte[]> known, int seconds, long seed) throws IOException, InterruptedException {
        for (int i = 0; i < known.size(); i++) {
            Files.write(inputs.resolve("known-" + i), known.get(i));
        }
        Path log = findings.resolveSibling("log");
        Process process = new ProcessBuilder(command(seconds, seed))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.waitFor();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.ISO_8859_1))) {
            return lines.lines()
                    .map(EXECUTIONS::matcher)
                    .filter(found -> found.find())
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Jazzer did not run to its end: see " + log));
        }
    }

    /** Without JUnit, in whose tests Jazzer would look for the target first. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("junit"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private List<String> command(int seconds, long seed) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx768m",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-D" + JazzerTarget.PARSER + "=" + parser.name(),
                "-cp",
                classPath(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerTarget.class.getName(),
                "--instrumentation_includes=io.signalbox.**",
                "--instrumentation_excludes=io.signalbox.fuzz.**",
                "--custom_hook_includes=io.signalbox.**",
                "--keep_going=10",
                "--reproducer_path=" + findings.getParent(),
                "-artifact_prefix=" + findings + "/",
                "-dict=" + words,
                "-max_total_time=" + seconds,
                "-max_len=" + Mutator.LONGEST,
                "-timeout=" + LONGEST_SECONDS,
                "-seed=" + seed,
                "-print_final_stats=1",
                inputs.toString());
    }

    /** All inputs that reach different code, also the known ones. */
    List<byte[]> reached() throws IOException {
        return read(inputs);
    }

    /** Inputs with which the parser did not end as it declares. */
    List<byte[]> found() throws IOException {
        return read(findings);
    }

    private static List<byte[]> read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            var all = new ArrayList<byte[]>();
            for (Path file : files.sorted().toList()) {
                all.add(Files.readAllBytes(file));
            }
            return all;
        }
    }
}
