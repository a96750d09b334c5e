package io.signalbox.kafka;

import io.signalbox.kafka.Credentials.UnusableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/**
 * Where the AWS credentials of this process come from. The sources and their order are those of the SDK:
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html. But a source that is configured is the
 * only one that is used. Were the next one tried after it has failed, the process would be somebody else, such as the node that
 * it runs on.
 *
 * @param provider renews the credentials before they expire
 * @param name for a person
 */
record AwsSource(AwsCredentialsProvider provider, String name) {

    private static final String SESSION = "signalbox";
    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** The socket timeout, and that of a whole call. */
    private static final Duration SILENCE = Duration.ofSeconds(4);

    /** @throws UnusableException if a source is configured incompletely */
    static AwsSource find() throws UnusableException {
        if (isSet(SdkSystemSetting.AWS_ACCESS_KEY_ID)) {
            return new AwsSource(DefaultCredentialsProvider.builder().build(), "AWS_ACCESS_KEY_ID");
        }
        if (isSet(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE)) {
            return webIdentity();
        }
        Optional<String> profile = ProfileFileSystemSetting.AWS_PROFILE.getNonDefaultStringValue();
        if (profile.isPresent()) {
            return new AwsSource(ProfileCredentialsProvider.create(profile.get()), "the profile " + profile.get());
        }
        if (isSet(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)
                || isSet(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI)) {
            return new AwsSource(
                    ContainerCredentialsProvider.builder().build(),
                    "the role of the container (EKS Pod Identity or Amazon ECS)");
        }
        return new AwsSource(
                DefaultCredentialsProvider.builder().build(), "the default profile, or the role of the machine");
    }

    private static AwsSource webIdentity() throws UnusableException {
        Path token = Path.of(text(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE).orElseThrow());
        Optional<String> role = text(SdkSystemSetting.AWS_ROLE_ARN);
        if (role.isEmpty()) {
            throw new UnusableException(
                    "AWS_ROLE_ARN: expected a role with AWS_WEB_IDENTITY_TOKEN_FILE=" + token + ", got nothing");
        }
        var provider = StsWebIdentityTokenFileCredentialsProvider.builder()
                .stsClient(sts())
                .webIdentityTokenFile(token)
                .roleArn(role.get())
                .roleSessionName(text(SdkSystemSetting.AWS_ROLE_SESSION_NAME).orElse(SESSION))
                .build();
        return new AwsSource(provider, "the role " + role.get() + " with the web identity token in " + token);
    }

    private static StsClient sts() {
        return StsClient.builder()
                .region(text(SdkSystemSetting.AWS_REGION).map(Region::of).orElse(Region.AWS_GLOBAL))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .overrideConfiguration(override -> override.apiCallTimeout(SILENCE))
                .build();
    }

    private static boolean isSet(SdkSystemSetting setting) {
        return text(setting).isPresent();
    }

    /** The environment variable, or the system property that stands for it. */
    static Optional<String> text(SdkSystemSetting setting) {
        return setting.getStringValue().filter(text -> !text.isBlank());
    }
}
