package io.signalbox.sandbox.kafka;

import io.signalbox.sandbox.process.ChildProcess;
import io.signalbox.sandbox.process.Packaging;
import io.signalbox.sandbox.process.RestartableProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/** A Kafka cluster of one broker. It keeps its port and data when it is stopped and started. */
public final class Broker extends RestartableProcess {

    /**
     * System property: {@code true} for a broker that runs for long and should be as fast as in production, with both
     * JIT compilers. Default: optimised for a quick start.
     */
    public static final String FOR_LONG = "signalbox.broker.for-long";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int ATTEMPT_MILLIS = 2_000;
    /** Kafka's authorizer logs a line with this text for each denial. */
    private static final String DENIED = "is Denied operation";

    private final Path directory;
    private final BrokerListeners listeners;

    private final @Nullable Security security;

    private Broker(Path directory, BrokerListeners listeners, @Nullable Security security) {
        super("the broker");
        this.security = security;
        this.directory = directory;
        this.listeners = listeners;
    }

    /**
     * Starts the broker's process; {@link #awaitReady} returns when it serves.
     *
     * @param directory for data and log
     * @param added listeners besides those that every broker has
     */
    public static Broker start(Path directory, AddedListener... added) {
        var broker = new Broker(directory.toAbsolutePath(), new BrokerListeners(List.of(added), null), null);
        broker.start();
        return broker;
    }

    /** Starts a broker with an authorizer and a listener that demands a certificate. */
    public static Broker start(Path directory, Security security, AddedListener... added) {
        var broker = new Broker(directory.toAbsolutePath(), new BrokerListeners(List.of(added), security), security);
        broker.start();
        return broker;
    }

    /** Starts or restarts the broker. */
    public void start() {
        start(this::begin);
    }

    private ChildProcess begin() {
        var command = new ArrayList<>(List.of(ChildProcess.java(), "-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(compiling());
        command.addAll(List.of(
                "-Xshare:auto",
                "-Dcom.sun.management.jmxremote=false",
                "-cp",
                ChildProcess.classPath(),
                BrokerProcess.class.getName(),
                directory.resolve("data").toString(),
                written(listeners.settings()).toString()));
        return ChildProcess.start("broker", command, Map.of(), directory, directory.resolve("broker.log"));
    }

    private static List<String> compiling() {
        return Boolean.getBoolean(FOR_LONG)
                ? List.of("-XX:CompileThresholdScaling=0.2")
                : List.of("-XX:TieredStopAtLevel=1", Packaging.compiling());
    }

    private Path written(Map<String, String> settings) {
        var properties = new Properties();
        properties.putAll(settings);
        Path file = directory.resolve("listeners.properties");
        try {
            Files.createDirectories(directory);
            try (var out = Files.newBufferedWriter(file)) {
                properties.store(out, null);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Kafka's {@code host:port}. */
    public String bootstrap() {
        return "127.0.0.1:" + listeners.port();
    }

    /** Its security; empty for an open broker. */
    public Optional<Security> security() {
        return Optional.ofNullable(security);
    }

    /** The {@code host:port} for services: the listener that demands a certificate, if there is one. */
    public String serviceBootstrap() {
        return security == null ? bootstrap() : "127.0.0.1:" + listeners.mutualPort();
    }

    /** Kafka's properties for a client of a principal of the access table; an open broker knows no principals. */
    public Map<String, Object> client(String principal) {
        return security == null
                ? Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap())
                : security.client(principal, serviceBootstrap());
    }

    /** Kafka's properties for a client that may do everything: the broker's own principal. */
    public Map<String, Object> administrator() {
        return client(Security.BROKER);
    }

    /** The log lines of all denials since the first start, except those of {@link Security#STRANGER}. */
    public List<String> denials() {
        try (var lines = Files.lines(log(), StandardCharsets.ISO_8859_1)) {
            return lines.filter(
                            line -> line.contains(DENIED) && !line.contains("User:" + Security.STRANGER + " " + DENIED))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The listener's port on 127.0.0.1. */
    public int port(AddedListener listener) {
        return listeners.port(listener);
    }

    /** Returns when the broker serves clients, and each has its rights. */
    public void awaitReady() {
        awaitServing();
        security().ifPresent(it -> it.grant(serviceBootstrap()));
    }

    private void awaitServing() {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ATTEMPT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ATTEMPT_MILLIS,
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
                50,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                50);
        try (var admin = Admin.create(settings)) {
            while (!serves(admin)) {
                if (!process().alive()) {
                    throw new IllegalStateException(
                            "the broker ended unexpectedly, see " + process().log());
                }
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException(
                            "the broker is not ready, see " + process().log());
                }
            }
        }
    }

    private static boolean serves(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        }
    }

    @Override
    public Path log() {
        return process().log();
    }
}
