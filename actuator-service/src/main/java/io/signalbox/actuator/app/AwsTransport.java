package io.signalbox.actuator.app;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** The HTTP client of all AWS clients. It works in a native executable. It does not retry, since plans do. */
final class AwsTransport {

    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** The socket timeout. The time of a whole call is limited elsewhere. */
    private static final Duration SILENCE = Duration.ofSeconds(4);

    /** A profile with a role makes a client of its own, and would not choose between several HTTP clients. */
    private static final String HTTP_SERVICE = "software.amazon.awssdk.http.service.impl";

    static {
        if (System.getProperty(HTTP_SERVICE) == null) {
            System.setProperty(HTTP_SERVICE, SdkTypes.HTTP);
        }
    }

    private AwsTransport() {}

    /**
     * AWS STS in the region of the environment; without one, its global endpoint, which depends on us-east-1.
     * https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html
     */
    static StsClient sts(AwsCredentialsProvider credentials) {
        Region region =
                SdkSystemSetting.AWS_REGION.getStringValue().map(Region::of).orElse(Region.AWS_GLOBAL);
        return StsClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .httpClientBuilder(http())
                .overrideConfiguration(override -> override.apiCallTimeout(SILENCE))
                .build();
    }

    static UrlConnectionHttpClient.Builder http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE);
    }

    static ClientOverrideConfiguration.Builder once() {
        return ClientOverrideConfiguration.builder().retryStrategy(AwsRetryStrategy.doNotRetry());
    }
}
