package io.signalbox.probe.app;

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
 * Clients of Amazon CloudWatch by region, each made when it is first needed and kept for as long as the process lives (docs/adr/0001-aws-sdk-instead-of-quarkus-amazon.md).
 * The credentials are the SDK's to find.
 */
final class AlarmClients implements Function<String, CloudWatchClient> {

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(4);
    private static final Duration CALL = Duration.ofSeconds(5);

    private final Optional<URI> endpoint;
    private final Map<String, CloudWatchClient> made = new ConcurrentHashMap<>();

    /** @param endpoint for all regions; empty for AWS's own, or what {@code AWS_ENDPOINT_URL_CLOUDWATCH} says */
    AlarmClients(Optional<URI> endpoint) {
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
