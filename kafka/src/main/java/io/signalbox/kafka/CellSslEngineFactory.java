package io.signalbox.kafka;

import java.security.KeyStore;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;

/** Gives Kafka's clients TLS from PEM files that may be replaced at any time. Public because these clients instantiate it. */
public final class CellSslEngineFactory implements SslEngineFactory {

    private @Nullable CellTls tls;

    @Override
    public void configure(Map<String, ?> properties) {
        tls = new CellTls(AccessProperty.of(properties));
    }

    /** Checks the host name whatever {@code endpointIdentification} says: Kafka Streams of Quarkus passes an empty one. */
    @Override
    public SSLEngine createClientSslEngine(String host, int port, String endpointIdentification) {
        return Objects.requireNonNull(tls, "used before configure()").engine(host, port);
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        throw new UnsupportedOperationException("only clients are made here");
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> settings) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public @Nullable KeyStore keystore() {
        return null;
    }

    @Override
    public @Nullable KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
