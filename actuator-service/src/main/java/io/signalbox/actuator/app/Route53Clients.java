package io.signalbox.actuator.app;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;

/**
 * Replaces the quarkus-amazon-route53 extension, with its configuration keys; a client that the extension produces is
 * used instead (docs/adr/0001-aws-sdk-instead-of-quarkus-amazon.md). Its credentials are used for every AWS service.
 */
@Dependent
public class Route53Clients {

    @Produces
    @Singleton
    @DefaultBean
    Route53Client client(
            @ConfigProperty(name = "quarkus.route53.endpoint-override") Optional<URI> endpoint,
            @ConfigProperty(name = "quarkus.route53.aws.region") Optional<String> region,
            AwsCredentialsProvider credentials) {
        var builder = Route53Client.builder()
                .region(region.map(Region::of).orElse(Region.AWS_GLOBAL))
                .credentialsProvider(credentials)
                .httpClientBuilder(AwsTransport.http())
                .overrideConfiguration(AwsTransport.once().build());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    void close(@Disposes Route53Client client) {
        client.close();
    }

    @Produces
    @Singleton
    @DefaultBean
    AwsCredentialsProvider credentials(
            @ConfigProperty(name = "quarkus.route53.aws.credentials.type", defaultValue = "default") String type,
            @ConfigProperty(name = "quarkus.route53.aws.credentials.static-provider.access-key-id")
                    Optional<String> accessKeyId,
            @ConfigProperty(name = "quarkus.route53.aws.credentials.static-provider.secret-access-key")
                    Optional<String> secretAccessKey) {
        return switch (type) {
            case "default" -> DefaultCredentialsProvider.builder().build();
            case "static" ->
                StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        present("access-key-id", accessKeyId), present("secret-access-key", secretAccessKey)));
            default ->
                throw new IllegalArgumentException(
                        "quarkus.route53.aws.credentials.type: expected default or static, got \"" + type + "\"");
        };
    }

    private static String present(String key, Optional<String> value) {
        return value.orElseThrow(() -> new IllegalArgumentException("quarkus.route53.aws.credentials.static-provider."
                + key + ": expected with credentials.type=static, got nothing"));
    }
}
