package io.signalbox.probe.alarm;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/**
 * CloudWatch clients by region, created on first use and kept (docs/adr/0001-aws-sdk-instead-of-quarkus-amazon.md). The
 * SDK finds the credentials.
 */
public final class CloudWatchClients implements Function<String, CloudWatchClient> {

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(4);
    private static final Duration CALL = Duration.ofSeconds(5);

    private final Optional<URI> endpoint;
    private final Map<String, CloudWatchClient> made = new ConcurrentHashMap<>();

    /** @param endpoint for all regions; empty for AWS's own or {@code AWS_ENDPOINT_URL_CLOUDWATCH} */
    public CloudWatchClients(Optional<URI> endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public CloudWatchClient apply(String region) {
        return made.computeIfAbsent(region, this::client);
    }

    private CloudWatchClient client(String region) {
        var builder = CloudWatchClient.builder()
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(CALL)
                        .build());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
