package io.signalbox.kafka;

import io.signalbox.contract.name.CellName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The credentials of this process at one cell: files in {@code <folder>/<cell>/}, or in {@code <folder>/} if there is no such
 * subfolder. Every connection reads them again, so a replaced file needs no restart.
 *
 * @param variable reads an environment variable
 */
record Credentials(CellName cell, Path folder, Function<String, String> variable) {

    static final String AUTHORITIES = "ca.crt";
    static final String CERTIFICATE = "tls.crt";
    static final String KEY = "tls.key";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String TOKEN = "token";
    static final String TOKEN_ENDPOINT = "token-endpoint";
    static final String CLIENT_ID = "client-id";
    static final String CLIENT_SECRET = "client-secret";

    private static final String PREFIX = "SIGNALBOX_KAFKA_";

    /** A credential is missing or cannot be used. The message names file, problem and remedy, never the content. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1;

        UnusableException(String message) {
            super(message);
        }
    }

    static Credentials of(CellName cell, Path folder) {
        Map<String, String> environment = System.getenv();
        return new Credentials(cell, folder, name -> environment.getOrDefault(name, ""));
    }

    Path file(String name) {
        Path own = folder.resolve(cell.value());
        return (Files.isDirectory(own) ? own : folder).resolve(name);
    }

    /** Empty if there is no such file. */
    String pem(String name) throws UnusableException {
        try {
            return Files.readString(file(name), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException _) {
            return "";
        } catch (IOException e) {
            throw new UnusableException(file(name) + ": expected a readable file, got "
                    + e.getClass().getSimpleName());
        }
    }

    /** The text of a file, or of the environment variable {@code SIGNALBOX_KAFKA_<NAME>} if there is no such file. */
    String text(String name) throws UnusableException {
        String text = optional(name);
        if (text.isEmpty()) {
            throw new UnusableException(file(name) + ": expected the " + name
                    + " of this process, there is no such file and " + variable(name) + " is not set");
        }
        return text;
    }

    /** Empty if there is neither. */
    String optional(String name) throws UnusableException {
        String text = new String(pem(name).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? variable.apply(variable(name)).strip() : text;
    }

    private static String variable(String name) {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
