package io.signalbox.sandbox.process;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process that can be stopped, killed and started again with the same settings. */
public abstract class RestartableProcess implements AutoCloseable {

    private final String name;
    private @Nullable ChildProcess process;

    /** @param name for a person */
    protected RestartableProcess(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Begins the process unless it runs already, which is an error. */
    protected synchronized void start(Supplier<ChildProcess> begin) {
        if (process != null && process.alive()) {
            throw new IllegalStateException(name + " runs already");
        }
        process = begin.get();
    }

    protected synchronized ChildProcess process() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    public abstract Path log();

    public boolean running() {
        return process().alive();
    }

    /** Sends SIGTERM, and SIGKILL if the process does not end in time. Returns when it has ended. */
    public void stop() {
        process().stop();
    }

    /** Sends SIGKILL. Returns when the process has ended. */
    public void kill() {
        process().kill();
    }

    /** Sends SIGSTOP: the process keeps its connections and answers nothing. */
    public void pause() {
        process().pause();
    }

    /** Sends SIGCONT. */
    public void resume() {
        process().resume();
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            process.kill();
        }
    }
}
