package io.signalbox.decision.access;

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

/** The current tokens. An invalid file prevents the start; later it is logged, and the previous tokens stay in force. */
@ApplicationScoped
public class ApiTokens {

    private static final Logger LOG = Logger.getLogger(ApiTokens.class);

    private final TokenFile file;

    @Inject
    ApiTokens(DecisionConfig config, MeterRegistry metrics) {
        this.file = new TokenFile(config.tokens().orElse(null));
        metrics.gauge("signalbox_tokens_reload_failed", file, tokens -> tokens.isRejected() ? 1 : 0);
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
        file.reload(LOG::info, LOG::warn);
    }

    String person(String subject) {
        return file.person(subject);
    }

    Optional<BearerTokens.Holder> holder(String token) {
        return file.holder(token);
    }
}
