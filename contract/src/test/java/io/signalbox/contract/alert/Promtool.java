package io.signalbox.contract.alert;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tool of Prometheus that checks and tests rules. */
final class Promtool {

    /** @param output of both streams */
    record Answer(int code, String output) {}

    private final Path program;

    private Promtool(Path program) {
        this.program = program;
    }

    /** Skips the calling test where there is no promtool. */
    static Promtool required() {
        Optional<Path> program = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "promtool is not installed; on Debian and Ubuntu: apt-get install prometheus");
        return new Promtool(program.orElseThrow());
    }

    Answer run(Path folder, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), text);
        }
    }
}
