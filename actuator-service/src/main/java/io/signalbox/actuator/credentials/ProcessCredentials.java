package io.signalbox.actuator.credentials;

import io.signalbox.contract.aws.AwsRole;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The AWS credentials of this process. The sources and their order are those of the SDK:
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html. But a source that is configured is the
 * only one that is used. Were the next one tried after it has failed, the actuator would be somebody else, such as the node that
 * it runs on.
 *
 * @param source for a person
 */
public record ProcessCredentials(AwsCredentialsProvider provider, String source) implements AutoCloseable {

    private static final String SESSION = "signalbox";

    /** @param sts a client of AWS STS with the given credentials */
    public static ProcessCredentials find(Function<AwsCredentialsProvider, StsClient> sts) {
        if (isSet(SdkSystemSetting.AWS_ACCESS_KEY_ID)) {
            return told(
                    DefaultCredentialsProvider.builder().build(),
                    "the access key " + text(SdkSystemSetting.AWS_ACCESS_KEY_ID).orElse(""));
        }
        if (isSet(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE)) {
            return webIdentity(sts);
        }
        Optional<String> profile = ProfileFileSystemSetting.AWS_PROFILE.getNonDefaultStringValue();
        if (profile.isPresent()) {
            return told(ProfileCredentialsProvider.create(profile.get()), profile(profile.get()));
        }
        if (isSet(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)
                || isSet(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI)) {
            return told(
                    ContainerCredentialsProvider.builder()
                            .asyncCredentialUpdateEnabled(true)
                            .build(),
                    "the role of the container (EKS Pod Identity or Amazon ECS)");
        }
        return told(
                DefaultCredentialsProvider.builder()
                        .asyncCredentialUpdateEnabled(true)
                        .build(),
                "the default profile, or the role of the machine");
    }

    private static ProcessCredentials webIdentity(Function<AwsCredentialsProvider, StsClient> sts) {
        Path token = Path.of(text(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE).orElseThrow());
        String role = text(SdkSystemSetting.AWS_ROLE_ARN)
                .orElseThrow(() -> new IllegalArgumentException(
                        "AWS_ROLE_ARN: expected a role with AWS_WEB_IDENTITY_TOKEN_FILE=" + token + ", got nothing"));
        return told(
                StsWebIdentityTokenFileCredentialsProvider.builder()
                        .stsClient(sts.apply(AnonymousCredentialsProvider.create()))
                        .webIdentityTokenFile(token)
                        .roleArn(role)
                        .roleSessionName(
                                text(SdkSystemSetting.AWS_ROLE_SESSION_NAME).orElse(SESSION))
                        .asyncCredentialUpdateEnabled(true)
                        .build(),
                "role " + role + " by the web identity token in " + token);
    }

    private static String profile(String name) {
        return "profile " + name
                + ProfileFile.defaultProfileFile()
                        .profile(name)
                        .flatMap(profile -> profile.property(ProfileProperty.ROLE_ARN))
                        .map(role -> " with role " + role)
                        .orElse("");
    }

    /** A role that these credentials assume. */
    public ProcessCredentials assuming(AwsRole role, Function<AwsCredentialsProvider, StsClient> sts) {
        return told(
                StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts.apply(provider))
                        .refreshRequest(request -> request.roleArn(role.arn())
                                .roleSessionName(SESSION)
                                .externalId(role.externalId()))
                        .asyncCredentialUpdateEnabled(true)
                        .build(),
                role + " of account " + role.account() + ", assumed by " + source);
    }

    /** The same, which sign nothing if they are of another account. */
    public ProcessCredentials ofAccount(String account, Function<AwsCredentialsProvider, StsClient> sts) {
        return told(new AccountCredentials(provider, account, sts), source);
    }

    /** Fixed credentials. */
    public static ProcessCredentials told(AwsCredentialsProvider provider, String source) {
        return new ProcessCredentials(new ExplainedCredentials(provider, source), source);
    }

    private static boolean isSet(SdkSystemSetting setting) {
        return text(setting).isPresent();
    }

    private static Optional<String> text(SdkSystemSetting setting) {
        return setting.getStringValue().filter(text -> !text.isBlank());
    }

    /** Stops renewing them. */
    @Override
    public void close() {
        if (Objects.requireNonNull(provider) instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
