package io.signalbox.actuator.app;

import io.signalbox.actuator.core.AccessErrors;
import io.signalbox.actuator.credentials.CallerIdentity;
import io.signalbox.actuator.credentials.ProcessCredentials;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/** AWS for a command of a person, with the credentials and settings of the service. */
public final class OwnAccount implements AutoCloseable {

    private final ProcessCredentials credentials;

    private OwnAccount(ProcessCredentials credentials) {
        this.credentials = credentials;
    }

    /**
     * @param environment the service's settings
     * @throws IllegalArgumentException naming a setting, what was found and what is allowed
     */
    public static OwnAccount open(Map<String, String> environment) {
        return new OwnAccount(new Route53Clients().credentials(new CommandSettings(environment)));
    }

    /** The reason why no request can be signed; empty if one can. */
    public Optional<String> unsigned() {
        return unsigned(credentials);
    }

    static Optional<String> unsigned(ProcessCredentials credentials) {
        try {
            var _ = credentials.provider().resolveCredentials();
            return Optional.empty();
        } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
            String text = String.valueOf(e.getMessage());
            return Optional.of(AccessErrors.unsigned(text).orElse("the AWS credentials cannot be read: " + text));
        }
    }

    /** The identity that AWS gives to these credentials. */
    public CallerIdentity identity() {
        return CallerIdentity.of(credentials, AwsTransport::sts);
    }

    /** A client that repeats a request which failed, as the SDK does. The caller closes it. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
            String region, B builder) {
        return builder.region(Region.of(region))
                .credentialsProvider(credentials.provider())
                .httpClientBuilder(AwsTransport.http())
                .overrideConfiguration(ClientOverrideConfiguration.builder().build())
                .build();
    }

    @Override
    public void close() {
        credentials.close();
    }
}
