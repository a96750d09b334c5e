package io.signalbox.sandbox.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The lines that one class logs in this process while this is open, also where its package is quiet. */
public final class LoggedLines extends Handler implements AutoCloseable {

    private final List<String> lines = new ArrayList<>();
    private final Logger logger;
    private final @Nullable Level level;

    private LoggedLines(Logger logger) {
        this.logger = logger;
        this.level = logger.getLevel();
        logger.setLevel(Level.INFO);
    }

    public static LoggedLines of(Class<?> type) {
        var lines = new LoggedLines(Logger.getLogger(type.getName()));
        lines.logger.addHandler(lines);
        return lines;
    }

    /** The lines since the last call. */
    public synchronized List<String> take() {
        var taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public synchronized void publish(LogRecord line) {
        Object[] values = line.getParameters();
        lines.add(values == null ? line.getMessage() : line.getMessage().formatted(values));
    }

    @Override
    public void flush() {
        // Lines are kept at once.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(level);
    }
}
