package io.signalbox.actuator.credentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The keys with which the actuators of a cell sign the values that a step may put back. The first line of the file signs; every line is
 * accepted, so that a key can be replaced: add the new one above, and remove the old one when nothing that it signed is remembered
 * any more. The file is read each time, so it can change without a restart; while it cannot be used, the last keys stay in force.
 */
public final class RestoreKeys {

    private static final int SHORTEST = 32;

    private static final Logger LOG = Logger.getLogger(RestoreKeys.class);

    private final Optional<Path> file;
    private volatile List<byte[]> last;

    private RestoreKeys(Optional<Path> file) {
        this.file = file;
        this.last = file.map(RestoreKeys::read).orElse(List.of());
    }

    /** @throws IllegalArgumentException if there is a file and it has no valid keys */
    public static RestoreKeys of(Optional<Path> file) {
        return new RestoreKeys(file);
    }

    /** The key that signs first; empty if none is configured. */
    public List<byte[]> current() {
        try {
            last = file.map(RestoreKeys::read).orElse(List.of());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            LOG.warnf("the keys for values that are put back stay as they were reason=%s", e.getMessage());
        }
        return last;
    }

    private static List<byte[]> read(Path file) {
        List<String> lines = lines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty() || lines.stream().anyMatch(line -> line.length() < SHORTEST)) {
            throw new IllegalArgumentException("signalbox.restore.keys: expected lines of at least " + SHORTEST
                    + " characters in " + file + ", got an empty file or a shorter one");
        }
        return lines.stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("signalbox.restore.keys: cannot read " + file, e);
        }
    }
}
