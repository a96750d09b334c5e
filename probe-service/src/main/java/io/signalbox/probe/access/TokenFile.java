package io.signalbox.probe.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The current tokens. An invalid file stops the start; later it is logged, and the old tokens stay. */
@ApplicationScoped
public class TokenFile {

    private static final Logger LOG = Logger.getLogger(TokenFile.class);

    private final @Nullable Path file;
    private volatile BearerTokens current = BearerTokens.NONE;
    private volatile @Nullable String problem;

    TokenFile(AccessSettings settings, MeterRegistry metrics) {
        this.file = settings.tokens().orElse(null);
        metrics.gauge("signalbox_tokens_reload_failed", this, self -> self.problem == null ? 0 : 1);
    }

    void open(@Observes StartupEvent event) {
        try {
            read();
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("signalbox.tokens: " + text(e), e);
        }
    }

    @Scheduled(every = "{signalbox.topology-reload}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reload() {
        try {
            read();
            problem = null;
        } catch (IOException | IllegalArgumentException e) {
            String found = text(e);
            if (!found.equals(problem)) {
                LOG.warnf("tokens rejected, the previous ones stay in force reason=\"%s\"", found);
            }
            problem = found;
        }
    }

    private void read() throws IOException {
        if (file != null) {
            current = BearerTokens.read(file);
        }
    }

    private static String text(Exception e) {
        return e instanceof IOException ? "cannot be read: " + e : String.valueOf(e.getMessage());
    }

    /** Null for an unknown token. */
    @Nullable
    Set<TokenRole> roles(String token) {
        return current.roles(token);
    }
}
