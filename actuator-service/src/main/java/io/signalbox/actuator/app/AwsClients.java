package io.signalbox.actuator.app;

import io.signalbox.actuator.aws.Calls.RoleClients;
import io.signalbox.actuator.aws.RoleCredentialsProvider;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.step.RoutingControl.Endpoint;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53recoverycluster.Route53RecoveryClusterClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * AWS clients for the roles and regions that plans name, each created on first use. Other endpoints than AWS's are the SDK's
 * settings, for example {@code AWS_ENDPOINT_URL_ECS}.
 */
@Singleton
public class AwsClients implements AutoCloseable {

    /** An endpoint of one's own has no name for each bucket. */
    static final String S3_ENDPOINT = "AWS_ENDPOINT_URL_S3";

    private final RoleCredentialsProvider credentials;
    private final Supplier<ClientOverrideConfiguration.Builder> settings;
    private final Queue<SdkClient> open = new ConcurrentLinkedQueue<>();

    @Inject
    AwsClients(RoleCredentialsProvider credentials) {
        this(credentials, AwsTransport::once);
    }

    /** @param settings of each client */
    AwsClients(RoleCredentialsProvider credentials, Supplier<ClientOverrideConfiguration.Builder> settings) {
        this.credentials = credentials;
        this.settings = settings;
    }

    /** One client for each role and region. @param builders of the kind of client */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient>
            RoleClients<String, C> byRegion(Supplier<B> builders) {
        return eachWithCredentials((by, region) -> client(region, builders.get(), by));
    }

    /** The same for what everybody may do. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient>
            Function<String, C> withoutCredentials(Supplier<B> builders) {
        return each(region -> client(region, builders.get(), AnonymousCredentialsProvider.create()));
    }

    /** Without checksums in trailers and bodies in chunks, which other endpoints than AWS's own do not all take. */
    static S3ClientBuilder s3() {
        return S3Client.builder()
                .forcePathStyle(System.getenv(S3_ENDPOINT) != null)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false));
    }

    /** One client for each role and endpoint of a control cluster: they have no common name that AWS would resolve. */
    RoleClients<Endpoint, Route53RecoveryClusterClient> byEndpoint() {
        return eachWithCredentials((by, endpoint) -> client(
                endpoint.region(),
                Route53RecoveryClusterClient.builder().endpointOverride(URI.create(endpoint.url())),
                by));
    }

    private record RoleAt<P>(@Nullable AwsRole role, P place) {}

    private <P, C> RoleClients<P, C> eachWithCredentials(BiFunction<AwsCredentialsProvider, P, C> maker) {
        Map<RoleAt<P>, C> made = new ConcurrentHashMap<>();
        return (role, place) -> {
            AwsCredentialsProvider by = credentials.of(role);
            var _ = by.resolveCredentials();
            return made.computeIfAbsent(new RoleAt<>(role, place), at -> maker.apply(by, at.place()));
        };
    }

    private static <P, C> Function<P, C> each(Function<P, C> maker) {
        Map<P, C> made = new ConcurrentHashMap<>();
        return place -> made.computeIfAbsent(place, maker);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
            String region, B builder, AwsCredentialsProvider by) {
        C client = builder.region(Region.of(region))
                .credentialsProvider(by)
                .httpClientBuilder(AwsTransport.http())
                .overrideConfiguration(settings.get().build())
                .build();
        open.add(client);
        return client;
    }

    @Override
    @PreDestroy
    public void close() {
        open.forEach(SdkClient::close);
    }
}
