package io.signalbox.probe.brokers;

import io.signalbox.probe.certificates.TlsClient;
import java.security.KeyStore;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;

/** Gives Kafka's client the TLS settings of all other checks. Public because that client instantiates it. */
public final class ProbeSslEngineFactory implements SslEngineFactory {

    /** The configuration key of the {@link TlsClient}. */
    static final String TLS = "signalbox.tls";

    private @Nullable TlsClient tls;

    @Override
    public void configure(Map<String, ?> settings) {
        tls = (TlsClient) settings.get(TLS);
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, String endpointIdentification) {
        return Objects.requireNonNull(tls, "used before configure()").engine(host);
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
