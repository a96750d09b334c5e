package io.signalbox.decision.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.contract.access.BearerTokens;
import io.signalbox.contract.access.InvalidTokensException;
import io.signalbox.contract.access.TokenFile;
import io.signalbox.decision.config.DecisionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The current tokens. An invalid file prevents the start; later it is logged, and the previous tokens stay in force. */
@ApplicationScoped
public class CallerTokens {

    private static final Logger LOG = Logger.getLogger(CallerTokens.class);

    private final TokenFile file;
    private volatile @Nullable String problem;

    @Inject
    CallerTokens(DecisionConfig config, MeterRegistry metrics) {
        this.file = new TokenFile(config.tokens().orElse(null));
        metrics.gauge("signalbox_tokens_reload_failed", this, self -> self.problem == null ? 0 : 1);
    }

    void open(@Observes StartupEvent event) {
        try {
            file.read();
        } catch (IOException | InvalidTokensException e) {
            throw new ConfigurationException("signalbox.tokens: " + TokenFile.problem(e), e);
        }
    }

    @Scheduled(every = "${signalbox.tokens-reload:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reload() {
        try {
            if (file.read()) {
                LOG.info("tokens replaced reason=the file has changed");
            }
            problem = null;
        } catch (IOException | InvalidTokensException e) {
            String found = TokenFile.problem(e);
            if (!found.equals(problem)) {
                LOG.warnf("tokens rejected, the former stay in force reason=%s", found);
            }
            problem = found;
        }
    }

    String person(String subject) {
        return file.person(subject);
    }

    Optional<BearerTokens.Holder> holder(String token) {
        return file.holder(token);
    }
}
