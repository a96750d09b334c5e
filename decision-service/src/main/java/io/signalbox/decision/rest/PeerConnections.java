package io.signalbox.decision.rest;

import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Connections to the other instances of the cell: over TLS when this instance's own API has TLS. */
@ApplicationScoped
class PeerConnections {

    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Duration patience;
    private final @Nullable String tls;
    private volatile HttpClient http;

    @Inject
    PeerConnections(
            TlsConfigurationRegistry registry,
            @ConfigProperty(name = "quarkus.http.tls-configuration-name") Optional<String> tls) {
        this(
                PATIENCE,
                tls.orElse(null),
                tls.map(name -> context(registry.get(name).orElseThrow())).orElse(null));
    }

    /** @param tls the name of the TLS configuration; null for none */
    PeerConnections(Duration patience, @Nullable String tls, @Nullable SSLContext context) {
        this.patience = patience;
        this.tls = tls;
        this.http = client(patience, context);
    }

    private static HttpClient client(Duration patience, @Nullable SSLContext context) {
        var client = HttpClient.newBuilder().connectTimeout(patience);
        return (context == null ? client : client.sslContext(context)).build();
    }

    private static SSLContext context(TlsConfiguration configuration) {
        try {
            return configuration.createSSLContext();
        } catch (Exception e) {
            throw new IllegalStateException("the certificate of the API cannot be used: " + e.getMessage(), e);
        }
    }

    /** The certificate or its authority was replaced. Connections that stand are used no longer. */
    void replaced(@Observes CertificateUpdatedEvent event) {
        if (event.name().equals(tls)) {
            HttpClient former = http;
            http = client(patience, context(event.tlsConfiguration()));
            former.shutdown();
        }
    }

    HttpClient client() {
        return http;
    }

    /** @param address {@code host:port} */
    URI uri(String address, String path) {
        return URI.create((tls == null ? "http://" : "https://") + address + path);
    }
}
