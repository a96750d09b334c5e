package io.signalbox.sandbox.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One child process. Its output goes to a log file. */
public final class ChildProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * @param environment added to this process's environment
     * @param directory its working directory, created when missing
     * @param log the output is appended to this file
     */
    public static ChildProcess start(
            String name, List<String> command, Map<String, String> environment, Path directory, Path log) {
        try {
            Files.createDirectories(directory);
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            ChildRegistry.adopt(process);
            return new ChildProcess(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started: " + command.getFirst(), e);
        }
    }

    /** The {@code java} executable of this process. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The class path of this process, made absolute for a child with another working directory. */
    public static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public Path log() {
        return log;
    }

    /** Sends SIGTERM, and SIGKILL if the process does not end in time. Returns when it has ended. */
    public void stop() {
        process.destroy();
        if (!ended(PATIENCE)) {
            kill();
        }
    }

    /** Sends SIGKILL. Returns when the process has ended. */
    public void kill() {
        process.destroyForcibly();
        if (!ended(PATIENCE)) {
            throw new IllegalStateException(name + " (pid " + pid() + ") survived SIGKILL");
        }
    }

    /** Sends SIGSTOP: the process is suspended with all its connections open. */
    public void pause() {
        signal("STOP", List.of(pid()));
    }

    /** Sends SIGCONT. */
    public void resume() {
        signal("CONT", List.of(pid()));
    }

    /** Sends a signal to several processes. @param signal such as {@code STOP} */
    public static void signal(String signal, List<Long> pids) {
        String all = pids.stream().map(String::valueOf).collect(Collectors.joining(" "));
        try {
            var kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + all).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("cannot send SIG" + signal + " to process " + all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run a shell to send a signal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending SIG" + signal, e);
        }
    }

    /** @return whether the process ends within that time */
    public boolean ended(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the end of " + name, e);
        }
    }

    /** @throws IllegalThreadStateException while the process runs */
    public int exitCode() {
        return process.exitValue();
    }
}
