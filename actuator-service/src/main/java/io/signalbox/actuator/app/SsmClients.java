package io.signalbox.actuator.app;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * One client of Systems Manager for each region that a plan names, made when it is first needed: the quarkus-amazon-ssm
 * extension knows one region only. Its key for the endpoint is kept; the credentials are those for Route 53.
 */
@Singleton
public class SsmClients {

    /** Two calls and the look at the fence stay within the limit of an attempt. */
    private static final Duration CALL = Duration.ofMillis(1_500);

    private final Optional<URI> endpoint;
    private final AwsCredentialsProvider credentials;
    private final Map<String, SsmClient> byRegion = new ConcurrentHashMap<>();

    SsmClients(
            @ConfigProperty(name = "quarkus.ssm.endpoint-override") Optional<URI> endpoint,
            AwsCredentialsProvider credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    SsmClient of(String region) {
        return byRegion.computeIfAbsent(region, this::client);
    }

    private SsmClient client(String region) {
        var builder = SsmClient.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClientBuilder(AwsTransport.http())
                .overrideConfiguration(AwsTransport.once().apiCallTimeout(CALL).build());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @PreDestroy
    void close() {
        byRegion.values().forEach(SsmClient::close);
    }
}
