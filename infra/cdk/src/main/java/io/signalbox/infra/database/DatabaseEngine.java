package io.signalbox.infra.database;

/** A kind of database in the words of Amazon RDS. */
public enum DatabaseEngine {
    MYSQL("mysql", "8.0", 3306),
    POSTGRES("postgres", "16", 5432);

    private final String engine;
    private final String version;
    private final int port;

    DatabaseEngine(String engine, String version, int port) {
        this.engine = engine;
        this.version = version;
        this.port = port;
    }

    String engine() {
        return engine;
    }

    String version() {
        return version;
    }

    int port() {
        return port;
    }
}
