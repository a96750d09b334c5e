package io.signalbox.bench.probe;

import io.signalbox.sandbox.process.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An installed program that Signalbox is compared with. */
public final class ExternalProgram implements AutoCloseable {

    private static final List<Path> PLACES =
            List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/usr/local/bin"));

    private final ChildProcess process;

    private ExternalProgram(ChildProcess process) {
        this.process = process;
    }

    public static Optional<Path> find(String program) {
        return PLACES.stream()
                .map(place -> place.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static ExternalProgram start(Path program, Path directory, String... arguments) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        String name = program.getFileName().toString();
        return new ExternalProgram(
                ChildProcess.start(name, command, Map.of(), directory, directory.resolve(name + ".log")));
    }

    public long pid() {
        return process.pid();
    }

    /** The processor time of the process and its children. */
    Duration processorTime() {
        return ProcessHandle.of(process.pid())
                .orElseThrow()
                .descendants()
                .map(ProcessHandle::pid)
                .map(ProcessorTime::time)
                .reduce(ProcessorTime.time(process.pid()), Duration::plus);
    }

    @Override
    public void close() {
        process.kill();
    }
}
