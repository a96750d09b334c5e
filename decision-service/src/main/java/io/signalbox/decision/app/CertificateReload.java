package io.signalbox.decision.app;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.signalbox.decision.config.DecisionConfig;
import io.signalbox.decision.config.RestTls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Serves a replaced certificate of {@code signalbox.tls} without a restart. Quarkus itself would replace it in each period, also by an
 * equal one, and connections that are opened in that moment are cut.
 */
@ApplicationScoped
public class CertificateReload {

    private static final Logger LOG = Logger.getLogger(CertificateReload.class);

    private final TlsConfigurationRegistry registry;
    private final Event<CertificateUpdatedEvent> updated;
    private final Optional<Path> folder;
    private List<String> inForce;

    @Inject
    CertificateReload(
            TlsConfigurationRegistry registry, Event<CertificateUpdatedEvent> updated, DecisionConfig config) {
        this.registry = registry;
        this.updated = updated;
        this.folder = config.tls();
        this.inForce = content();
    }

    @Scheduled(every = "${signalbox.tls-reload:30s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reload() {
        List<String> now = content();
        if (now.equals(inForce) || now.isEmpty()) {
            return;
        }
        TlsConfiguration configuration = registry.get(RestTls.NAME).orElseThrow();
        if (configuration.reload()) {
            updated.fire(new CertificateUpdatedEvent(RestTls.NAME, configuration));
            inForce = now;
            LOG.infof("certificate of the API replaced folder=%s", folder.orElseThrow());
        } else {
            LOG.warnf(
                    "certificate of the API rejected, the previous one stays in force folder=%s", folder.orElseThrow());
        }
    }

    /** The files of the folder; none without a folder, or while a file cannot be read. */
    private List<String> content() {
        var content = new ArrayList<String>();
        try {
            for (Path file : folder.map(RestTls::files).orElse(List.of())) {
                content.add(Files.readString(file));
            }
        } catch (IOException e) {
            LOG.warnf("certificate of the API cannot be read, the previous one stays in force reason=%s", e);
            return List.of();
        }
        return content;
    }
}
