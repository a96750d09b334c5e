package io.signalbox.probe.sites;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** MySQL 8.0 as it is packed for tests in Maven Central. */
public final class Mysql8 extends SqlServer {

    private Mysql8(Path home, Path directory) throws IOException {
        super(program(home), directory, "--basedir=" + home, "--mysqlx=OFF");
    }

    private static Path program(Path home) {
        return home.resolve("bin/mysqld");
    }

    /** With the system's tables, and not running; empty where it does not run, say for want of libaio. */
    public static Optional<Mysql8> in(Path directory) throws IOException, InterruptedException {
        String archive = "/mysql-" + System.getProperty("os.name").replace(' ', '_') + "-"
                + System.getProperty("os.arch") + ".tar.gz";
        try (InputStream packed = Mysql8.class.getResourceAsStream(archive)) {
            Path home = Files.createDirectories(directory.resolve("home"));
            if (packed == null || !unpacked(packed, home) || !runs(home)) {
                return Optional.empty();
            }
            var server = new Mysql8(home, directory);
            server.runOnce("", "--initialize-insecure");
            return Optional.of(server);
        }
    }

    private static boolean unpacked(InputStream archive, Path home) throws IOException, InterruptedException {
        Path file = home.resolveSibling("archive.tar.gz");
        Files.copy(archive, file);
        return new ProcessBuilder("tar", "-xzf", file.toString(), "-C", home.toString())
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }

    private static boolean runs(Path home) throws IOException, InterruptedException {
        return new ProcessBuilder(program(home).toString(), "--no-defaults", "--version")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
