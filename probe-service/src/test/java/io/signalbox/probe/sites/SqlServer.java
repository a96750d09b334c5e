package io.signalbox.probe.sites;

import io.signalbox.sandbox.process.ChildProcess;
import io.signalbox.sandbox.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real server that speaks MySQL's protocol, as a child process with data of its own. */
public abstract class SqlServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SERVES = "ready for connections";

    private final Path program;
    private final Path directory;
    private final List<String> usual;
    private final int port = Ports.free();
    private ChildProcess process;

    /** @param directory is made @param usual options of every run */
    SqlServer(Path program, Path directory, String... usual) throws IOException {
        this.program = program;
        this.directory = Files.createDirectories(directory);
        this.usual = new ArrayList<>(List.of(
                "--no-defaults",
                "--datadir=" + Files.createDirectories(directory).resolve("data"),
                // It refuses to be root unless it is told to.
                "--user=" + System.getProperty("user.name"),
                "--innodb-buffer-pool-size=8M",
                "--innodb-log-file-size=8M",
                // What is written need not outlive the machine.
                "--innodb-flush-method=nosync",
                "--innodb-doublewrite=OFF",
                "--innodb-flush-log-at-trx-commit=0",
                "--performance-schema=OFF",
                "--skip-log-bin"));
        this.usual.addAll(List.of(usual));
    }

    private List<String> command(List<String> options) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(usual);
        command.addAll(options);
        return command;
    }

    /** Runs it until it ends by itself. @param script its input */
    final void runOnce(String script, String... options) throws IOException, InterruptedException {
        run(script, command(List.of(options)));
    }

    /** Runs any program. @param script its input */
    final void run(String script, List<String> command) throws IOException, InterruptedException {
        Path said = directory.resolve("said.log");
        Process running = new ProcessBuilder(command)
                .redirectInput(Files.writeString(directory.resolve("script.sql"), script)
                        .toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = running.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (!ended || running.exitValue() != 0) {
            running.destroyForcibly();
            throw new IllegalStateException(command + ": " + Files.readString(said));
        }
    }

    /** Returns when it serves. @param init what it is told before anybody is let in */
    public final void start(String init, String... options) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + socket(),
                "--init-file=" + Files.writeString(directory.resolve("init.sql"), init)));
        all.addAll(List.of(options));
        Path log = directory.resolve("server.log");
        Files.deleteIfExists(log);
        process = ChildProcess.start(program.getFileName().toString(), command(all), Map.of(), directory, log);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.readString(log).contains(SERVES)) {
            if (!process.alive() || System.nanoTime() - end > 0) {
                throw new IllegalStateException(program + " does not serve: " + Files.readString(log));
            }
            Thread.sleep(20);
        }
    }

    final Path socket() {
        return directory.resolve("s");
    }

    public final int port() {
        return port;
    }

    /** It keeps its connections, and answers nothing. */
    public final void pause() {
        process.pause();
    }

    /** SIGTERM. Returns when it has ended. */
    public final void stop() {
        process.stop();
    }

    /** SIGKILL. Returns when it has ended. */
    public final void kill() {
        process.kill();
    }

    @Override
    public final void close() {
        if (process != null) {
            process.kill();
        }
    }
}
