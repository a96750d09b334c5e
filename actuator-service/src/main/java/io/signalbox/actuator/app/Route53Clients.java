package io.signalbox.actuator.app;

import io.quarkus.arc.DefaultBean;
import io.signalbox.actuator.credentials.ProcessCredentials;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;

/**
 * Replaces the quarkus-amazon-route53 extension, with its configuration keys; a client that the extension produces is
 * used instead (docs/adr/0001-aws-sdk-instead-of-quarkus-amazon.md). Its credentials are used for every AWS service.
 */
@Dependent
public class Route53Clients {

    /** A role that the credentials assume. */
    static final String ROLE = "signalbox.aws.role";

    /** The external id that the role's trust policy demands. */
    static final String EXTERNAL_ID = "signalbox.aws.external-id";

    @Produces
    @Singleton
    @DefaultBean
    Route53Client client(
            @ConfigProperty(name = "quarkus.route53.endpoint-override") Optional<URI> endpoint,
            @ConfigProperty(name = "quarkus.route53.aws.region") Optional<String> region,
            AwsCredentialsProvider credentials) {
        return client(endpoint, region, credentials, AwsTransport.once());
    }

    static Route53Client client(
            Optional<URI> endpoint,
            Optional<String> region,
            AwsCredentialsProvider credentials,
            ClientOverrideConfiguration.Builder settings) {
        var builder = Route53Client.builder()
                .region(region.map(Region::of).orElse(Region.AWS_GLOBAL))
                .credentialsProvider(credentials)
                .httpClientBuilder(AwsTransport.http())
                .overrideConfiguration(settings.build());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    void close(@Disposes Route53Client client) {
        client.close();
    }

    @Produces
    @Singleton
    @DefaultBean
    AwsCredentialsProvider provider(ProcessCredentials credentials) {
        return credentials.provider();
    }

    @Produces
    @Singleton
    ProcessCredentials credentials(
            @ConfigProperty(name = "quarkus.route53.aws.credentials.type", defaultValue = "default") String type,
            @ConfigProperty(name = "quarkus.route53.aws.credentials.static-provider.access-key-id")
                    Optional<String> accessKeyId,
            @ConfigProperty(name = "quarkus.route53.aws.credentials.static-provider.secret-access-key")
                    Optional<String> secretAccessKey,
            @ConfigProperty(name = "signalbox.aws.role") Optional<String> role,
            @ConfigProperty(name = "signalbox.aws.external-id") Optional<String> externalId) {
        if (role.isEmpty() && externalId.isPresent()) {
            throw new IllegalArgumentException(EXTERNAL_ID + ": expected only with " + ROLE);
        }
        ProcessCredentials own = own(type, accessKeyId, secretAccessKey);
        return role.map(arn -> own.assuming(arn, externalId, AwsTransport::sts)).orElse(own);
    }

    /** Those of a command. */
    ProcessCredentials credentials(CommandSettings own) {
        return credentials(
                own.value("quarkus.route53.aws.credentials.type").orElse("default"),
                own.value("quarkus.route53.aws.credentials.static-provider.access-key-id"),
                own.value("quarkus.route53.aws.credentials.static-provider.secret-access-key"),
                own.value(ROLE),
                own.value(EXTERNAL_ID));
    }

    void close(@Disposes ProcessCredentials credentials) {
        credentials.close();
    }

    private static ProcessCredentials own(String type, Optional<String> accessKeyId, Optional<String> secretAccessKey) {
        return switch (type) {
            case "default" -> ProcessCredentials.find(AwsTransport::sts);
            case "static" -> {
                String key = present("access-key-id", accessKeyId);
                var provider = StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key, present("secret-access-key", secretAccessKey)));
                yield ProcessCredentials.told(provider, "the access key " + key);
            }
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
