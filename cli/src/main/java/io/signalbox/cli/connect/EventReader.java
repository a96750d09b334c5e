package io.signalbox.cli.connect;

import io.signalbox.cli.connect.ServerEvent.Alive;
import io.signalbox.cli.connect.ServerEvent.Ended;
import io.signalbox.cli.connect.ServerEvent.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events on a thread of its own, so that a silent stream can be noticed. */
public final class EventReader implements AutoCloseable {

    /** Above the state of any service. */
    private static final int LONGEST_EVENT = 16 * 1_024 * 1_024;

    /** Then the reader waits for the printer. */
    private static final int MOST_WAITING = 1_000;

    private final InputStream stream;
    private final BlockingQueue<ServerEvent> found = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread;

    public EventReader(InputStream stream) {
        this.stream = stream;
        this.thread = Thread.ofVirtual().start(this::read);
    }

    /** The next event; empty if there is none within the time. */
    public Optional<ServerEvent> next(Duration limit) throws InterruptedException {
        return Optional.ofNullable(found.poll(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS));
    }

    private void read() {
        try {
            try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                events(lines);
                found.put(new Ended("the service has ended it"));
            } catch (IOException e) {
                found.put(new Ended(String.valueOf(e.getMessage())));
            }
        } catch (InterruptedException _) {
            // Closed: nobody reads any more.
            Thread.currentThread().interrupt();
        }
    }

    private void events(BufferedReader lines) throws IOException, InterruptedException {
        String type = "message";
        String id = null;
        var data = new StringBuilder();
        for (String line = line(lines); line != null; line = line(lines)) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    found.put(new Event(type, id, data.toString()));
                }
                type = "message";
                id = null;
                data.setLength(0);
            } else if (line.startsWith(":")) {
                found.put(new Alive());
            } else if (line.startsWith("event:")) {
                type = line.substring("event:".length()).strip();
            } else if (line.startsWith("id:")) {
                id = line.substring("id:".length()).strip();
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(line.substring("data:".length()));
                requireBound(data.length());
            }
        }
    }

    private static @Nullable String line(BufferedReader lines) throws IOException {
        var line = new StringBuilder();
        for (int c = lines.read(); c != '\n'; c = lines.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
            requireBound(line.length());
        }
        return line.toString();
    }

    private static void requireBound(int length) throws IOException {
        if (length > LONGEST_EVENT) {
            throw new IOException("expected events of at most " + LONGEST_EVENT + " characters");
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            stream.close();
        } catch (IOException _) {
            // Nothing is lost: the stream was only read.
            found.clear();
        }
    }
}
