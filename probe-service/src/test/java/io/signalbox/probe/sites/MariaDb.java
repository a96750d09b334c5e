package io.signalbox.probe.sites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own MariaDB. Told what to do by its own client. */
public final class MariaDb extends SqlServer {

    /** The system property that names the folder of another one than the system's. */
    public static final String HOME = "mariadb.home";

    private final Path home;

    private MariaDb(Path home, Path directory) throws IOException {
        super(program(home).orElseThrow(), directory, "--basedir=" + home);
        this.home = home;
    }

    /** Where there is one with its client: in Debian the packages mariadb-server-core and mariadb-client-core. */
    public static Optional<Path> installed() {
        return Stream.of(System.getProperty(HOME, "/usr"), "/usr/local", "/usr/local/mysql")
                .map(Path::of)
                .filter(home ->
                        program(home).isPresent() && find(home, "bin/mariadb").isPresent())
                .findFirst();
    }

    private static Optional<Path> program(Path home) {
        return find(home, "sbin/mariadbd", "bin/mariadbd");
    }

    private static Optional<Path> find(Path home, String... places) {
        return Stream.of(places).map(home::resolve).filter(Files::exists).findFirst();
    }

    /** With the system's tables, and not running. */
    public static MariaDb in(Path directory) throws IOException, InterruptedException {
        var server = new MariaDb(installed().orElseThrow(), directory);
        Files.createDirectories(directory.resolve("data"));
        server.runOnce(server.tables(), "--bootstrap");
        return server;
    }

    private String tables() throws IOException {
        var script = new StringBuilder("create database mysql;\nuse mysql;\n")
                .append("set @auth_root_socket=null, @skip_auth_anonymous=1;\n");
        for (String part : List.of("system_tables", "performance_tables", "system_tables_data")) {
            script.append(Files.readString(find(
                            home,
                            "share/mysql/mysql_" + part + ".sql",
                            "share/mysql/mariadb_" + part + ".sql",
                            "share/mariadb/mariadb_" + part + ".sql",
                            "share/mariadb_" + part + ".sql")
                    .orElseThrow()));
        }
        return script.toString();
    }

    /** As root, through its socket. */
    public void tell(String sql) throws IOException, InterruptedException {
        String client = find(home, "bin/mariadb").orElseThrow().toString();
        run(sql, List.of(client, "--no-defaults", "--socket=" + socket(), "--user=root"));
    }
}
