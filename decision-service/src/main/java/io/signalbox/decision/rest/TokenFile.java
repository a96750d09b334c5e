package io.signalbox.decision.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.decision.config.DecisionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The tokens in force. A broken file at the start stops the start; a broken one later changes nothing and says so. */
@ApplicationScoped
public class TokenFile {

    private static final Logger LOG = Logger.getLogger(TokenFile.class);

    private final @Nullable Path file;
    private volatile BearerTokens current = BearerTokens.NONE;
    private volatile @Nullable String problem;
    private List<String> seen = List.of();

    @Inject
    TokenFile(DecisionConfig config, MeterRegistry metrics) {
        this.file = config.tokens().orElse(null);
        metrics.gauge("signalbox_tokens_reload_failed", this, self -> self.problem == null ? 0 : 1);
    }

    void open(@Observes StartupEvent event) {
        try {
            read();
        } catch (IOException | InvalidTokensException e) {
            throw new ConfigurationException("signalbox.tokens: " + text(e), e);
        }
    }

    @Scheduled(every = "${signalbox.tokens-reload:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reload() {
        try {
            if (read()) {
                LOG.infof("tokens replaced reason=%s", file + " has changed");
            }
            problem = null;
        } catch (IOException | InvalidTokensException e) {
            String found = text(e);
            if (!found.equals(problem)) {
                LOG.warnf("tokens rejected, the former stay in force reason=%s", found);
            }
            problem = found;
        }
    }

    /** @return whether the tokens in force are others than before */
    private synchronized boolean read() throws IOException, InvalidTokensException {
        if (file == null) {
            return false;
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.equals(seen)) {
            return false;
        }
        current = BearerTokens.parse(file.toString(), lines);
        seen = lines;
        return true;
    }

    private static String text(Exception e) {
        return e instanceof IOException ? "cannot be read: " + e : String.valueOf(e.getMessage());
    }

    String person(String subject) {
        return current.person(subject);
    }

    Optional<BearerTokens.Holder> holder(String token) {
        return current.holder(token);
    }
}
