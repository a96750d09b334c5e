package io.signalbox.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A Signalbox service as its real packaged process. It can be stopped, killed and restarted with the same settings. */
public final class ServiceProcess extends RestartableProcess {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int OK = 200;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String module;
    private final Map<String, String> environment;
    private final Path directory;
    private final Packaging packaging;
    private final int port = Ports.free();
    private final AtomicInteger commands = new AtomicInteger();

    /**
     * @param module the service's folder below the project root
     * @param name unique in its world; the log is {@code <name>.log} in the directory
     * @param packaging how the service was built
     * @param environment the service's settings, without the HTTP address
     */
    public ServiceProcess(
            String module, String name, Packaging packaging, Map<String, String> environment, Path directory) {
        super(name);
        this.module = module;
        this.directory = directory;
        this.packaging = packaging;
        var all = new HashMap<>(environment);
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        this.environment = Map.copyOf(all);
    }

    /** The service's folder below the project root. */
    public String module() {
        return module;
    }

    /** The base URI of the HTTP interface, without a final slash. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public Path log() {
        return directory.resolve(name() + ".log");
    }

    /** Starts or restarts the process; returns at once. */
    public void start() {
        start(Map.of());
    }

    /** The same with other settings. @param more replace those of the service */
    public void start(Map<String, String> more) {
        Path temporary = directory.resolve(name());
        start(() -> ChildProcess.start(name(), packaging.command(module, temporary), with(more), temporary, log()));
    }

    /** The end of a command. @param output standard output and standard error */
    public record Ended(int exitCode, String output) {}

    /** Runs a command of the service in a process of its own, with the same settings. Returns when it has ended. */
    public Ended command(String... arguments) {
        return command(Map.of(), arguments);
    }

    /** The same with other settings. @param more replace those of the service */
    public Ended command(Map<String, String> more, String... arguments) {
        String run = name() + "-" + arguments[0] + "-" + commands.incrementAndGet();
        Path temporary = directory.resolve(run);
        var line = new ArrayList<>(packaging.command(module, temporary));
        line.addAll(List.of(arguments));
        Path written = directory.resolve(run + ".log");
        ChildProcess command = ChildProcess.start(run, line, with(more), temporary, written);
        if (!command.ended(START_LIMIT)) {
            command.kill();
            throw new IllegalStateException(run + " does not end, see " + written);
        }
        try {
            return new Ended(command.exitCode(), Files.readString(written));
        } catch (IOException e) {
            throw new UncheckedIOException(run + " has no readable log", e);
        }
    }

    private Map<String, String> with(Map<String, String> more) {
        var all = new HashMap<>(environment);
        all.putAll(more);
        return all;
    }

    /** Returns when the readiness check passes. */
    public void awaitReady() {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!ready()) {
            if (!running()) {
                throw new IllegalStateException(name() + " ended unexpectedly with exit code "
                        + process().exitCode() + ", see " + log());
            }
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(name() + " is not ready, see " + log());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    public boolean ready() {
        return answers("/q/health/ready");
    }

    /** True if the liveness check passes. */
    public boolean live() {
        return answers("/q/health/live");
    }

    private boolean answers(String path) {
        var request = HttpRequest.newBuilder(uri().resolve(path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name(), e);
        }
    }

    public long pid() {
        return process().pid();
    }

    public boolean ended(Duration within) {
        return process().ended(within);
    }

    public int exitCode() {
        return process().exitCode();
    }

    /** The whole log so far. */
    public String output() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " has no readable log", e);
        }
    }
}
