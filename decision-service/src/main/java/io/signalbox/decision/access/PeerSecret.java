package io.signalbox.decision.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.decision.config.DecisionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The secret with which the instances of a cell ask each other. The first line of the file is sent; every line is accepted, so that a
 * secret can be replaced: add the new one below, later move it to the first line, later remove the old one.
 */
@ApplicationScoped
public class PeerSecret {

    /** The role of another instance; no token of the file or of an issuer gives it. */
    public static final String ROLE = "peer";

    private static final Logger LOG = Logger.getLogger(PeerSecret.class);
    private static final int SHORTEST = 32;

    private final @Nullable Path file;
    private volatile List<String> secrets = List.of();

    @Inject
    PeerSecret(DecisionConfig config) {
        this(config.peers().secret().orElse(null));
    }

    /** @param file null for none: instances do not ask each other */
    public PeerSecret(@Nullable Path file) {
        this.file = file;
    }

    void open(@Observes StartupEvent event) {
        try {
            read();
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("signalbox.peers.secret: " + e.getMessage(), e);
        }
    }

    @Scheduled(every = "${signalbox.tokens-reload:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void reload() {
        try {
            read();
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf("secret of the peers rejected, the previous one stays in force reason=\"%s\"", e.getMessage());
        }
    }

    private void read() throws IOException {
        if (file == null) {
            return;
        }
        List<String> lines = Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty() || lines.stream().anyMatch(line -> line.length() < SHORTEST)) {
            throw new IllegalArgumentException(file + ": expected lines of at least " + SHORTEST
                    + " characters, got an empty file or a shorter one");
        }
        secrets = lines;
    }

    /** The secret to send; empty when none is configured. */
    public Optional<String> current() {
        return secrets.stream().findFirst();
    }

    /** Compares with every line in constant time. */
    boolean matches(String token) {
        byte[] shown = token.getBytes(StandardCharsets.UTF_8);
        boolean matches = false;
        for (String secret : secrets) {
            matches |= MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), shown);
        }
        return matches;
    }
}
